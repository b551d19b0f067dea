// From a request to an answer, over an index that is there: evaluate, refine, order, cut, count.
import type { EngineAnswer, EngineRequest } from '../../engine.ts';
import { countFacets, countHistogram } from './counts.ts';
import { evaluateShown } from './evaluate.ts';
import { raiseExactTitles } from './exact-title.ts';
import type { PackedIndex } from './packed-index.ts';
import { countThreads, pageOf } from './rank.ts';
import { refine } from './refining/refine.ts';

/** From one search to the next nothing is kept but the memory of the workspace. */
export function answer(index: PackedIndex, request: EngineRequest): EngineAnswer {
  index.workspace.reset();
  const matches = evaluateShown(index, request.plan);
  const refinement = refine(index, matches, request);
  const areRaised = raiseExactTitles(index, matches, request);
  return {
    totalHits: matches.documents.length,
    totalThreads: countThreads(index, matches),
    groups: pageOf(index, matches, request, areRaised ? null : (refinement?.hits ?? null)),
    ...countFacets(index, matches.documents, request.facets),
    histogram:
      request.histogram === null ? null : countHistogram(matches.documents, index.columns, request.histogram),
  };
}
