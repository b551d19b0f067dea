// The port between our search and an engine: a planned query in; documents, scores and counts out.
// Snippets, paging links, relaxing and pages are ours and look the same over every engine.
import type {
  DocumentId,
  FacetCounts,
  FacetName,
  Group,
  Histogram,
  Interval,
  Sort,
  ThreadId,
} from './model.ts';
import type { Filter, WordScope } from './query/model.ts';

/**
 * A query made ready for an engine: words are analysed, stop words settled, filters as parsed.
 * `form` is a folded word as the analysis gives it; `stem` its stem.
 */
export type PlanNode =
  /** A plain word: documents with its stem; those with the exact form score a little higher. */
  | { readonly kind: 'stem'; readonly stem: string; readonly form: string; readonly scope: WordScope }
  /** Exactly these forms, in this order; one form is a quoted single word. Never empty. */
  | { readonly kind: 'phrase'; readonly forms: readonly string[]; readonly scope: WordScope }
  /** Words whose form begins so. */
  | { readonly kind: 'prefix'; readonly prefix: string; readonly scope: WordScope }
  /** Any of these forms, given with their edit distance; scores fall with distance, below exact and stem. */
  | {
      readonly kind: 'similar';
      readonly forms: readonly { readonly form: string; readonly distance: number }[];
      readonly scope: WordScope;
    }
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** All of them; scores add up. Filters and negations have score 0. */
  | { readonly kind: 'and'; readonly nodes: readonly PlanNode[] }
  /** Any of them; scores of those that match add up. */
  | { readonly kind: 'or'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'not'; readonly node: PlanNode }
  | { readonly kind: 'everything' }
  | { readonly kind: 'nothing' };

export interface EngineRequest {
  readonly plan: PlanNode;
  /** The whole query's plain words as a title would have them: a post with exactly this title comes first. Null: no such rule. */
  readonly exactTitle: readonly string[] | null;
  readonly sort: Sort;
  readonly group: Group;
  readonly limit: number;
  readonly offset: number;
  readonly facets: readonly FacetName[];
  readonly histogram: Interval | null;
}

export interface EngineHit {
  readonly id: DocumentId;
  readonly score: number;
}

/** With `group=thread` one a thread, its hits best first (at most 4); with `group=none` one a document. */
export interface EngineGroup {
  readonly threadId: ThreadId;
  /** All hits of the thread, also those not listed. */
  readonly hitCount: number;
  readonly hits: readonly EngineHit[];
}

export interface EngineAnswer {
  readonly totalHits: number;
  readonly totalThreads: number;
  /** The page asked for, in order. */
  readonly groups: readonly EngineGroup[];
  readonly facets: FacetCounts;
  /** Facets that were cut to their 100 most frequent values. */
  readonly facetsCut: readonly FacetName[];
  readonly histogram: Histogram | null;
}

/** A word of the index near a misspelt one. */
export interface SimilarForm {
  readonly form: string;
  readonly distance: number;
  /** Documents that hold it. */
  readonly documents: number;
}

export interface Engine {
  readonly name: 'minisearch' | 'opensearch';
  /** Exact totals; ties are broken by document order. Never rejects for what a query says. */
  search(request: EngineRequest): Promise<EngineAnswer>;
  /** Whether the form itself or the stem occurs in the index, in any field. */
  knows(form: string, stem: string): Promise<boolean>;
  /** Forms within 1 edit (2 from eight letters on), nearest and then most frequent first, at most `limit`. */
  similarForms(form: string, limit: number): Promise<readonly SimilarForm[]>;
  close(): Promise<void>;
}
