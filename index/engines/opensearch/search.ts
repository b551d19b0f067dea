// From a request to an answer: the cluster finds, counts and sorts; the best by relevance are ranked here, as the
// embedded engine ranks them.
import type { EngineAnswer, EngineGroup, EngineRequest } from '../../engine.ts';
import { leavesOf } from '../../plan-leaves.ts';
import { REFINED_HITS } from '../ranking-settings.ts';
import type { SearchAnswer } from './answers.ts';
import { type Counting, prepareCounting } from './counts.ts';
import { titleKeyOf } from './document-body.ts';
import { type FoundDocument, fewDocument, sortOf, sourceDocument } from './found.ts';
import type { IndexState } from './index-state.ts';
import { KEPT_FIELDS } from './mapping.ts';
import { termsQuery } from './people.ts';
import { highestScore } from './plan-query.ts';
import { type PreparedPlan, preparePlan } from './prepare-plan.ts';
import type { Query, SearchBody } from './searching.ts';
import { groupsOfDocuments, groupsOfThreads, readThreadHits } from './thread-hits.ts';
import type { Walks } from './walk.ts';

/** A view of an index with what it remembers of its results. */
export interface Searched {
  readonly state: IndexState;
  readonly walks: Walks;
}

/** @throws ClusterError */
export async function answerRequest(searched: Searched, request: EngineRequest): Promise<EngineAnswer> {
  const { state } = searched;
  const [prepared, counting] = await Promise.all([
    preparePlan(state, request.plan),
    prepareCounting(state, request),
  ]);
  const question = { request, prepared, counting };
  if (request.limit <= 0) return countOnly(searched, question);
  const isRanked = request.sort === 'relevance' && leavesOf(request.plan).length > 0;
  return isRanked ? answerRanked(searched, question) : answerSorted(searched, question);
}

interface Question {
  readonly request: EngineRequest;
  readonly prepared: PreparedPlan;
  readonly counting: Counting;
}

async function countOnly(searched: Searched, { prepared, counting }: Question): Promise<EngineAnswer> {
  const query = prepared.query(false);
  const found = await askCounted(searched, counting, { query, size: 0 });
  return { ...(await counting.read(query, found)), groups: [] };
}

/** The order is the cluster's own: dates, how much was said, or that of the archive. */
async function answerSorted(
  searched: Searched,
  { request, prepared, counting }: Question,
): Promise<EngineAnswer> {
  const query = prepared.query(true);
  const { offset, limit, sort } = request;
  const walk = { query, sort: sortOf(sort), byThread: request.group === 'thread' };
  const counted = prepared.query(false);
  const [found, page] = await Promise.all([
    askCounted(searched, counting, { query: counted, size: 0 }),
    searched.walks.read(walk, { from: offset, to: offset + limit }),
  ]);
  const groups = await groupsOf(searched, request, { query, page, ranked: [] });
  return { ...(await counting.read(counted, found)), groups };
}

async function answerRanked(searched: Searched, question: Question): Promise<EngineAnswer> {
  const { request, prepared, counting } = question;
  const query = withExactTitle(prepared, request);
  const found = await askCounted(searched, counting, {
    query,
    size: REFINED_HITS,
    sort: sortOf('relevance'),
    track_scores: true,
    _source: KEPT_FIELDS,
  });
  const counts = await counting.read(prepared.query(false), found);
  const ranked = rankBest(searched.state, question, found);
  const groups = await rankedPage(searched, request, { query, ranked, counts });
  return { ...counts, groups };
}

function askCounted({ state }: Searched, counting: Counting, body: SearchBody) {
  return state.search({ ...body, track_total_hits: true, aggs: counting.aggs }, counting.filterPath);
}

/** A post whose title is the query stands before everything else. */
function withExactTitle(prepared: PreparedPlan, { exactTitle }: EngineRequest): Query {
  const query = prepared.query(true);
  const key = exactTitle === null ? '' : titleKeyOf(exactTitle);
  if (key === '' || /\p{Surrogate}/u.test(key)) return query;
  const boost = 2 ** Math.ceil(Math.log2(1 + highestScore(prepared.plan, prepared.leaves)));
  return {
    bool: { must: [query], should: [{ constant_score: { filter: { term: { titleKey: key } }, boost } }] },
  };
}

/** The best that the cluster found, in the order that the embedded engine gives them. */
function rankBest(
  state: IndexState,
  { request, prepared }: Question,
  found: SearchAnswer,
): readonly FoundDocument[] {
  const { analysis, file, openFew, documents: numbering } = state.parts;
  const documents = found.hits.hits.map((hit) => sourceDocument(hit, numbering));
  // Of a word that has only begun too little is known to look closer.
  if (prepared.hasPrefix || documents.length === 0) return documents;
  const inOrder = [...found.hits.hits].sort((a, b) => ordinalOf(a) - ordinalOf(b));
  const words = inOrder.map((hit) => fewDocument(hit, numbering));
  state.recent.clear();
  for (const document of words) state.recent.set(document.ordinal, document);
  const few = openFew({
    documents: words,
    words: prepared.words,
    whole: file,
    analysis,
  });
  const scores = few.rank(request);
  return inOrder
    .map((hit) => sourceDocument(hit, numbering))
    .map((document, at) => ({ ...document, hit: { ...document.hit, score: scores[at] ?? 0 } }))
    .sort((a, b) => b.hit.score - a.hit.score || a.ordinal - b.ordinal);
}

function ordinalOf(found: SearchAnswer['hits']['hits'][number]): number {
  return Number(found._source?.ordinal ?? 0);
}

interface RankedResult {
  readonly query: Query;
  readonly ranked: readonly FoundDocument[];
  readonly counts: Pick<EngineAnswer, 'totalHits'>;
}

/** What was ranked stands before the rest, which the cluster goes on with. */
async function rankedPage(
  searched: Searched,
  request: EngineRequest,
  { query, ranked, counts }: RankedResult,
): Promise<readonly EngineGroup[]> {
  const { offset, limit, group } = request;
  const isGrouped = group === 'thread';
  const first = isGrouped ? firstOfThreads(ranked) : ranked;
  const page = first.slice(offset, offset + limit);
  const isMissing = first.length < offset + limit && counts.totalHits > ranked.length;
  if (isMissing) {
    const isListed = isGrouped
      ? termsQuery('thread', threadsOf(first))
      : termsQuery(
          'ordinal',
          ranked.map(({ ordinal }) => searched.state.parts.documents.written(ordinal)),
        );
    const rest = {
      query: { bool: { must: [query], must_not: [isListed] } },
      sort: sortOf('relevance'),
      byThread: isGrouped,
    };
    const from = Math.max(0, offset - first.length);
    const span = { from, to: offset + limit - first.length };
    const worst = ranked.at(-1)?.hit.score ?? Number.POSITIVE_INFINITY;
    page.push(...(await searched.walks.read(rest, span)).map((document) => notAbove(document, worst)));
  }
  return groupsOf(searched, request, { query, page, ranked });
}

interface Page {
  readonly query: Query;
  readonly page: readonly FoundDocument[];
  readonly ranked: readonly FoundDocument[];
}

async function groupsOf(
  { state }: Searched,
  request: EngineRequest,
  { query, page, ranked }: Page,
): Promise<readonly EngineGroup[]> {
  const isGrouped = request.group === 'thread';
  const threads = threadsOf(page);
  const question = { query, sort: sortOf(request.sort), hasMore: isGrouped };
  const found = await readThreadHits(state, threads, question);
  const worst = ranked.at(-1)?.hit.score ?? Number.POSITIVE_INFINITY;
  if (!isGrouped) return groupsOfDocuments(page, found);
  return groupsOfThreads(threads, lowered(found, worst), ranked);
}

/** The cluster's own scores stay below those of what was ranked. */
function lowered(found: Awaited<ReturnType<typeof readThreadHits>>, worst: number): typeof found {
  return new Map(
    [...found].map(([thread, hits]) => [
      thread,
      { ...hits, first: hits.first.map((document) => notAbove(document, worst)) },
    ]),
  );
}

function notAbove(document: FoundDocument, worst: number): FoundDocument {
  return { ...document, hit: { ...document.hit, score: Math.min(document.hit.score, worst) } };
}

function firstOfThreads(documents: readonly FoundDocument[]): FoundDocument[] {
  const first = new Map<number, FoundDocument>();
  for (const document of documents) if (!first.has(document.thread)) first.set(document.thread, document);
  return [...first.values()];
}

function threadsOf(documents: readonly FoundDocument[]): readonly number[] {
  return [...new Set(documents.map(({ thread }) => thread))];
}
