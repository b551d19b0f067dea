// A search as it is sent: whole answers only, within the time that is allowed, from the same copies of the parts each time.
import { createHash } from 'node:crypto';
import { readSearchAnswer, type SearchAnswer } from './answers.ts';
import type { Cluster } from './cluster.ts';
import { unavailable } from './cluster-error.ts';

/** A query of the cluster's own language. */
export type Query = Readonly<Record<string, unknown>>;

/** The body of a search. */
export type SearchBody = Readonly<Record<string, unknown>> & { readonly query: Query };

export const NOTHING: Query = { match_none: {} };
/** Everything, with score 0. */
export const EVERYTHING: Query = { bool: { filter: [{ match_all: {} }] } };

/** Where to search, and what to leave out of the answer. */
export interface SearchPlace {
  readonly index: string;
  readonly filterPath?: string;
}

/** @throws ClusterError; an answer from some of the parts is none. */
export async function searchCluster(
  cluster: Cluster,
  { index, filterPath }: SearchPlace,
  body: SearchBody,
): Promise<SearchAnswer> {
  const found = await cluster.ask({
    what: 'a search',
    method: 'POST',
    path: `/${index}/_search`,
    query: {
      search_type: 'dfs_query_then_fetch',
      allow_partial_search_results: 'false',
      // Nobody waits for it any longer.
      cancel_after_time_interval: `${Math.ceil(cluster.searchMs)}ms`,
      // Equal scores of copies may differ in their last digit: pages of one query come from the same ones.
      preference: createHash('sha1').update(JSON.stringify(body.query)).digest('hex'),
      ...(filterPath === undefined ? {} : { filter_path: filterPath }),
    },
    body,
  });
  const answer = readSearchAnswer(found);
  if (answer.timed_out || answer._shards.failed > 0)
    throw unavailable('a search', 'parts of the index did not answer');
  return answer;
}
