// The MiniSearch part of a snapshot as an engine.
import type { Analysis } from '../../analysis/analysis.ts';
import type { Engine, EngineAnswer, EngineRequest } from '../../engine.ts';
import { countFacets, countHistogram } from './counts.ts';
import { evaluateShown } from './evaluate.ts';
import { raiseExactTitles } from './exact-title.ts';
import { explain } from './explain.ts';
import { hideInIndex } from './hide-in-index.ts';
import { hasKindred } from './kindred-forms.ts';
import { locate } from './locate.ts';
import { attachIndex, type LoadedIndex, type PackedIndex } from './packed-index.ts';
import { pageOf, sliceByThread } from './rank.ts';
import { refine } from './refining/refine.ts';

/** An engine over loaded files; `analysis` must be the one they were written with. Nothing is copied. */
export function attachMiniSearchEngine(loaded: LoadedIndex, analysis: Analysis): Engine {
  return engineOver(attachIndex(loaded, analysis));
}

function engineOver(index: PackedIndex): Engine {
  return {
    name: 'minisearch',
    search: async (request) => answer(index, request),
    knows: async (form, stem) => isKnown(index, form, stem),
    begins: async (prefix) => isBegun(index, prefix),
    similarForms: async (form, limit, edits) => index.similarForms.find(form, limit, edits),
    locate: async (plan, hits) => locate(index, plan, hits),
    explain: async (request, id) => explain(index, request, id),
    hiding: (hidden) => engineOver(hideInIndex(index, hidden)),
    close: async () => {},
  };
}

function isKnown(index: PackedIndex, form: string, stem: string): boolean {
  const written = index.dictionary.form(form);
  if (written !== null && index.isShown(written)) return true;
  const known = index.dictionary.stem(stem);
  return known !== null && hasKindred(index, form, known);
}

function isBegun(index: PackedIndex, prefix: string): boolean {
  const { start, end } = index.dictionary.formsFrom(prefix);
  for (let form = start; form < end; form++) if (index.isShown(form)) return true;
  return false;
}

/** From one search to the next nothing is kept but the memory of the workspace. */
function answer(index: PackedIndex, request: EngineRequest): EngineAnswer {
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
