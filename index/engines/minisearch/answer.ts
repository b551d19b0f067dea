// From a request to an answer, over an index that is there: evaluate, refine, order, cut, count.
import type { EngineAnswer, EngineRequest } from '../../engine.ts';
import { countFacets, countHistogram } from './counts.ts';
import { evaluateShown } from './evaluate.ts';
import { raiseExactTitles } from './exact-title.ts';
import type { PackedIndex } from './packed-index.ts';
import { pageOf, sliceByThread } from './rank.ts';
import { refine } from './refining/refine.ts';

/** From one search to the next nothing is kept but the memory of the workspace. */
export function answer(index: PackedIndex, request: EngineRequest): EngineAnswer {
  index.workspace.reset();
  const matches = evaluateShown(index, request.plan);
  refine(index, matches, request);
  raiseExactTitles(index, matches, request);
  const slices = sliceByThread(index, matches);
  return {
    totalHits: matches.documents.length,
    totalThreads: slices.count,
    groups: pageOf(index, { matches, slices }, request),
    ...countFacets(index, matches.documents, request.facets),
    histogram:
      request.histogram === null ? null : countHistogram(matches.documents, index.columns, request.histogram),
  };
}
