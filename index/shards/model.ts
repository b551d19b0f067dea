// A snapshot cut into shards: small files of which a search reads only a few, for readers who ask without a server. Types only.
import type { PeopleChanges } from '../engine.ts';
import type { HiddenDocuments } from '../hidden-documents.ts';
import type { DocumentId, ThreadId } from '../model.ts';
import type { Section } from '../snapshot/section-file.ts';

/** Named arrays of one file. */
export type Sections = Readonly<Record<string, Section>>;

/** One file: its name, such as `terms/17`, and what it holds. */
export interface Shard {
  readonly name: string;
  readonly sections: Sections;
}

/** Reads a shard by its name. Asked twice it gives the same; rejects when the shard cannot be had. */
export type ReadShard = (name: string) => Promise<Sections>;

/** What a document is called. */
export interface DocumentName {
  readonly id: DocumentId;
  readonly threadId: ThreadId;
}

/** Names of documents by their ordinals, in the order asked for. They are kept with the texts, which are wanted next. */
export type ReadNames = (ordinals: readonly number[]) => Promise<readonly DocumentName[]>;

/** A snapshot as readers may see it. */
export interface CutView {
  readonly hidden: HiddenDocuments | null;
  /** Who is who, as the keeper says. */
  readonly changes: PeopleChanges | null;
}
