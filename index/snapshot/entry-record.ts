// An entry without its text as a line of JSON: a list of its fields, which is half as dear to read as an object.
import type { Entry, Person, ThreadInfo } from '../model.ts';
import type { EntryFacts } from './model.ts';

type PersonRecord = readonly [name: string, slug: string] | null;

/** The fields in their order. */
export type EntryRecord = readonly [
  id: Entry['id'],
  threadId: Entry['threadId'],
  kind: Entry['kind'],
  position: Entry['position'],
  depth: Entry['depth'],
  parentId: Entry['parentId'],
  parentAuthor: PersonRecord,
  threadTitle: string | null,
  commentCount: number,
  quotes: Entry['quotes'],
  author: PersonRecord,
  byPostAuthor: boolean,
  publishedAt: Entry['publishedAt'],
  datePrecision: Entry['datePrecision'],
  tags: Entry['tags'],
  links: Entry['links'],
  hasImage: boolean,
  originalUrl: Entry['originalUrl'],
];

const FIELD_COUNT: EntryRecord['length'] = 18;

/** What lists of hits show of an entry's surroundings: so they read one record a hit. */
export interface Surroundings {
  readonly thread: Pick<ThreadInfo, 'title' | 'commentCount'>;
  /** That of the entry it answers; null when there is none. */
  readonly parentAuthor: Person | null;
}

/** The record of an entry. */
export function entryRecord(entry: Entry, { thread, parentAuthor }: Surroundings): EntryRecord {
  return [
    entry.id,
    entry.threadId,
    entry.kind,
    entry.position,
    entry.depth,
    entry.parentId,
    personRecord(parentAuthor),
    thread.title,
    thread.commentCount,
    entry.quotes,
    personRecord(entry.author),
    entry.byPostAuthor,
    entry.publishedAt,
    entry.datePrecision,
    entry.tags,
    entry.links,
    entry.hasImage,
    entry.originalUrl,
  ];
}

/** Whether a line holds such a record. Lines have passed their checksums: what is looked at tells a foreign line. */
export function isEntryRecord(line: unknown): line is EntryRecord {
  return Array.isArray(line) && line.length === FIELD_COUNT && typeof line[0] === 'string';
}

/** The entry of a record, with the text that stands behind it. */
export function entryOf(record: EntryRecord, text: string): Entry {
  return {
    id: record[0],
    threadId: record[1],
    kind: record[2],
    position: record[3],
    depth: record[4],
    parentId: record[5],
    title: titleOf(record),
    text,
    quotes: record[9],
    author: personOf(record[10]),
    byPostAuthor: record[11],
    publishedAt: record[12],
    datePrecision: record[13],
    tags: record[14],
    links: record[15],
    hasImage: record[16],
    originalUrl: record[17],
  };
}

/** What lists of hits show of a record. */
export function factsOf(record: EntryRecord): EntryFacts {
  return {
    id: record[0],
    kind: record[2],
    position: record[3],
    parentId: record[5],
    parentAuthor: personOf(record[6]),
    title: titleOf(record),
    thread: { id: record[1], title: record[7], commentCount: record[8] },
    quotes: record[9],
    author: personOf(record[10]),
    publishedAt: record[12],
    datePrecision: record[13],
    originalUrl: record[17],
  };
}

/** A comment has no title of its own. */
function titleOf(record: EntryRecord): string {
  return record[2] === 'post' ? (record[7] ?? '') : '';
}

function personRecord(person: Person | null): PersonRecord {
  return person && [person.name, person.slug];
}

function personOf(record: PersonRecord): Person | null {
  return record && { name: record[0], slug: record[1] };
}
