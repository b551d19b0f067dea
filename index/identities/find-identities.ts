// Looks up what the rules mean in one snapshot: which people are one, which documents are somebody else's. Changes nothing.
import type { PeopleChanges } from '../engine.ts';
import type { DocumentId, Entry, Person, ThreadId } from '../model.ts';
import { foldName, slugOfName } from '../people.ts';
import { headsAtAddress } from '../resolve.ts';
import type { EntryHead, Snapshot } from '../snapshot/model.ts';
import type { SuppressionRule } from '../suppression/rules.ts';
import type { IdentityRule, MergeRule, SplitRule } from './rules.ts';

/** Who is who, as the keeper says. */
export interface Identities {
  /** Who wrote an entry. */
  readonly authorOf: (entry: Pick<Entry, 'id' | 'author'>) => Person | null;
  /** Whom readers know somebody as who is displayed so. */
  readonly personOf: (person: Person) => Person;
  /** Whom a name or slug of somebody who was merged means now; the name itself for all others. */
  readonly nameNow: (name: string) => string;
  /** A rule of removal for the archive as it was written, before anybody was said to be somebody else. */
  readonly asWritten: (rule: SuppressionRule) => readonly SuppressionRule[];
  /** People whom rules made, changed or took from, as they are now; each once. */
  readonly changed: readonly ChangedPerson[];
  /** What an engine needs to know of it. */
  readonly changes: PeopleChanges;
  /** Entries that changed hands. */
  readonly moved: readonly MovedEntry[];
  /** Answers that are by, or to, somebody else now: those that fell away and those that came. */
  readonly exchanges: readonly ChangedExchange[];
  /** Rules that mean nothing in this snapshot. */
  readonly idle: readonly IdentityRule[];
}

/** One answer more or less. */
export interface ChangedExchange {
  readonly from: Person;
  readonly to: Person;
  readonly change: 1 | -1;
}

/** An answer, and what it answers. */
interface Answer {
  readonly own: EntryHead;
  readonly parent: EntryHead;
}

/** Somebody who is not who the snapshot has, with the people of the snapshot who are part of it. */
export interface ChangedPerson {
  readonly person: Person;
  /** Numbers in the directory; empty for a new name. */
  readonly parts: readonly number[];
}

/** A document that is by another than it says. */
export interface MovedEntry {
  readonly head: EntryHead;
  readonly from: Person;
  /** Before merges. */
  readonly to: Person;
}

/** Cost: a few reads for each rule. The snapshot as it was built. */
export async function findIdentities(
  snapshot: Snapshot,
  rules: readonly IdentityRule[],
): Promise<Identities> {
  const finder = new IdentityFinder(snapshot);
  // A merge may name somebody whom a split made.
  for (const rule of rules) if (rule.kind === 'split') await finder.split(rule);
  for (const rule of rules) if (rule.kind === 'merge') finder.merge(rule);
  return finder.finish();
}

class IdentityFinder {
  readonly #snapshot: Snapshot;
  /** By folded name: people of the snapshot by name and slug, then new ones. */
  readonly #known = new Map<string, Person>();
  /** By slug: whom the snapshot has under it. */
  readonly #numbers = new Map<string, number>();
  readonly #slugs = new Set<string>();
  readonly #moved = new Map<DocumentId, MovedEntry>();
  readonly #merged = new Map<string, Person>();
  readonly #aliases = new Map<string, string>();
  readonly #touched = new Map<string, Person>();
  readonly #ordinals: { readonly ordinal: number; readonly person: Person }[] = [];
  readonly #replies: { readonly ordinal: number; readonly person: Person }[] = [];
  /** By the answer's id: those of which one side changed hands. */
  readonly #answers = new Map<DocumentId, Answer>();
  readonly #idle: IdentityRule[] = [];

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    const { people } = snapshot.directory;
    for (let number = 0; number < people.count; number += 1) {
      const { name, slug } = people.summary(number);
      const person = { name, slug };
      this.#numbers.set(slug, number);
      this.#slugs.add(slug);
      this.#known.set(foldName(name), person);
      if (!this.#known.has(foldName(slug))) this.#known.set(foldName(slug), person);
    }
  }

  async split(rule: SplitRule): Promise<void> {
    const from = this.#known.get(foldName(rule.from));
    const heads = from === undefined ? [] : await this.#headsOf(rule, from);
    if (from === undefined || heads.length === 0) {
      this.#idle.push(rule);
      return;
    }
    const to = this.#findOrMake(rule.name);
    for (const person of [from, to]) this.#touched.set(person.slug, person);
    for (const head of heads) this.#moved.set(head.id, { head, from, to });
    await this.#locate(heads, to);
  }

  merge(rule: MergeRule): void {
    const parts = rule.names.flatMap((name) => this.#known.get(foldName(name)) ?? []);
    const slugs = new Set(parts.map(({ slug }) => slug));
    const [first] = parts;
    if (slugs.size < 2 || first === undefined) {
      this.#idle.push(rule);
      return;
    }
    const own = parts.find(({ name }) => foldName(name) === foldName(rule.name));
    const person = { name: rule.name, slug: (own ?? first).slug };
    this.#touched.set(person.slug, person);
    for (const part of parts) {
      this.#merged.set(part.slug, person);
      for (const name of [part.name, part.slug]) this.#aliases.set(foldName(name), person.slug);
    }
  }

  finish(): Identities {
    const personOf = (person: Person) => this.#merged.get(person.slug) ?? person;
    const now = (list: readonly { readonly ordinal: number; readonly person: Person }[]) =>
      list.map(({ ordinal, person }) => ({ ordinal, person: personOf(person) }));
    return {
      authorOf: ({ id, author }) => {
        const writer = this.#moved.get(id)?.to ?? author;
        return writer && personOf(writer);
      },
      personOf,
      nameNow: (name) => this.#aliases.get(foldName(name)) ?? name,
      asWritten: (rule) => (rule.kind === 'author' ? this.#rulesForAll(rule, personOf) : [rule]),
      changed: this.#changed(personOf),
      changes: {
        merged: [...this.#merged].map(([slug, person]) => ({ slug, person })),
        authors: now(this.#ordinals),
        answered: now(this.#replies),
      },
      moved: [...this.#moved.values()],
      exchanges: [...this.#answers.values()].flatMap((answer) => this.#exchangesOf(answer, personOf)),
      idle: this.#idle,
    };
  }

  /** Every name of a person, and what is said to be theirs under other names. */
  #rulesForAll(rule: SuppressionRule, personOf: (person: Person) => Person): readonly SuppressionRule[] {
    const known = this.#known.get(foldName(rule.value));
    if (known === undefined) return [rule];
    const { slug } = personOf(known);
    const slugs = [...this.#merged].filter(([, person]) => person.slug === slug).map(([own]) => own);
    const theirs = [...this.#moved.values()].filter(({ to }) => personOf(to).slug === slug);
    return [
      rule,
      ...slugs.map((value) => ({ ...rule, value })),
      ...theirs.map(({ head }) => ({ ...rule, kind: 'id' as const, value: head.id })),
    ];
  }

  #changed(personOf: (person: Person) => Person): readonly ChangedPerson[] {
    const people = new Map([...this.#touched.values()].map(personOf).map((person) => [person.slug, person]));
    return [...people.values()].map((person) => {
      const slugs = [...this.#merged].flatMap(([slug, whole]) => (whole.slug === person.slug ? [slug] : []));
      const own = new Set([person.slug, ...slugs]);
      return { person, parts: [...own].flatMap((slug) => this.#numbers.get(slug) ?? []) };
    });
  }

  /** Somebody of this name, or a new person of it with a slug of its own. */
  #findOrMake(name: string): Person {
    const known = this.#known.get(foldName(name));
    if (known !== undefined) return known;
    const person = { name, slug: slugOfName(name, this.#slugs) };
    this.#slugs.add(person.slug);
    this.#known.set(foldName(name), person);
    return person;
  }

  /** What the rule names, as far as it stands under that name and no other rule took it. */
  async #headsOf({ documents, threads }: SplitRule, from: Person): Promise<readonly EntryHead[]> {
    const { store } = this.#snapshot;
    const heads: EntryHead[] = [];
    for (const written of documents) {
      const [located] = await store.located([written as DocumentId]);
      if (located) heads.push(located.head);
      else heads.push(...(await headsAtAddress(this.#snapshot, written)));
    }
    for (const written of threads) {
      const atAddress = written.includes('/') ? await headsAtAddress(this.#snapshot, written) : [];
      for (const id of new Set([written as ThreadId, ...atAddress.map(({ threadId }) => threadId)]))
        heads.push(...(await store.threadEntries(id)));
    }
    return heads.filter(({ id, author }) => author?.slug === from.slug && !this.#moved.has(id));
  }

  /** Where the documents stand in the engine, and those that answer them. */
  async #locate(heads: readonly EntryHead[], person: Person): Promise<void> {
    const { store } = this.#snapshot;
    for (const located of await store.located(heads.map(({ id }) => id)))
      if (located?.ordinal != null) this.#ordinals.push({ ordinal: located.ordinal, person });
    const ids = new Set(heads.map(({ id }) => id));
    for (const threadId of new Set(heads.map((head) => head.threadId))) {
      const entries = await store.threadEntries(threadId);
      this.#noteAnswers(entries, ids);
      const replies = entries.filter(({ parentId }) => parentId !== null && ids.has(parentId));
      for (const located of await store.located(replies.map(({ id }) => id)))
        if (located?.ordinal != null) this.#replies.push({ ordinal: located.ordinal, person });
    }
  }

  #noteAnswers(entries: readonly EntryHead[], ids: ReadonlySet<DocumentId>): void {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const own of entries) {
      const parent = own.parentId === null ? undefined : byId.get(own.parentId);
      const isTouched = parent !== undefined && (ids.has(own.id) || ids.has(parent.id));
      if (isTouched && own.position !== null) this.#answers.set(own.id, { own, parent });
    }
  }

  #exchangesOf({ own, parent }: Answer, personOf: (person: Person) => Person): readonly ChangedExchange[] {
    const exchange = (from: Person | null, to: Person | null, change: 1 | -1) =>
      from === null || to === null ? [] : [{ from: personOf(from), to: personOf(to), change }];
    const now = ({ id, author }: EntryHead) => this.#moved.get(id)?.to ?? author;
    return [...exchange(own.author, parent.author, -1), ...exchange(now(own), now(parent), 1)];
  }
}
