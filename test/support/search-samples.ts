// Opens small snapshots with the real engine, for tests of the search function.

import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { publishSnapshot } from '../../index/snapshot/publish.ts';
import type { Thread } from '../../scraper/model.ts';
import { buildSample } from './snapshots.ts';
import { makeTempFolder } from './temp-folder.ts';

/** Repairs nothing. */
export const AS_TYPED = { repairText: (text: string): string => text } as const;

/** A published snapshot of the threads, opened; the caller closes it. */
export async function openSampleSnapshot(threads: readonly Thread[]): Promise<Snapshot> {
  const folder = makeTempFolder('search');
  const { id } = await buildSample(folder, threads, { engine: await loadEngineKit('minisearch') });
  await publishSnapshot(folder, id);
  return openCurrentSnapshot(folder);
}

export function searchFor(
  snapshot: Snapshot,
  q: string,
  fields: Partial<SearchRequest> = {},
): Promise<SearchAnswer> {
  return search(snapshot, { ...defaultRequest(q), ...fields }, AS_TYPED);
}

/** Ids of the hits, those in `more` behind their first. */
export function hitIds({ hits }: SearchAnswer): readonly string[] {
  return hits.flatMap((hit) => [hit.id, ...(hit.more ?? []).map(({ id }) => id)]);
}
