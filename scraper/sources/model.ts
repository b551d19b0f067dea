// What a source is and what it gives, one item at a time. Types only.
import type { Page, Skip, ThreadPart } from '../model.ts';

/** A file that holds posts and comments as records: documents, one a line, or a WordPress export. */
export interface RecordFile {
  readonly kind: 'records';
  /** Path inside the source, like a page's. */
  readonly path: string;
  /** SHA-256 of the file as it lies there, hex. */
  readonly hash: string;
  /** Bytes; null when only reading tells. */
  readonly size: number | null;
  /** Versions of everything that shapes what is read of it, its own bytes aside. */
  readonly program: string;
  /**
   * May be read more than once, in a ZIP until the source's next item is asked for. Never fails: a file that cannot be read on ends with an `unreadable` skip.
   *
   * Documents: runs of consecutive records of one thread, and skips whose page is `path#LINE`. Every id comes once: an
   * earlier record of a repeated id is a `duplicate` skip. Reads the file twice; memory holds one line, one run, and 12
   * to 24 bytes a record.
   *
   * Export: one part for each published post and page, and skips whose page is `path#item N`. Memory holds one item.
   */
  read(): AsyncIterable<ThreadPart | Skip>;
}

export type SourceItem = Page | Skip | RecordFile;

/** Something that holds archived pages or exported posts. */
export interface Source {
  /** Absolute path, links resolved. */
  readonly location: string;
  /** `file`: one page; `archive`: a WARC, WACZ or ZIP; `documents`: one file that holds records. */
  readonly kind: 'folder' | 'file' | 'archive' | 'documents';
  /**
   * Everything in the source that is a page, claims to be one, or holds records, in a stable order; at least one item.
   * Holds one page at a time. May be called more than once. Never fails: what cannot be read is a skip.
   */
  items(): AsyncIterable<SourceItem>;
  /** An upper bound of the number of items, for progress; null when unknown, as for archives. Reads no file, only folders. */
  countItems(): Promise<number | null>;
}

export interface OpenOptions {
  /** Larger pages become a `too-large` skip. Bytes, default 64 MiB. */
  readonly maxPageBytes?: number;
}
