// Looks up what the rules mean in one snapshot: which documents, whose names, whose threads. Changes nothing.
import type { EngineHit } from '../engine.ts';
import { HiddenDocuments } from '../hidden-documents.ts';
import type { DocumentId, Entry, Person, ThreadId } from '../model.ts';
import { foldName } from '../people.ts';
import { headsAtAddress } from '../resolve.ts';
import type { EntryHead, LocatedEntry, Snapshot } from '../snapshot/model.ts';
import type { SuppressionRule } from './rules.ts';

/** What is removed from a snapshot. */
export interface Suppressed {
  readonly documents: HiddenDocuments;
  /** Documents that were named by id or address, or stand in a removed thread, without those of removed people. */
  readonly heads: readonly EntryHead[];
  /** Whether an entry is removed, ping or document. */
  readonly isRemoved: (entry: Pick<Entry, 'id' | 'threadId' | 'author'>) => boolean;
  readonly isRemovedPerson: (person: Person) => boolean;
  /** Threads that have lost something. */
  readonly touched: ReadonlySet<ThreadId>;
  /** Threads whose post is removed. */
  readonly withoutPost: ReadonlySet<ThreadId>;
  /** Rules that mean nothing in this snapshot. */
  readonly idle: readonly SuppressionRule[];
}

/** Cost: a search a person, a few reads for each other rule. */
export async function findSuppressed(
  snapshot: Snapshot,
  rules: readonly SuppressionRule[],
): Promise<Suppressed> {
  const found = new Findings(snapshot);
  const idle: SuppressionRule[] = [];
  for (const rule of rules) if (!(await found.add(rule))) idle.push(rule);
  return found.finish(idle);
}

class Findings {
  readonly #snapshot: Snapshot;
  readonly #names = new Set<string>();
  readonly #known = new Map<string, boolean>();
  readonly #threads = new Set<ThreadId>();
  readonly #ids = new Set<DocumentId>();
  readonly #heads = new Map<DocumentId, EntryHead>();
  readonly #ordinals: number[] = [];
  readonly #touched = new Set<ThreadId>();
  readonly #withoutPost = new Set<ThreadId>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** False when the rule means nothing here. */
  async add({ kind, value }: SuppressionRule): Promise<boolean> {
    switch (kind) {
      case 'id':
        // Any text may be written; the store knows which of them are ids.
        return this.#addEntries([value as DocumentId]);
      case 'url':
        return this.#addEntries((await headsAtAddress(this.#snapshot, value)).map(({ id }) => id));
      case 'thread':
        return this.#addThread(value);
      case 'author':
        return this.#addPerson(value);
      default:
        return kind satisfies never;
    }
  }

  finish(idle: readonly SuppressionRule[]): Suppressed {
    const isRemovedPerson = (person: Person) => this.#isNamed(person);
    return {
      documents: new HiddenDocuments(this.#ordinals, this.#snapshot.manifest.counts.documents),
      heads: [...this.#heads.values()].filter(({ author }) => author === null || !isRemovedPerson(author)),
      isRemoved: ({ id, threadId, author }) =>
        this.#ids.has(id) || this.#threads.has(threadId) || (author !== null && isRemovedPerson(author)),
      isRemovedPerson,
      touched: this.#touched,
      withoutPost: this.#withoutPost,
      idle,
    };
  }

  async #addThread(value: string): Promise<boolean> {
    const heads = value.includes('/') ? await headsAtAddress(this.#snapshot, value) : [];
    const threads = new Set([value as ThreadId, ...heads.map(({ threadId }) => threadId)]);
    let isKnown = false;
    for (const id of threads) {
      const entries = await this.#snapshot.store.threadEntries(id);
      if (entries.length === 0) continue;
      isKnown = true;
      this.#threads.add(id);
      await this.#addEntries(entries.map((entry) => entry.id));
    }
    return isKnown;
  }

  async #addEntries(ids: readonly DocumentId[]): Promise<boolean> {
    const located = await this.#snapshot.store.located(ids);
    for (const entry of located) if (entry !== null) this.#addEntry(entry);
    return located.some((entry) => entry !== null);
  }

  #addEntry({ head, ordinal }: LocatedEntry): void {
    this.#ids.add(head.id);
    this.#touched.add(head.threadId);
    if (ordinal === null) return;
    this.#ordinals.push(ordinal);
    this.#heads.set(head.id, head);
    if (head.kind === 'post') this.#withoutPost.add(head.threadId);
  }

  /** A person may have written nothing but pings, which no search finds: the name is kept all the same. */
  async #addPerson(name: string): Promise<boolean> {
    this.#names.add(foldName(name));
    const hits = await this.#findBy(name, false);
    for (const { threadId, ordinal } of hits) {
      this.#touched.add(threadId);
      this.#ordinals.push(ordinal);
    }
    for (const { threadId } of await this.#findBy(name, true)) this.#withoutPost.add(threadId);
    return hits.length > 0;
  }

  async #findBy(
    name: string,
    postsOnly: boolean,
  ): Promise<readonly { readonly threadId: ThreadId; readonly ordinal: number }[]> {
    const author = { kind: 'filter', filter: { field: 'author', names: [name] } } as const;
    const post = { kind: 'filter', filter: { field: 'type', type: 'post' } } as const;
    const { groups } = await this.#snapshot.engine.search({
      plan: postsOnly ? { kind: 'and', nodes: [author, post] } : author,
      exactTitle: null,
      sort: 'relevance',
      group: 'none',
      limit: this.#snapshot.manifest.counts.documents,
      offset: 0,
      facets: [],
      histogram: null,
    });
    return groups.flatMap(({ threadId, hits }) => hits.map((hit) => ({ threadId, ordinal: ordinalOf(hit) })));
  }

  #isNamed({ name, slug }: Person): boolean {
    if (this.#names.size === 0) return false;
    const known = this.#known.get(slug);
    if (known !== undefined) return known;
    const isNamed = this.#names.has(foldName(name)) || this.#names.has(foldName(slug));
    this.#known.set(slug, isNamed);
    return isNamed;
  }
}

/** @throws Error for an engine that does not number its documents: nothing could be hidden from it */
function ordinalOf({ ordinal }: EngineHit): number {
  if (ordinal === undefined) throw new Error('the engine does not number its documents');
  return ordinal;
}
