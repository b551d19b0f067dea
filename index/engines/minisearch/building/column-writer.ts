// Writes what is known of documents and threads beside their words, as columns for filters, sorts and counts.

import type { Entry, Person, ThreadInfo } from '../../../model.ts';
import { GrowingLists, GrowingUint32 } from '../../../packing/growing-array.ts';
import { readDate } from '../../../packing/packed-dates.ts';
import { packStrings } from '../../../packing/string-table.ts';
import { foldName } from '../../../people.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { bareLinks, linkKey } from '../../link-address.ts';
import { FLAG, NOBODY, UNDATED } from '../layout.ts';

/** Numbers distinct keys from 0 and keeps the first text of each. */
class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly texts: string[] = [];

  number(key: string, text: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.texts.length;
    this.#numbers.set(key, number);
    this.texts.push(text);
    return number;
  }
}

/** Takes threads in snapshot order; a thread without documents gets no columns. */
export class ColumnWriter {
  readonly #people = new Numbering();
  readonly #names: string[] = [];
  readonly #tags = new Numbering();
  readonly #links = new Numbering();
  readonly #ids: string[] = [];
  readonly #threadIds: string[] = [];
  readonly #threadUrls: string[] = [];
  readonly #commentCounts = new GrowingUint32();
  readonly #threadTags = new GrowingLists();
  readonly #threadStarts = new GrowingUint32();
  readonly #threads = new GrowingUint32();
  readonly #authors = new GrowingUint32();
  readonly #repliedTo = new GrowingUint32();
  readonly #flags = new GrowingUint32();
  readonly #documentLinks = new GrowingLists();
  readonly #instants: number[] = [];
  readonly #firstDays: number[] = [];
  readonly #lastDays: number[] = [];

  /** `documents`: posts and comments of the thread; `entries` also has its pings, which may be answered. */
  addThread(info: ThreadInfo, entries: readonly Entry[], documents: readonly Entry[]): void {
    if (documents.length === 0) return;
    const thread = this.#threadIds.length;
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    this.#threadIds.push(info.id);
    this.#threadUrls.push(info.originalUrl ?? '');
    this.#commentCounts.push(info.commentCount);
    this.#threadStarts.push(this.#ids.length);
    for (const tag of documents.find((entry) => entry.kind === 'post')?.tags ?? []) {
      this.#threadTags.push(this.#tags.number(foldName(tag), tag));
    }
    this.#threadTags.close();
    for (const entry of documents) {
      const parent = entry.parentId === null ? undefined : byId.get(entry.parentId);
      this.#addDocument(entry, thread, parent?.author ?? null);
    }
  }

  #addDocument(entry: Entry, thread: number, repliedTo: Person | null): void {
    this.#ids.push(entry.id);
    this.#threads.push(thread);
    this.#authors.push(this.#person(entry.author));
    this.#repliedTo.push(this.#person(repliedTo));
    const links = new Set([...entry.links, ...bareLinks(entry.text)].map(linkKey));
    links.delete(null);
    for (const key of links) if (key !== null) this.#documentLinks.push(this.#links.number(key, key));
    this.#documentLinks.close();
    this.#flags.push(flagsOf(entry, links.size > 0));
    const date = entry.publishedAt === null ? null : readDate(entry.publishedAt);
    this.#instants.push(date?.instant ?? Number.NaN);
    this.#firstDays.push(date?.firstDay ?? UNDATED);
    this.#lastDays.push(date?.lastDay ?? UNDATED);
  }

  #person(person: Person | null): number {
    if (person === null) return NOBODY;
    const number = this.#people.number(person.slug, person.slug);
    this.#names[number] ??= person.name;
    return number;
  }

  finish(): Record<string, Section> {
    return {
      ...packStrings('ids', this.#ids),
      ...packStrings('threadIds', this.#threadIds),
      ...packStrings('threadUrls', this.#threadUrls),
      ...packStrings('slugs', this.#people.texts),
      ...packStrings('names', this.#names),
      ...packStrings('tags', this.#tags.texts),
      ...packStrings('links', this.#links.texts),
      commentCounts: this.#commentCounts.values(),
      threadTags: this.#threadTags.values(),
      'threadTags.starts': this.#threadTags.starts(),
      threadStarts: this.#threadStarts.values(),
      threads: this.#threads.values(),
      authors: this.#authors.values(),
      repliedTo: this.#repliedTo.values(),
      flags: Uint8Array.from(this.#flags.values()),
      documentLinks: this.#documentLinks.values(),
      'documentLinks.starts': this.#documentLinks.starts(),
      instants: Float64Array.from(this.#instants),
      firstDays: Int32Array.from(this.#firstDays),
      lastDays: Int32Array.from(this.#lastDays),
    };
  }
}

function flagsOf(entry: Entry, hasLink: boolean): number {
  let flags = 0;
  if (entry.kind !== 'post') flags |= FLAG.comment;
  if (entry.kind !== 'post' && entry.byPostAuthor) flags |= FLAG.byPostAuthor;
  if (hasLink) flags |= FLAG.link;
  if (entry.hasImage) flags |= FLAG.image;
  if (entry.quotes.length > 0) flags |= FLAG.quote;
  return flags;
}
