// The texts of several snapshots as those of one: rows and numbers go on from part to part, people are who they are in the whole.
import type { PeopleOfPart } from '../directory/people-of-part.ts';
import type { Entry, ThreadId, ThreadInfo } from '../model.ts';
import { type JoinedNumbers, joinNumbers } from '../packing/joined-numbers.ts';
import type { DocumentPlace, EntryHead, EntryPiece, LocatedEntry, TextPiece } from './model.ts';
import type { OpenedStore } from './store.ts';
import type { ThreadRecord } from './store-writer.ts';

/** The store of a part. */
export interface PartStore {
  readonly store: OpenedStore;
  readonly people: PeopleOfPart;
  readonly documents: number;
  /** Sources whose pages can be looked at: threads name them by number. */
  readonly sources: number;
}

interface Part extends PartStore {
  readonly number: number;
}

/** How the parts are asked for a list of things. */
interface Asking<Own, Found> {
  /** What the part is asked for in place of the thing at this place of the list; undefined: nothing. */
  readonly ownOf: (at: number, part: Part) => Own | undefined;
  /** Gives what was found in the order asked for; `places` are those in the whole list. */
  readonly ask: (
    part: Part,
    own: readonly Own[],
    places: readonly number[],
  ) => Promise<readonly (Found | null)[]>;
}

/** One part after the other is asked for what is its own; by id, for what was not found yet. */
export class JoinedStore implements OpenedStore {
  readonly #parts: readonly Part[];
  readonly #documents: JoinedNumbers;
  readonly #entries: JoinedNumbers;
  readonly #threads: JoinedNumbers;
  readonly #sources: JoinedNumbers;

  constructor(parts: readonly PartStore[]) {
    this.#parts = parts.map((part, number) => ({ ...part, number }));
    this.#documents = joinNumbers(parts.map(({ documents }) => documents));
    this.#entries = joinNumbers(parts.map(({ store }) => store.entryCount));
    this.#threads = joinNumbers(parts.map(({ store }) => store.threadCount));
    this.#sources = joinNumbers(parts.map(({ sources }) => sources));
  }

  get entryCount(): number {
    return this.#entries.count;
  }

  get threadCount(): number {
    return this.#threads.count;
  }

  async entry(id: Entry['id']): Promise<Entry | null> {
    return (await this.entries([id]))[0] ?? null;
  }

  async entries(ids: readonly Entry['id'][]): Promise<readonly Entry[]> {
    const found = await this.#ask<Entry['id'], Entry>(ids.length, {
      ownOf: (at) => ids[at],
      ask: async ({ store, people }, own) =>
        inOrder(
          own,
          (await store.entries(own)).map((entry) => ofWhole(entry, people)),
        ),
    });
    return found.filter((entry) => entry !== null);
  }

  located(ids: readonly Entry['id'][]): Promise<readonly (LocatedEntry | null)[]> {
    return this.#ask<Entry['id'], LocatedEntry>(ids.length, {
      ownOf: (at) => ids[at],
      ask: async ({ store, people, number }, own) => {
        const first = this.#documents.firstOf(number);
        const located = await store.located(own);
        return located.map(
          (one) =>
            one && {
              head: ofWhole(one.head, people),
              ordinal: one.ordinal === null ? null : first + one.ordinal,
            },
        );
      },
    });
  }

  pieces(
    documents: readonly DocumentPlace[],
    choose: (index: number, textBytes: number) => TextPiece,
  ): Promise<readonly (EntryPiece | null)[]> {
    return this.#ask<DocumentPlace, EntryPiece>(documents.length, {
      ownOf: (at, part) => {
        const document = documents[at];
        if (document?.ordinal === undefined) return document;
        const ordinal = ownNumber(this.#documents, document.ordinal, part);
        return ordinal === undefined ? undefined : { id: document.id, ordinal };
      },
      ask: async ({ store, people }, own, places) => {
        const pieces = await store.pieces(own, (index, bytes) => choose(places[index] ?? 0, bytes));
        return pieces.map((piece) => piece && pieceOfWhole(piece, people));
      },
    });
  }

  headsAt(rows: readonly number[]): Promise<readonly EntryHead[]> {
    return this.#atRows<EntryHead>(rows, this.#entries, async ({ store, people }, own) =>
      (await store.headsAt(own)).map((head) => ofWhole(head, people)),
    );
  }

  async thread(id: ThreadId): Promise<ThreadInfo | null> {
    return (await this.threads([id]))[0] ?? null;
  }

  async threads(ids: readonly ThreadId[]): Promise<readonly ThreadInfo[]> {
    const found = await this.#ask<ThreadId, ThreadInfo>(ids.length, {
      ownOf: (at) => ids[at],
      ask: async (part, own) =>
        inOrder(
          own,
          (await part.store.threads(own)).map((info) => this.#withSource(info, part)),
        ),
    });
    return found.filter((info) => info !== null);
  }

  threadsAt(rows: readonly number[]): Promise<readonly ThreadInfo[]> {
    return this.#atRows<ThreadInfo>(rows, this.#threads, async (part, own) =>
      (await part.store.threadsAt(own)).map((info) => this.#withSource(info, part)),
    );
  }

  async threadEntries(id: ThreadId): Promise<readonly Entry[]> {
    for (const { store, people } of this.#parts) {
      const entries = await store.threadEntries(id);
      if (entries.length > 0) return entries.map((entry) => ofWhole(entry, people));
    }
    return [];
  }

  async threadAt(row: number): Promise<ThreadRecord> {
    const { part: number, own } = this.#threads.placeOf(row);
    const part = this.#parts[number];
    if (part === undefined) throw new RangeError(`there is no thread ${row}`);
    const { info, firstRow, entryCount } = await part.store.threadAt(own);
    const joinedRow = this.#entries.firstOf(number) + firstRow;
    return { info: this.#withSource(info, part), firstRow: joinedRow, entryCount };
  }

  async #atRows<Found>(
    rows: readonly number[],
    numbers: JoinedNumbers,
    ask: (part: Part, own: readonly number[]) => Promise<readonly Found[]>,
  ): Promise<readonly Found[]> {
    const found = await this.#ask<number, Found>(rows.length, {
      ownOf: (at, part) => ownNumber(numbers, rows[at] ?? -1, part),
      ask,
    });
    return found.filter((one) => one !== null);
  }

  async #ask<Own, Found>(
    count: number,
    { ownOf, ask }: Asking<Own, Found>,
  ): Promise<readonly (Found | null)[]> {
    const found: (Found | null)[] = Array.from({ length: count }, () => null);
    for (const part of this.#parts) {
      const own: Own[] = [];
      const places: number[] = [];
      for (const [at, known] of found.entries()) {
        const wanted = known === null ? ownOf(at, part) : undefined;
        if (wanted === undefined) continue;
        own.push(wanted);
        places.push(at);
      }
      if (own.length === 0) continue;
      for (const [index, one] of (await ask(part, own, places)).entries()) found[places[index] ?? 0] = one;
    }
    return found;
  }

  /** Pages are named by the number of their source. */
  #withSource(info: ThreadInfo, { number }: Part): ThreadInfo {
    const first = this.#sources.firstOf(number);
    if (info.archivedPage === null || first === 0) return info;
    const slash = info.archivedPage.indexOf('/');
    const source = first + Number(info.archivedPage.slice(0, slash));
    return { ...info, archivedPage: `${source}${info.archivedPage.slice(slash)}` };
  }
}

function ownNumber(numbers: JoinedNumbers, number: number, part: Part): number | undefined {
  const place = numbers.placeOf(number);
  return place.part === part.number ? place.own : undefined;
}

/** What was found of a list of ids, in their order; null for what was not. */
function inOrder<Found extends { readonly id: string }>(
  ids: readonly Found['id'][],
  found: readonly Found[],
): readonly (Found | null)[] {
  const byId = new Map(found.map((one) => [one.id, one]));
  return ids.map((id) => byId.get(id) ?? null);
}

function ofWhole<One extends Pick<Entry, 'author' | 'position'>>(one: One, people: PeopleOfPart): One {
  if (one.author === null) return one;
  const author = one.position === null ? people.anyoneOf(one.author) : people.personOf(one.author);
  return author === one.author ? one : { ...one, author };
}

function pieceOfWhole({ facts, piece }: EntryPiece, people: PeopleOfPart): EntryPiece {
  const { parentAuthor } = facts;
  const named = ofWhole(facts, people);
  return { piece, facts: { ...named, parentAuthor: parentAuthor && people.personOf(parentAuthor) } };
}
