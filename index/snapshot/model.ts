// What a snapshot is: one built index with its texts, never changed once published. Types only.
import type { Directory } from '../directory/model.ts';
import type { Engine } from '../engine.ts';
import type { DocumentId, Entry, Person, ThreadId, ThreadInfo } from '../model.ts';
import type { FileChecksums } from './durable-files.ts';

export interface SnapshotCounts {
  readonly documents: number;
  readonly posts: number;
  readonly comments: number;
  readonly pings: number;
  readonly threads: number;
  readonly people: number;
}

/** `manifest.json`: what is needed to decide whether this program may open the snapshot, and to verify it. */
export interface Manifest {
  readonly format: number;
  readonly id: string;
  readonly engine: Engine['name'];
  /** Everything that shapes tokens and scores; see `analysis/fingerprint`. */
  readonly analysis: string;
  /** Language the analysis was made for, e.g. `english`: questions are analysed with the same. */
  readonly language: string;
  /** Zone of times without offset. */
  readonly timeZone: string;
  /** ISO 8601, UTC. */
  readonly builtAt: string;
  readonly program: string;
  readonly counts: SnapshotCounts;
  /** Earliest and latest publishedAt, as written; null when nothing is dated. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** The archived pages themselves, as far as they can be looked at. */
  readonly archive: {
    /** Where the sources lay when the snapshot was built, absolute (on disk from the data folder on); pages name them by number. */
    readonly sources: readonly string[];
    /** Threads with an `archivedPage`. */
    readonly threads: number;
  };
  /** By file name. */
  readonly files: Readonly<Record<string, FileChecksums>>;
  /** The snapshots that this one joins, in their order; left out: it has its own texts. */
  readonly parts?: readonly SnapshotPart[];
}

/** A snapshot that is a part of a joined one. */
export interface SnapshotPart {
  /** Its data folder, absolute (on disk from the data folder of the joined one on). */
  readonly folder: string;
  readonly id: string;
}

/** What a list of hits shows of an entry beside a piece of its text. */
export interface EntryFacts
  extends Pick<
    Entry,
    | 'id'
    | 'kind'
    | 'position'
    | 'parentId'
    | 'title'
    | 'quotes'
    | 'author'
    | 'publishedAt'
    | 'datePrecision'
    | 'originalUrl'
  > {
  /** The thread it stands in. */
  readonly thread: Pick<ThreadInfo, 'id' | 'title' | 'commentCount'>;
  /** Who wrote the comment that is answered; null when there is none, or nobody is named. */
  readonly parentAuthor: Person | null;
}

/** A document, and where an engine has it: its number among the documents, in the order in which they were written. */
export interface DocumentPlace {
  readonly id: DocumentId;
  readonly ordinal?: number;
}

/** An entry without its text. */
export type EntryHead = Omit<Entry, 'text'>;

/** An entry's head with its number among the documents; null for pings, which are none. */
export interface LocatedEntry {
  readonly head: EntryHead;
  readonly ordinal: number | null;
}

/** A part of a text, in bytes of UTF-8. `from` must be the beginning of a character. */
export interface TextPiece {
  readonly from: number;
  readonly length: number;
}

export interface EntryPiece {
  readonly facts: EntryFacts;
  /** The part of the text that was asked for: shorter where the text ends, or where a character would be cut. */
  readonly piece: string;
}

/** Texts and metadata of a snapshot, read from disk when asked for. */
export interface EntryStore {
  entry(id: DocumentId): Promise<Entry | null>;
  /** Where entries stand and what they are, in the order asked for; null for unknown ids. */
  located(ids: readonly DocumentId[]): Promise<readonly (LocatedEntry | null)[]>;
  /** In the order asked for; unknown ids are left out. */
  entries(ids: readonly DocumentId[]): Promise<readonly Entry[]>;
  /**
   * Entries with a piece of each text, in the order asked for, in as few reads as possible; null for unknown documents.
   * `choose` is given the place of a document in the list, and how many bytes the text has.
   */
  pieces(
    documents: readonly DocumentPlace[],
    choose: (index: number, textBytes: number) => TextPiece,
  ): Promise<readonly (EntryPiece | null)[]>;
  /** What stands at these rows, in the order asked for. Rows are in snapshot order, from 0. */
  headsAt(rows: readonly number[]): Promise<readonly EntryHead[]>;
  thread(id: ThreadId): Promise<ThreadInfo | null>;
  /** In the order asked for; unknown ids are left out. */
  threads(ids: readonly ThreadId[]): Promise<readonly ThreadInfo[]>;
  /** The threads at these rows, in the order asked for. Rows are in snapshot order, from 0. */
  threadsAt(rows: readonly number[]): Promise<readonly ThreadInfo[]>;
  /** The post first, then comments and pings in reading order. */
  threadEntries(id: ThreadId): Promise<readonly Entry[]>;
}

/** An open snapshot. Searches hold it only as long as they run. */
export interface Snapshot {
  readonly manifest: Manifest;
  readonly engine: Engine;
  readonly store: EntryStore;
  readonly directory: Directory;
  /** Whether the keeper removed something from what was built. */
  readonly hasRemoved?: true;
  close(): Promise<void>;
}

/** What a search needs of a snapshot, wherever it lies. */
export interface SearchedSnapshot {
  readonly manifest: Pick<Manifest, 'id' | 'builtAt' | 'language'>;
  readonly engine: Engine;
  readonly store: Pick<EntryStore, 'entries' | 'pieces' | 'headsAt' | 'threadEntries'>;
  readonly directory: Pick<Directory, 'addresses'>;
}
