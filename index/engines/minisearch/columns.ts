// What is known of documents and threads beside their words, read as typed arrays by ordinal and thread number.
import type { DocumentId, ThreadId } from '../../model.ts';
import { readStrings, type StringTable } from '../../packing/string-table.ts';
import type { SectionReader } from '../../snapshot/section-file.ts';
import type { Names } from '../renamed-people-numbers.ts';

/** Numbers of people, tags and links count from 0 in their tables; `NOBODY` is no person. */
export interface Columns {
  readonly documentCount: number;
  readonly threadCount: number;
  readonly threads: Uint32Array;
  readonly authors: Uint32Array;
  /** Author of the comment that is answered. */
  readonly repliedTo: Uint32Array;
  /** Bits of `FLAG`. */
  readonly flags: Uint8Array;
  /** Milliseconds since 1970; NaN without a date. */
  readonly instants: Float64Array;
  /** Days since 1970; `UNDATED` without a date. */
  readonly firstDays: Int32Array;
  readonly lastDays: Int32Array;
  readonly documentLinks: NumberLists;
  /** First document of each thread. */
  readonly threadStarts: Uint32Array;
  readonly commentCounts: Uint32Array;
  readonly threadTags: NumberLists;
  readonly threadUrls: StringTable;
  /** Of people, by number; both as displayed. */
  readonly names: Names;
  readonly slugs: Names;
  readonly tags: StringTable;
  readonly links: StringTable;
  documentId(ordinal: number): DocumentId;
  threadId(thread: number): ThreadId;
}

/** List i stands from `starts[i]` to before `starts[i + 1]`. */
export interface NumberLists {
  readonly values: Uint32Array;
  readonly starts: Uint32Array;
}

/** The columns written by `ColumnWriter`. */
export function readColumns(sections: SectionReader): Columns {
  const ids = readStrings(sections, 'ids');
  const threadIds = readStrings(sections, 'threadIds');
  const lists = (name: string): NumberLists => ({
    values: sections.u32(name),
    starts: sections.u32(`${name}.starts`),
  });
  return {
    documentCount: ids.length,
    threadCount: threadIds.length,
    threads: sections.u32('threads'),
    authors: sections.u32('authors'),
    repliedTo: sections.u32('repliedTo'),
    flags: sections.u8('flags'),
    instants: sections.f64('instants'),
    firstDays: sections.i32('firstDays'),
    lastDays: sections.i32('lastDays'),
    documentLinks: lists('documentLinks'),
    threadStarts: sections.u32('threadStarts'),
    commentCounts: sections.u32('commentCounts'),
    threadTags: lists('threadTags'),
    threadUrls: readStrings(sections, 'threadUrls'),
    names: readStrings(sections, 'names'),
    slugs: readStrings(sections, 'slugs'),
    tags: readStrings(sections, 'tags'),
    links: readStrings(sections, 'links'),
    documentId: (ordinal) => ids.at(ordinal) as DocumentId,
    threadId: (thread) => threadIds.at(thread) as ThreadId,
  };
}
