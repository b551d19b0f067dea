// Five thousand queries over some thousand documents: the packed index against one fresh MiniSearch over all of them.

import fc from 'fast-check';
import MiniSearch, { type Query, type SearchOptions, type SearchResult } from 'minisearch';
import * as assert from 'uvu/assert';
import type { ThreadDocuments } from '../../index/documents.ts';
import type { Engine, PlanNode } from '../../index/engine.ts';
import { BM25, TITLE_BOOST } from '../../index/engines/ranking-settings.ts';
import type { Entry } from '../../index/model.ts';
import {
  and,
  english,
  filter,
  makeRequest,
  makeSampleThread,
  not,
  openSampleEngine,
  or,
} from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('exactness against one fresh MiniSearch');
const QUERIES = 5_000;
const TIMEOUT_MS = 240_000;
const TOLERANCE = 1e-12;

/** Tells stems from exact forms; too long for a stem to be near any form. */
const STEM_MARK = '~~~~~~~~';
/** A form that no document has: a stem asked for with it earns no bonus for the exact form. */
const ABSENT = 'qqqq';
const AUTHORS = ['Ana', 'Bo', 'Cy', 'Dée', 'Eve'];
const ENDINGS = ['', 's', 'ed', 'ing', 'er', 'ness'];
const SMALL_WORDS = ['the', 'of', 'and', 'to', 'not'];
const SYLLABLES = ['ba', 'ko', 'ri', 'mu', 'ten', 'sal', 'dor', 'vi', 'pel', 'gan', 'lo', 'fer'];

/** Mulberry32, so that the archive is the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Frequent words first; their forms share stems. */
function makeWords(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => {
    const root = Math.floor(at / 2);
    const syllables = [root % 12, Math.floor(root / 12) % 12, Math.floor(root / 144) % 12];
    return syllables.map((number) => SYLLABLES[number]).join('') + ENDINGS[at % ENDINGS.length];
  });
}

const WORDS = [...SMALL_WORDS, ...makeWords(1_500)];

function makeArchive(threadCount: number, seed: number): readonly ThreadDocuments[] {
  const random = createRandom(seed);
  const draw = (): string => WORDS[Math.floor(WORDS.length * random() ** 4)] ?? '';
  const text = (length: number): string => Array.from({ length }, draw).join(' ');
  const author = (): string => AUTHORS[Math.floor(AUTHORS.length * random() ** 2)] ?? '';
  return Array.from({ length: threadCount }, (_, thread) => {
    const post = {
      id: `p${thread}`,
      kind: 'post',
      title: text(1 + Math.floor(6 * random())),
      text: text(Math.floor(300 * random())),
      author: author(),
    } as const;
    const comments = Array.from({ length: Math.floor(20 * random()) }, (_unused, at) => {
      return { id: `c${thread}-${at}`, text: text(Math.floor(80 * random() ** 2)), author: author() };
    });
    return makeSampleThread(`t${thread}`, random() < 0.9 ? [post, ...comments] : comments);
  });
}

const WIDE_WORDS = ['seldom', 'zenith'];
/** Threads of the wide archive in which those words stand: twenty documents each, more than eight thousand between. */
const WIDE_GAP_PLACES = [3, 420, 997];

/** Many short documents: lists with gaps and frequencies that take several bytes. */
function makeWideArchive(threadCount: number): readonly ThreadDocuments[] {
  const random = createRandom(4);
  const draw = (): string => WORDS[Math.floor(WORDS.length * random() ** 4)] ?? '';
  return Array.from({ length: threadCount }, (_, thread) => {
    const texts = Array.from({ length: 20 }, () =>
      Array.from({ length: 1 + Math.floor(4 * random()) }, draw),
    );
    const [first = [], second = []] = texts;
    const place = WIDE_GAP_PLACES.indexOf(thread);
    if (place >= 0)
      for (const [at, word] of WIDE_WORDS.entries())
        (at === 0 ? first : second).push(...Array.from({ length: 1 + 150 * place }, () => word));
    if (thread % 300 === 7)
      first.push(...Array.from({ length: 200 + thread }, () => WORDS[thread % 40] ?? ''));
    return makeSampleThread(
      `t${thread}`,
      texts.map((words, at) => ({
        id: `d${thread}-${at}`,
        kind: at === 0 ? ('post' as const) : ('comment' as const),
        title: at === 0 ? draw() : '',
        text: words.join(' '),
        author: AUTHORS[Math.floor(AUTHORS.length * random())] ?? '',
      })),
    );
  });
}

/** A query in both languages. */
interface Twin {
  readonly plan: PlanNode;
  readonly query: Query;
}

const anyForm = fc
  .double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  .map((share) => WORDS[Math.floor(WORDS.length * share ** 2)] ?? '');

const anyScope = fc.constantFrom('any' as const, 'any' as const, 'title' as const);
/** What is looked for in titles counts there in full. */
const fieldsOf = (scope: 'any' | 'title'): Pick<SearchOptions, 'fields' | 'boost'> =>
  scope === 'title'
    ? { fields: ['title'], boost: { title: 1 } }
    : { fields: ['body', 'title'], boost: { title: TITLE_BOOST } };

const anyExact: fc.Arbitrary<Twin> = fc.tuple(anyForm, anyScope).map(([form, scope]) => ({
  plan: { kind: 'phrase', forms: [form], scope },
  query: { queries: [form], ...fieldsOf(scope) },
}));

const anyStem: fc.Arbitrary<Twin> = fc.tuple(anyForm, anyScope).map(([form, scope]) => ({
  plan: { kind: 'stem', stem: english.stem(form), form: `${form}${ABSENT}`, scope },
  query: { queries: [STEM_MARK + english.stem(form)], ...fieldsOf(scope) },
}));

const anyPrefix: fc.Arbitrary<Twin> = fc
  .tuple(anyForm, fc.integer({ min: 1, max: 5 }), anyScope)
  .map(([form, length, scope]) => ({
    plan: { kind: 'prefix', prefix: form.slice(0, length), scope },
    query: { queries: [form.slice(0, length)], prefix: true, ...fieldsOf(scope) },
  }));

const anySimilar: fc.Arbitrary<Twin> = fc
  .tuple(anyForm, fc.constantFrom(1, 2), fc.constantFrom('', 'x', 'ba'), anyScope)
  .map(([word, edits, added, scope]) => {
    const form = word + added;
    const near = FORMS.map((other) => ({ form: other, distance: levenshtein(form, other) }));
    return {
      plan: { kind: 'similar', forms: near.filter(({ distance }) => distance <= edits), scope },
      query: { queries: [form], fuzzy: edits, ...fieldsOf(scope) },
    };
  });

const anyLeaf = fc.oneof(anyExact, anyStem, anyStem, anyPrefix, anySimilar);
const anyLeaves = fc.array(anyLeaf, { minLength: 1, maxLength: 4 });

const anyTwin: fc.Arbitrary<Twin> = fc.letrec<{ tree: Twin; branch: Twin }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, anyLeaf, tie('branch')),
  branch: fc.oneof(
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((twins) => combine('AND', twins)),
    fc.array(tie('tree'), { minLength: 1, maxLength: 5 }).map((twins) => combine('OR', twins)),
    fc.tuple(tie('tree'), anyLeaves).map(([first, others]) => combine('AND_NOT', [first, ...others])),
  ),
})).tree;

function combine(combineWith: 'AND' | 'OR' | 'AND_NOT', twins: readonly Twin[]): Twin {
  const query: Query = { combineWith, queries: twins.map((twin) => twin.query) };
  const plans = twins.map(({ plan }) => plan);
  if (combineWith === 'OR') return { plan: or(...plans), query };
  if (combineWith === 'AND') return { plan: and(...plans), query };
  const [first = and(), ...others] = plans;
  return { plan: and(first, ...others.map(not)), query };
}

function levenshtein(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    last = current;
  }
  return last[b.length] ?? 0;
}

/** Every form that any document may have. */
const FORMS = [...new Set(WORDS)];

function freshMiniSearch(entries: readonly Entry[]): MiniSearch {
  const mini = new MiniSearch<Entry & { readonly body: string; readonly name: string }>({
    fields: ['body', 'title'],
    storeFields: ['name', 'kind'],
    tokenize: (text) => english.forms(text),
    processTerm: (form) => (english.isStopWord(form) ? form : [STEM_MARK + english.stem(form), form]),
    searchOptions: {
      bm25: { ...BM25 },
      maxFuzzy: 2,
      tokenize: (term) => [term],
      processTerm: (term) => term,
    },
  });
  for (const entry of entries) {
    mini.add({ ...entry, body: `${entry.title} ${entry.text}`, name: entry.author?.name ?? '' });
  }
  return mini;
}

const documentsOf = (threads: readonly ThreadDocuments[]): readonly Entry[] =>
  threads.flatMap(({ entries }) => entries);

interface Rivals {
  readonly engine: Engine;
  readonly mini: MiniSearch;
  /** By id, the place in document order. */
  readonly order: ReadonlyMap<string, number>;
}

async function openRivals(threads: readonly ThreadDocuments[]): Promise<Rivals> {
  const entries = documentsOf(threads);
  return {
    engine: await openSampleEngine(threads, { segmentBytes: 60_000 }),
    mini: freshMiniSearch(entries),
    order: new Map(entries.map(({ id }, at) => [id, at])),
  };
}

async function compare(rivals: Rivals, { plan, query }: Twin, author: string | null): Promise<void> {
  const wanted = author === null ? plan : and(plan, filter({ field: 'author', names: [author] }));
  const { groups, totalHits } = await rivals.engine.search(makeRequest(wanted, { limit: 100_000 }));
  const results = rivals.mini.search(query, author === null ? {} : { filter: ({ name }) => name === author });
  assert.is(totalHits, results.length);
  const expected = new Map(results.map((result) => [String(result.id), baseScore(result)]));
  let last: { readonly score: number; readonly place: number } | null = null;
  for (const { id, score } of groups.flatMap(({ hits }) => hits)) {
    const base = expected.get(id);
    assert.ok(base !== undefined, `${id} is not expected`);
    assert.ok(Math.abs(score - base) <= TOLERANCE * Math.max(1, base), `${id}: ${score}, expected ${base}`);
    const place = rivals.order.get(id) ?? -1;
    const isBehind = last === null || last.score > score || (last.score === score && last.place < place);
    assert.ok(isBehind, `${id} stands before a better hit, or ties are not in document order`);
    last = { score, place };
  }
  const ties = new Map(results.map((result) => [String(result.id), tieOf(result)]));
  compareTies(
    groups.flatMap(({ hits }) => hits),
    ties,
  );
}

/** What is equal to MiniSearch is equal to us. */
function compareTies(
  hits: readonly { readonly id: string; readonly score: number }[],
  ties: ReadonlyMap<string, string>,
): void {
  const ours = new Map<string, number>();
  for (const { id, score } of hits) {
    const tie = ties.get(id) ?? '';
    const known = ours.get(tie) ?? score;
    assert.is(score, known, 'documents that tie do not tie here');
    ours.set(tie, known);
  }
}

/** Equal for documents with the same terms and score. Sums of other terms may be equal once rounded, in one order of adding and not in another. */
function tieOf(result: SearchResult): string {
  return `${baseScore(result)} ${result.terms.join(' ')}`;
}

/** MiniSearch multiplies by the number of different terms matched. */
function baseScore({ score, queryTerms }: SearchResult): number {
  return score / queryTerms.length;
}

test(
  'finds the same documents with the same scores and the same ties',
  async () => {
    const rivals = await openRivals(makeArchive(300, 1));
    const author = fc.option(fc.constantFrom(...AUTHORS), { freq: 4 });
    await fc.assert(
      fc.asyncProperty(anyTwin, author, (twin, name) => compare(rivals, twin, name)),
      { numRuns: QUERIES },
    );
  },
  { timeoutMs: TIMEOUT_MS },
);

test(
  'does so where documents with a word are far apart, and a word stands in one hundreds of times',
  async () => {
    const rivals = await openRivals(makeWideArchive(1_000));
    const author = fc.option(fc.constantFrom(...AUTHORS), { freq: 4 });
    await fc.assert(
      fc.asyncProperty(anyTwin, author, (twin, name) => compare(rivals, twin, name)),
      { numRuns: 400 },
    );
    const everyWide = or(
      ...WIDE_WORDS.map((form) => ({ kind: 'phrase', forms: [form], scope: 'any' }) as const),
    );
    const query = { queries: [...WIDE_WORDS], ...fieldsOf('any') };
    await compare(rivals, { plan: everyWide, query }, null);
    assert.is(rivals.mini.search(query).length, WIDE_GAP_PLACES.length * WIDE_WORDS.length);
  },
  { timeoutMs: TIMEOUT_MS },
);

test(
  'still does when threads are added, changed and taken away',
  async () => {
    const threads = makeArchive(120, 2);
    const changed = makeArchive(120, 3);
    const author = fc.option(fc.constantFrom(...AUTHORS), { freq: 4 });
    for (let step = 0; step < 4; step++) {
      const now = threads.flatMap((thread, at) =>
        at % 7 === step ? [] : at % 5 === step ? (changed[at] ?? []) : thread,
      );
      const rivals = await openRivals(now.slice(0, 60 + 20 * step));
      await fc.assert(
        fc.asyncProperty(anyTwin, author, (twin, name) => compare(rivals, twin, name)),
        { numRuns: 100 },
      );
    }
  },
  { timeoutMs: TIMEOUT_MS },
);

test.run();
