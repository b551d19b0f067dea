// Marks what a query looks for in whole texts, by the same rules as snippets.
import { createAnalysis } from '../../index/analysis/analysis.ts';
import type { Analysis } from '../../index/analysis/model.ts';
import { createHighlighter, type HighlightPlace, rangesOf } from '../../index/highlight.ts';
import { planQuery } from '../../index/plan.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { defaultRequest } from '../../index/search.ts';
import { MAX_SCANNED_LENGTH } from '../../index/snippet.ts';
import { type Marker, NO_MARKS } from '../pages/marker.ts';

/** Makes markers; one of it for a server, since it keeps the analysis of each language. */
export type MarkerFactory = (query: string, language: string) => Marker;

/** Texts are looked through up to the length that snippets are. */
export function createMarkerFactory(options: {
  readonly repairText: (text: string) => string;
}): MarkerFactory {
  const analyses = new Map<string, Analysis>();
  return (query, language) => {
    if (query === '') return NO_MARKS;
    const analysis = analyses.get(language) ?? createAnalysis(language);
    analyses.set(language, analysis);
    return createMarker(options.repairText(query), analysis);
  };
}

function createMarker(query: string, analysis: Analysis): Marker {
  const request = { ...defaultRequest(query), match: 'any' } as const;
  const highlighter = createHighlighter(planQuery(parseQuery(query), request, analysis).node, analysis);
  const find = (text: string, place: HighlightPlace) =>
    rangesOf(highlighter.find(text.slice(0, MAX_SCANNED_LENGTH), place));
  return {
    inTitle: (title) => find(title, { kind: 'title' }),
    inText: (text, quotes) => find(text, { kind: 'text', quotes }),
  };
}
