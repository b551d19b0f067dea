// An index of a few documents, scored as the whole index would score them: the engine's own code ranks, refines and
// locates in documents that another engine found.
import type { EngineHit, EngineRequest } from '../../../engine.ts';
import { sectionReader } from '../../../packing/compact-sections.ts';
import { GrowingBytes } from '../../../packing/growing-array.ts';
import type { CountedStem, FewDocument, FewDocuments, FewQuestion } from '../../few-documents.ts';
import { AccumulatorPool } from '../accumulator.ts';
import type { Columns } from '../columns.ts';
import { evaluate } from '../evaluate.ts';
import { raiseExactTitles } from '../exact-title.ts';
import { FLAG } from '../layout.ts';
import { locate } from '../locate.ts';
import type { Matches } from '../matches.ts';
import type { PackedIndex } from '../packed-index.ts';
import type { Parts } from '../parts.ts';
import { readPostings } from '../postings.ts';
import { refine } from '../refining/refine.ts';
import { makeSmallDictionary } from '../shards/small-dictionary.ts';
import { createSimilarForms } from '../similar-forms.ts';
import { readTellingStems, type TellingStems } from '../telling-stems.ts';
import { Workspace } from '../workspace.ts';
import { type PartLengths, readFewLists } from './read-lists.ts';
import { withoutFilters } from './without-filters.ts';

/** See `OpenFewDocuments`. */
export function openFewDocuments(question: FewQuestion): FewDocuments {
  const index = indexOf(question);
  const ordinals = new Map(question.documents.map(({ ordinal }, number) => [ordinal, number]));
  return {
    rank: (request) => rank(index, question.documents.length, request),
    locate: (plan, hits) =>
      locate(
        index,
        plan,
        hits.map((hit) => numbered(hit, ordinals)),
      ),
  };
}

function rank(index: PackedIndex, documentCount: number, request: EngineRequest): Float64Array {
  index.workspace.reset();
  const plan = withoutFilters(request.plan);
  const found = evaluate(index, plan);
  const matches = withAll(index, found, documentCount);
  refine(index, matches, { ...request, plan });
  raiseExactTitles(index, matches, request);
  return matches.scores.slice();
}

/** Documents that were found by filters alone have no score. */
function withAll({ workspace }: PackedIndex, found: Matches, documentCount: number): Matches {
  const documents = workspace.u32(documentCount);
  const scores = workspace.f64(documentCount).fill(0);
  for (let number = 0; number < documentCount; number++) documents[number] = number;
  for (let at = 0; at < found.documents.length; at++)
    scores[found.documents[at] ?? 0] = found.scores[at] ?? 0;
  return { ...found, documents, scores };
}

function numbered(hit: EngineHit, ordinals: ReadonlyMap<number, number>): EngineHit {
  return { ...hit, ordinal: ordinals.get(hit.ordinal ?? -1) ?? Number.MAX_SAFE_INTEGER };
}

function indexOf({ documents, words, whole, analysis }: FewQuestion): PackedIndex {
  const { stems, parts } = readFewLists(documents, words);
  const numbers = new Map(words.map(({ stem }, number) => [stem, number]));
  const telling = tellingSections(documents, numbers);
  const { dictionary, lists } = makeSmallDictionary(stems, numbers.size, analysis);
  const postings = readPostings(
    sectionReader({
      ...lists,
      averages: Float64Array.of(whole.averageBody, whole.averageTitle),
      'body.lengths': Uint32Array.from(documents, ({ bodyLength }) => bodyLength),
      'title.lengths': Uint32Array.from(documents, ({ titleLength }) => titleLength),
    }),
    { documentCount: whole.documents, frequencies: frequenciesOf(words, dictionary) },
  );
  return {
    analysis,
    dictionary,
    postings,
    parts: partsOf(documents, parts),
    columns: columnsOf(documents),
    tellingStems: telling,
    similarForms: createSimilarForms(dictionary, postings),
    peopleNames: { find: () => NO_NUMBERS, hiding: notAsked },
    threadNames: { find: notAsked },
    tagNames: { find: notAsked },
    linkHosts: { find: notAsked },
    workspace: new Workspace(),
    accumulators: new AccumulatorPool(documents.length),
    hidden: null,
    isShown: () => true,
  };
}

const NO_NUMBERS: ReadonlySet<number> = new Set();

function notAsked(): never {
  throw new Error('a few documents are not filtered: they were found already');
}

/** Of the whole index, by the numbers that lists have among the few. */
function frequenciesOf(
  words: readonly CountedStem[],
  dictionary: PackedIndex['dictionary'],
): Readonly<Record<'body' | 'title', Uint32Array>> {
  const most = dictionary.formCount + words.length;
  const [body, title] = [new Uint32Array(most), new Uint32Array(most)];
  for (const [number, { documents, titles, forms }] of words.entries()) {
    for (const form of forms) {
      const list = dictionary.form(form.form) ?? 0;
      body[list] = form.documents;
      title[list] = form.titles;
    }
    const own = dictionary.stemList(number);
    if (own === null || own < dictionary.formCount) continue;
    body[own] = documents;
    title[own] = titles;
  }
  return { body, title };
}

function partsOf(documents: readonly FewDocument[], lengths: readonly PartLengths[]): Parts {
  const quotes = documents.map((document) => Uint32Array.from(document.quotes));
  const none = new Uint32Array(0);
  return {
    titleTokens: (number) => lengths[number]?.title ?? 0,
    textTokens: (number) => lengths[number]?.text ?? 0,
    quotes: (number) => quotes[number] ?? none,
    checkpoints: (number) => Uint32Array.from(documents[number]?.checkpoints ?? []),
  };
}

/** Nothing is asked but which of them quote. */
function columnsOf(documents: readonly FewDocument[]): Columns {
  const none = new Uint32Array(0);
  const lists = { values: none, starts: Uint32Array.of(0) };
  const empty = { length: 0, at: () => '' };
  const table = { ...empty, bytes: new Uint8Array(0), offsets: Uint32Array.of(0), all: () => [] };
  return {
    documentCount: documents.length,
    threadCount: 0,
    threads: none,
    authors: none,
    repliedTo: none,
    flags: Uint8Array.from(documents, ({ quotes }) => (quotes.length > 0 ? FLAG.quote : 0)),
    instants: new Float64Array(0),
    firstDays: new Int32Array(0),
    lastDays: new Int32Array(0),
    documentLinks: lists,
    threadStarts: none,
    commentCounts: none,
    threadTags: lists,
    threadUrls: table,
    names: empty,
    slugs: empty,
    tags: table,
    links: table,
    documentId: notAsked,
    threadId: notAsked,
  };
}

/** The stems that are not asked for get numbers behind those that are. */
function tellingSections(documents: readonly FewDocument[], numbers: Map<string, number>): TellingStems {
  const bytes = new GrowingBytes();
  const starts = new Uint32Array(documents.length + 1);
  for (const [at, { telling }] of documents.entries()) {
    const numbered = telling.map(([stem, weight]) => [numberIn(numbers, stem), weight] as const);
    let last = 0;
    for (const [stem, weight] of numbered.sort(([a], [b]) => a - b)) {
      bytes.pushNumber(stem - last);
      bytes.push(weight);
      last = stem;
    }
    starts[at + 1] = bytes.length;
  }
  return readTellingStems(sectionReader({ telling: bytes.values(), 'telling.starts': starts }), numbers.size);
}

function numberIn(numbers: Map<string, number>, stem: string): number {
  const number = numbers.get(stem) ?? numbers.size;
  numbers.set(stem, number);
  return number;
}
