// Antler as a contender: a published snapshot in shared memory, attached as search threads attach it; plans as every
// search makes them, hits one by one, no snippets, no facets, no cache of answers.

import type { PlanNode } from '../../../index/engine.ts';
import type { Group, SearchAnswer, SearchRequest } from '../../../index/model.ts';
import type { Plan } from '../../../index/plan.ts';
import type * as PrepareModule from '../../../index/prepare-search.ts';
import type * as RelaxModule from '../../../index/relax.ts';
import type * as SearchModule from '../../../index/search.ts';
import type { Snapshot } from '../../../index/snapshot/model.ts';
import type * as OpenModule from '../../../index/snapshot/open.ts';
import type * as PublishModule from '../../../index/snapshot/publish.ts';
import { built } from '../built.ts';
import { antlerWords, type BenchQuery, isShortPrefix } from '../query-classes.ts';
import { type CorpusFiles, type OpenContender, PAGE } from './contender.ts';

const { attachSnapshot, closeLoadedSnapshot, loadSnapshot } =
  await built<typeof OpenModule>('index/snapshot/open.js');
const { readCurrent } = await built<typeof PublishModule>('index/snapshot/publish.js');
const { prepareSearch } = await built<typeof PrepareModule>('index/prepare-search.js');
const { relaxAndSearch } = await built<typeof RelaxModule>('index/relax.js');
const { defaultRequest, search } = await built<typeof SearchModule>('index/search.js');

const options = { repairText: (text: string): string => text };

/** What is measured of antler alone. */
export interface OpenAntler extends OpenContender {
  /** By thread, as the search page asks. */
  askByThread(query: BenchQuery): Promise<number>;
  /** The whole answer with its snippets, and what these took. */
  describe(query: BenchQuery): Promise<{ readonly answer: SearchAnswer; readonly snippetsMs: number }>;
}

/** Opens the current snapshot of the data folder. */
export async function openAntler({ data }: CorpusFiles): Promise<OpenAntler> {
  const id = await readCurrent(data);
  if (id === null) throw new Error(`no snapshot in ${data}`);
  const loaded = await loadSnapshot(data, id);
  const snapshot = await attachSnapshot(loaded, { reads: 'sync' });
  return {
    ask: (query) => find(snapshot, query, 'none'),
    askByThread: (query) => find(snapshot, query, 'thread'),
    describe: async (query) => {
      let snippetsMs = 0;
      const onTimes = (times: { readonly snippetsMs: number }): void => {
        snippetsMs = times.snippetsMs;
      };
      const answer = await search(snapshot, requestOf(query), { ...options, onTimes });
      return { answer, snippetsMs };
    },
    sharedBytes: sharedBytesOf(loaded),
    close: async () => {
      await snapshot.close();
      closeLoadedSnapshot(loaded);
    },
  };
}

async function find(snapshot: Snapshot, query: BenchQuery, group: Group): Promise<number> {
  const request = { ...requestOf(query), group };
  const { plan, relax } = await prepareSearch(snapshot, request, options);
  const { answer } = await relaxAndSearch(snapshot.engine, withShortPrefix(plan, query), request, relax);
  return answer.totalHits;
}

/** Our language takes `ab*` for the word `ab`; here it is searched as the prefix that it is to the others. */
function withShortPrefix(plan: Plan, query: BenchQuery): Plan {
  if (!isShortPrefix(query)) return plan;
  const last = query.words.slice(query.words.lastIndexOf(' ') + 1);
  const prefix: PlanNode = { kind: 'prefix', prefix: last, scope: 'any' };
  const before = plan.loose?.words.slice(0, -1).map(({ node }) => node) ?? [];
  const node: PlanNode = before.length === 0 ? prefix : { kind: 'and', nodes: [...before, prefix] };
  return { ...plan, node, loose: null };
}

function requestOf(query: BenchQuery): SearchRequest {
  return {
    ...defaultRequest(antlerWords(query)),
    match: query.match,
    authors: query.author === undefined ? [] : [query.author],
    from: query.from ?? null,
    until: query.until ?? null,
    limit: PAGE,
  };
}

/** All shared memory that plain data reaches. */
function sharedBytesOf(data: object): number {
  const buffers = new Set<SharedArrayBuffer>();
  const visit = (value: unknown): void => {
    if (value instanceof SharedArrayBuffer) buffers.add(value);
    else if (ArrayBuffer.isView(value)) visit(value.buffer);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(data);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
