// Why a document stands where it stands for a query: the parts of its score, as a value to print.
import type { HitExplanation } from './engine.ts';
import type { DocumentId, Relaxed, ThreadId } from './model.ts';
import { prepareSearch, type SearchOptions } from './prepare-search.ts';
import { printQuery } from './query/print.ts';
import { relaxAndSearch } from './relax.ts';
import { defaultRequest } from './search.ts';
import type { Snapshot } from './snapshot/model.ts';

export interface ExplainedHit extends HitExplanation {
  readonly id: DocumentId;
  readonly threadId: ThreadId;
  readonly query: string;
  readonly interpreted: string;
  readonly relaxed: Relaxed | null;
  readonly warnings: readonly string[];
}

/**
 * Explains one document for a query with default parameters, document by document (`group=none`). Null when the
 * snapshot has no such document, or its engine cannot tell. Cost: that of a search for each word of the query.
 */
export async function explainHit(
  snapshot: Snapshot,
  q: string,
  id: DocumentId,
  options: SearchOptions,
): Promise<ExplainedHit | null> {
  const request = { ...defaultRequest(q), group: 'none' as const, limit: 0 };
  const entry = await snapshot.store.entry(id);
  if (entry === null || snapshot.engine.explain === undefined) return null;
  const { parsed, plan, relax } = await prepareSearch(snapshot, request, options);
  const found = await relaxAndSearch(snapshot.engine, plan, request, relax);
  const { node, exactTitle, sort } = found.plan;
  const explained = await snapshot.engine.explain(
    { ...request, plan: node, exactTitle, sort, isRefined: true },
    id,
  );
  return explained === null
    ? null
    : {
        ...explained,
        id,
        threadId: entry.threadId,
        query: q,
        interpreted: printQuery(parsed.root, parsed.sort),
        relaxed: found.relaxed,
        warnings: [...parsed.warnings, ...plan.warnings],
      };
}
