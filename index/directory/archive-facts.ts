// What can be said of an archive as a whole: where it comes from, when it was captured, what it lacks. Counted when built.
import type { ThreadDocuments } from '../documents.ts';
import { instantOf } from '../instants.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';
import type { ArchiveFacts } from './model.ts';

/** Sites listed; an archive of more is listed by those with most threads. */
const MAX_SITES = 10;
/** Names of sites told apart; later ones are left out. */
const MAX_KNOWN_SITES = 10_000;

/** Takes threads in any order. */
export class ArchiveFactsWriter {
  readonly #sites = new Map<string, number>();
  #capturedFrom: string | null = null;
  #capturedUntil: string | null = null;
  #counts = { withoutPost: 0, undated: 0, unnamed: 0, missingComments: 0, threadsMissingComments: 0 };

  addThread({ info, entries }: Pick<ThreadDocuments, 'info' | 'entries'>): void {
    const site = info.site?.trim() ?? '';
    const known = this.#sites.get(site);
    if (site !== '' && (known !== undefined || this.#sites.size < MAX_KNOWN_SITES))
      this.#sites.set(site, (known ?? 0) + 1);
    if (isBefore(info.capturedAt, this.#capturedFrom)) this.#capturedFrom = info.capturedAt;
    if (isAfter(info.capturedAt, this.#capturedUntil)) this.#capturedUntil = info.capturedAt;
    if (!entries.some(({ kind }) => kind === 'post')) this.#counts.withoutPost += 1;
    const missing = Math.max(0, (info.declaredCommentCount ?? 0) - commentsAndPings(entries));
    this.#counts.missingComments += missing;
    if (missing > 0) this.#counts.threadsMissingComments += 1;
    for (const { position, publishedAt, author } of entries) {
      if (position === null) continue;
      if (publishedAt === null) this.#counts.undated += 1;
      if (author === null) this.#counts.unnamed += 1;
    }
  }

  sections(): Record<string, Section> {
    return factsSections({
      sites: largestSites(this.#sites),
      capturedFrom: this.#capturedFrom,
      capturedUntil: this.#capturedUntil,
      ...this.#counts,
    });
  }
}

function factsSections(facts: ArchiveFacts): Record<string, Section> {
  return { facts: Buffer.from(JSON.stringify(facts)) };
}

function largestSites(threads: ReadonlyMap<string, number>): ArchiveFacts['sites'] {
  const sites = [...threads].map(([name, count]) => ({ name, threads: count }));
  return sites.sort((a, b) => b.threads - a.threads || (a.name < b.name ? -1 : 1)).slice(0, MAX_SITES);
}

/** What is to be said of several archives together. A site that none of them lists is not listed. */
export function joinedFactsSections(parts: readonly ArchiveFacts[]): Record<string, Section> {
  const sites = new Map<string, number>();
  let capturedFrom: string | null = null;
  let capturedUntil: string | null = null;
  for (const facts of parts) {
    for (const { name, threads } of facts.sites) sites.set(name, (sites.get(name) ?? 0) + threads);
    if (isBefore(facts.capturedFrom, capturedFrom)) capturedFrom = facts.capturedFrom;
    if (isAfter(facts.capturedUntil, capturedUntil)) capturedUntil = facts.capturedUntil;
  }
  const sum = (count: (facts: ArchiveFacts) => number) => parts.reduce((all, part) => all + count(part), 0);
  return factsSections({
    sites: largestSites(sites),
    capturedFrom,
    capturedUntil,
    withoutPost: sum(({ withoutPost }) => withoutPost),
    undated: sum(({ undated }) => undated),
    unnamed: sum(({ unnamed }) => unnamed),
    missingComments: sum(({ missingComments }) => missingComments),
    threadsMissingComments: sum(({ threadsMissingComments }) => threadsMissingComments),
  });
}

function commentsAndPings(entries: ThreadDocuments['entries']): number {
  return entries.reduce((sum, { kind }) => sum + Number(kind !== 'post'), 0);
}

/** Whether `a` is an instant, and before `b` when that is one. */
function isBefore(a: string | null, b: string | null): boolean {
  const [instantA, instantB] = [instantOf(a), instantOf(b)];
  return instantA !== null && (instantB === null || instantA < instantB);
}

/** Likewise after. */
function isAfter(a: string | null, b: string | null): boolean {
  const [instantA, instantB] = [instantOf(a), instantOf(b)];
  return instantA !== null && (instantB === null || instantA > instantB);
}

/** The facts written by `ArchiveFactsWriter`. */
export function readArchiveFacts(sections: SectionReader): ArchiveFacts {
  // Written by ourselves; its checksum was checked when it was loaded.
  return JSON.parse(Buffer.from(sections.u8('facts')).toString()) as ArchiveFacts;
}
