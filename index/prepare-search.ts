// From a request to a plan: repairs and parses the text, finds the analysis, plans. Asks the engine about names,
// the directory about addresses.
import { createAnalysis } from './analysis/analysis.ts';
import type { Analysis } from './analysis/model.ts';
import type { Engine } from './engine.ts';
import type { DocumentId, SearchRequest } from './model.ts';
import { readPasted, withThreadId, withThreadIds } from './pasted-addresses.ts';
import { type Plan, planQuery } from './plan.ts';
import type { ParsedQuery } from './query/model.ts';
import { parseQuery } from './query/parse.ts';
import type { RelaxOptions } from './relax.ts';
import type { SearchedSnapshot } from './snapshot/model.ts';

/** What a search needs from outside. */
export interface SearchOptions {
  /** Default: the one for the snapshot's language. */
  readonly analysis?: Analysis;
  /** Repairs mis-decoded characters of a query before it is parsed. */
  readonly repairText: (text: string) => string;
  /** Told what `search` took, in milliseconds: finding, then describing the page with its snippets. */
  readonly onTimes?: (times: { readonly searchMs: number; readonly snippetsMs: number }) => void;
}

export interface PreparedSearch {
  readonly parsed: ParsedQuery;
  readonly plan: Plan;
  /** For `relaxAndSearch`. */
  readonly relax: RelaxOptions;
}

/** Names asked about in one query; more are nobody's. */
const MAX_NAMES = 10;

/** Never rejects for what the query says. Cost: one small search for each `from:` that could be a date, a few
 * reads for each address. */
export async function prepareSearch(
  snapshot: SearchedSnapshot,
  request: SearchRequest,
  options: SearchOptions,
): Promise<PreparedSearch> {
  const { engine, store, manifest } = snapshot;
  const analysis = options.analysis ?? analysisOf(manifest.language);
  const text = options.repairText(request.q);
  const parsed = (await readPasted(snapshot, text)) ?? (await parseWithNames(engine, text));
  const root = await withThreadIds(snapshot, parsed.root);
  return {
    parsed,
    plan: planQuery({ ...parsed, root }, await withThreadId(snapshot, request), analysis),
    relax: { typo: request.typo, analysis, readTexts: (ids) => readTexts(store, ids) },
  };
}

const analyses = new Map<string, Analysis>();

/** The analysis of a language. They have no state and cost something to make, so each language's is kept. */
export function analysisOf(language: string): Analysis {
  const analysis = analyses.get(language) ?? createAnalysis(language);
  analyses.set(language, analysis);
  return analysis;
}

/** Parses again when the first reading asked whether somebody has a name: only the engine knows. */
async function parseWithNames(engine: Engine, text: string): Promise<ParsedQuery> {
  const asked = new Set<string>();
  const isAsked = (name: string): boolean => {
    asked.add(name);
    return false;
  };
  const parsed = parseQuery(text, { isPerson: isAsked });
  const known = new Set<string>();
  for (const name of [...asked].slice(0, MAX_NAMES)) if (await isPerson(engine, name)) known.add(name);
  return known.size === 0 ? parsed : parseQuery(text, { isPerson: (name) => known.has(name) });
}

async function isPerson(engine: Engine, name: string): Promise<boolean> {
  const { totalHits } = await engine.search({
    plan: { kind: 'filter', filter: { field: 'author', names: [name] } },
    exactTitle: null,
    sort: 'newest',
    group: 'none',
    limit: 0,
    offset: 0,
    facets: [],
    histogram: null,
  });
  return totalHits > 0;
}

/** Everything that plain words look in. */
async function readTexts(
  store: SearchedSnapshot['store'],
  ids: readonly DocumentId[],
): Promise<readonly string[]> {
  const entries = await store.entries(ids);
  return entries.map(({ title, text, tags }) => [title, text, ...tags].join('\n'));
}
