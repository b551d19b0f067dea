// What the pages know of the served archive as a whole: its name, its most discussed threads, queries to try.
// Found out once a snapshot, by the search function itself.
import type { PersonSummary } from '../../index/directory/model.ts';
import { IndexError } from '../../index/errors.ts';
import type { Hit, HitThread, SearchAnswer, SearchRequest } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import type { Manifest, Snapshot } from '../../index/snapshot/model.ts';
import { listPeople } from './people.ts';

/** A thread for the list of the most discussed. */
export interface DiscussedThread extends HitThread {
  /** When the post was written, or the earliest comment when there is no post; null when unknown. */
  readonly publishedAt: string | null;
  readonly datePrecision: Hit['datePrecision'];
}

/** A query that finds something in this archive. */
export interface ExampleQuery {
  readonly q: string;
  /** What it finds, as a short phrase. */
  readonly meaning: string;
}

/** What pages say of the archive as a whole. */
export interface Overview {
  /** The archived blog's own name, or `Antler` when its pages do not tell. */
  readonly siteName: string;
  readonly manifest: Manifest;
  /** Posts and comments by year. */
  readonly byYear: Pick<SearchAnswer, 'totalHits' | 'facets' | 'facetsCut' | 'histogram'>;
  /** Those who wrote most, most first; at most ten, may be empty. */
  readonly people: readonly PersonSummary[];
  /** The most discussed first; at most eight, may be empty. */
  readonly discussed: readonly DiscussedThread[];
  /** Each finds something. At most four, may be empty. */
  readonly examples: readonly ExampleQuery[];
}

/** Gives overviews; one of it for a server. */
export interface Overviews {
  of(snapshot: Snapshot): Promise<Overview>;
  /** The site's name alone, for pages that search nothing: while the engine does not answer, by the archive's first threads. */
  nameOf(snapshot: Snapshot): Promise<string>;
}

type Find = (request: Partial<SearchRequest>) => Promise<SearchAnswer>;

const DISCUSSED = 8;
const PEOPLE = 10;
const MAX_SITE_NAME = 80;
const MAX_PHRASE_WORDS = 4;

/** Keeps the overview of each snapshot as long as that is used. */
export function createOverviews(options: { readonly repairText: (text: string) => string }): Overviews {
  const kept = new WeakMap<Snapshot, Promise<Overview>>();
  const of = (snapshot: Snapshot): Promise<Overview> => {
    const known = kept.get(snapshot);
    if (known !== undefined) return known;
    const overview = makeOverview(snapshot, options);
    kept.set(snapshot, overview);
    // A failure is told to whoever asked, and not kept.
    overview.catch(() => kept.delete(snapshot));
    return overview;
  };
  return { of, nameOf: (snapshot) => nameWithoutEngine(snapshot, of(snapshot)) };
}

async function nameWithoutEngine(snapshot: Snapshot, overview: Promise<Overview>): Promise<string> {
  try {
    return (await overview).siteName;
  } catch (error) {
    if (!(error instanceof IndexError && error.code === 'engine-unavailable')) throw error;
    const count = Math.min(DISCUSSED, snapshot.manifest.counts.threads);
    const threads = await snapshot.store.threadsAt([...Array(count).keys()]);
    return mostCommonSite(threads.map(({ site }) => site));
  }
}

async function makeOverview(
  snapshot: Snapshot,
  options: { readonly repairText: (text: string) => string },
): Promise<Overview> {
  const find: Find = (request) => search(snapshot, { ...defaultRequest(''), ...request }, options);
  const answer = await find({ sort: 'discussed', limit: DISCUSSED, facets: ['author', 'year'] });
  const discussed = await Promise.all(answer.hits.map((hit) => discussedThread(snapshot, hit)));
  return {
    siteName: await siteName(snapshot, answer.hits),
    manifest: snapshot.manifest,
    byYear: answer,
    people: listPeople(snapshot, { q: null, sort: 'written', limit: PEOPLE, offset: 0 }).people,
    discussed: discussed.filter((thread) => thread.commentCount > 0),
    examples: await findExamples(answer, find),
  };
}

async function discussedThread(snapshot: Snapshot, hit: Hit): Promise<DiscussedThread> {
  const first = (await snapshot.store.threadEntries(hit.thread.id))[0];
  return {
    ...hit.thread,
    publishedAt: first?.publishedAt ?? null,
    datePrecision: first?.datePrecision ?? null,
  };
}

/** The name that most of these threads' pages have. */
async function siteName(snapshot: Snapshot, hits: readonly Hit[]): Promise<string> {
  const threads = await Promise.all(hits.map((hit) => snapshot.store.thread(hit.thread.id)));
  return mostCommonSite(threads.map((thread) => thread?.site ?? null));
}

function mostCommonSite(sites: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const site of sites.map((name) => name?.trim() ?? ''))
    if (site !== '') counts.set(site, (counts.get(site) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? 'Antler' : most[0].slice(0, MAX_SITE_NAME);
}

async function findExamples(answer: SearchAnswer, find: Find): Promise<readonly ExampleQuery[]> {
  const kinds = [
    titles(answer).flatMap(wordsExample),
    [...titles(answer)].sort(byShortness).flatMap(phraseExample),
    names(answer).map((name) => ({ q: `author:"${name}"`, meaning: `everything by ${name}` })),
    years(answer).map((year) => ({ q: `year:${year} type:post`, meaning: `posts of ${year}` })),
  ];
  const found: ExampleQuery[] = [];
  for (const candidates of kinds) {
    for (const candidate of candidates.slice(0, 3)) {
      const { totalHits } = await find({ q: candidate.q, limit: 0, typo: 'off', match: 'all' });
      if (totalHits === 0) continue;
      found.push(candidate);
      break;
    }
  }
  return found;
}

function titles(answer: SearchAnswer): readonly string[] {
  return answer.hits.flatMap(({ title }) => (title === null ? [] : [title]));
}

/** The two longest words of a title, in its order. */
function wordsExample(title: string): readonly ExampleQuery[] {
  const long = plainWords(title).filter((word) => word.length > 3);
  const kept = new Set([...long].sort((a, b) => b.length - a.length).slice(0, 2));
  const q = [...new Set(long.filter((word) => kept.has(word)))].join(' ').toLowerCase();
  return q === ''
    ? []
    : [{ q, meaning: 'both words, in any order' }].map((one) => fitMeaning(one, kept.size));
}

function fitMeaning(example: ExampleQuery, words: number): ExampleQuery {
  return words === 1 ? { ...example, meaning: 'this word, in any form' } : example;
}

/** A title of a few words as it stands, or two words of it that stand directly beside each other. */
function phraseExample(title: string): readonly ExampleQuery[] {
  const run = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)+/u.exec(title)?.[0] ?? '';
  const words = run.split(' ');
  const phrase = words.length <= MAX_PHRASE_WORDS ? run : words.slice(0, 2).join(' ');
  return run === '' || phrase.length > 40 ? [] : [{ q: `"${phrase}"`, meaning: 'exactly these words' }];
}

function byShortness(a: string, b: string): number {
  return plainWords(a).length - plainWords(b).length;
}

/** The people who wrote most, where their name fits into quotes. */
function names(answer: SearchAnswer): readonly string[] {
  const counted = Object.entries(answer.facets.author ?? {}).sort(([, a], [, b]) => b - a);
  return counted.map(([name]) => name).filter((name) => name.length <= 30 && !/["“”„«»\\]/.test(name));
}

function years(answer: SearchAnswer): readonly string[] {
  return Object.entries(answer.facets.year ?? {})
    .sort(([, a], [, b]) => b - a)
    .map(([year]) => year);
}

function plainWords(title: string): readonly string[] {
  return (title.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => word.length <= 20);
}
