// The port between our search and an engine: a planned query in; documents, scores and counts out.
// Snippets, paging links, relaxing and pages are ours and look the same over every engine.
import type { HiddenDocuments } from './hidden-documents.ts';
import type {
  DocumentId,
  Entry,
  Estimated,
  FacetCounts,
  FacetName,
  Group,
  Histogram,
  Interval,
  Person,
  Sort,
  ThreadId,
  ThreadInfo,
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
  /**
   * Any of them; scores of those that match add up. With `moreFirst` a document that matches more of the nodes stands
   * before one that matches fewer, whatever their scores were: the engine raises the scores so that they still fall.
   */
  | { readonly kind: 'or'; readonly nodes: readonly PlanNode[]; readonly moreFirst?: true }
  | { readonly kind: 'not'; readonly node: PlanNode }
  | { readonly kind: 'everything' }
  | { readonly kind: 'nothing' };

export interface EngineRequest {
  readonly plan: PlanNode;
  /** The whole query's plain words as a title would have them: a post with exactly this title comes first. Null: no such rule. */
  readonly exactTitle: readonly string[] | null;
  readonly sort: Sort;
  /**
   * Whether the best hits are looked at more closely, on top of their base scores: words quoted only, words near each other,
   * likeness to the best. Only for relevance; left out: base scores alone.
   */
  readonly isRefined?: boolean;
  readonly group: Group;
  readonly limit: number;
  readonly offset: number;
  readonly facets: readonly FacetName[];
  readonly histogram: Interval | null;
}

export interface EngineHit {
  readonly id: DocumentId;
  readonly score: number;
  /** Number of the document in the order in which documents were written; engines that do not know it lack it. */
  readonly ordinal?: number;
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
  /** Counts that are near the truth and not it; left out where all are exact. */
  readonly estimated?: readonly Estimated[];
  readonly histogram: Histogram | null;
}

/** Of a text, the place of every so many-th word is known. */
export const CHECKPOINT_WORDS = 32;

/** Where the words of a plan stand in the text of one document. `tokens`, `lengths` and `parts` are parallel. */
export interface FoundPlaces {
  /** Number of each match's first word in the text, from 0; ascending, at most 4,096. */
  readonly tokens: readonly number[];
  /** Words of each match: a phrase has several. */
  readonly lengths: readonly number[];
  /** Number of the leaf of the plan: matches of one leaf have the same. */
  readonly parts: readonly number[];
  /** Byte offsets (UTF-8) in the text of its words 0, 32, 64 … (`CHECKPOINT_WORDS`); empty for a text without words. */
  readonly checkpoints: Uint32Array;
}

/** A word of the index near a misspelt one. */
export interface SimilarForm {
  readonly form: string;
  readonly distance: number;
  /** Documents that hold it. */
  readonly documents: number;
}

/** A term of a leaf in one field of a document. */
export interface ExplainedField {
  readonly field: 'body' | 'title';
  /** Occurrences in the field. */
  readonly frequency: number;
  /** Documents that hold the term in this field. */
  readonly documents: number;
  readonly score: number;
}

/** What one leaf of the plan adds to a document's score. */
export interface ExplainedLeaf {
  /** The leaf itself; words, phrases, prefixes, similar forms and filters. */
  readonly node: PlanNode;
  /** Inside a negation: the document is found because it does not match. */
  readonly isNegated: boolean;
  readonly isMatch: boolean;
  /** All it adds, the bonus included; 0 for filters and negated leaves. */
  readonly score: number;
  /** The part of the score that the exact form earned. */
  readonly exactFormBonus: number;
  /** The index terms of the leaf that the document holds, with the share of the score that each counts. */
  readonly terms: readonly {
    readonly term: string;
    readonly weight: number;
    readonly fields: readonly ExplainedField[];
  }[];
}

export interface HitExplanation {
  readonly isHit: boolean;
  /** From 1, in the order of the request with `group=none`; null when it is no hit. */
  readonly rank: number | null;
  readonly totalHits: number;
  readonly score: number;
  /** What the title being the query added. */
  readonly exactTitleBonus: number;
  /** What matching several of the words added where `moreFirst` was asked; else 0 but for rounding. */
  readonly moreWordsBonus: number;
  /** Taken off for words that stand in quoted parts only. */
  readonly quotedLoss: number;
  /** Added for words of the query near each other. */
  readonly nearnessBonus: number;
  /** Added for being about the same as the best hits. */
  readonly likenessBonus: number;
  /** In the order of the plan. The scores of all leaves and bonuses, the loss taken off, add up to `score`. */
  readonly leaves: readonly ExplainedLeaf[];
}

/** A document with its author, or the author of what it answers, who is another than was written. */
export interface MovedDocument {
  /** Number of the document in the order in which documents were written. */
  readonly ordinal: number;
  readonly person: Person;
}

/** Who is somebody else than the index says. People are told apart by their slugs. */
export interface PeopleChanges {
  /** Everything by the first is by the second now, who may be somebody of the index; his own slug may be among them. */
  readonly merged: readonly { readonly slug: string; readonly person: Person }[];
  /** Authors of some documents, after merging. */
  readonly authors: readonly MovedDocument[];
  /** Whom some documents answer, after merging. */
  readonly answered: readonly MovedDocument[];
}

export interface Engine {
  readonly name: 'minisearch' | 'opensearch';
  /** Exact totals; ties are broken by document order. Never rejects for what a query says. */
  search(request: EngineRequest): Promise<EngineAnswer>;
  /** Whether the form itself or the stem occurs in the index, in any field. */
  knows(form: string, stem: string): Promise<boolean>;
  /** Whether any form in the index begins so. */
  begins(prefix: string): Promise<boolean>;
  /** Forms within so many edits, 2 at most, nearest and then most frequent first; at most `limit`. */
  similarForms(form: string, limit: number, edits: number): Promise<readonly SimilarForm[]>;
  /**
   * Where the plan's words stand in the texts of hits, in their order; null for what is no hit of this engine. Engines
   * that cannot tell lack it: the texts are looked through then.
   */
  locate?(plan: PlanNode, hits: readonly EngineHit[]): Promise<readonly (FoundPlaces | null)[]>;
  /** How a document's score came about; null when there is no such document. Engines that cannot tell lack it. */
  explain?(request: EngineRequest, id: DocumentId): Promise<HitExplanation | null>;
  /**
   * The same index with other authors: filters, facets and counts take people for who they are now. Scores stay what they
   * are. To be asked of the engine as it was opened; closing the one closes the other.
   */
  renaming(changes: PeopleChanges): Engine;
  /**
   * The same index as if these documents were not in it: nothing finds or counts them, and words and names that only
   * they have are unknown. Scores stay what they are. Cheap; closing the one closes the other.
   */
  hiding(hidden: HiddenDocuments): Engine;
  close(): Promise<void>;
}

/** How an index is written. */
export interface WriterOptions {
  /** Threads beside the calling one; 0 or left out: all is done in the calling one. The files are the same. */
  readonly workers?: number;
  /** Told once, with the reason, when worker threads do not start and all is done in the calling one. */
  readonly onFallback?: ((reason: string) => void) | undefined;
  /** Told what the keeper should know of an index that was written all the same. */
  readonly onRemark?: ((sentence: string) => void) | undefined;
}

export type WriteStep = (share: number) => void | Promise<void>;

/** Takes threads one by one, in snapshot order, and leaves index files in its folder. Call `close` in any case. */
export interface IndexWriter {
  /** `entries`: the post first, then comments and pings in reading order. A promise: wait for it before the next. */
  addThread(info: ThreadInfo, entries: readonly Entry[]): void | Promise<void>;
  /**
   * Writes what is left. Gives the names of all files written, relative to the folder. `step` is called now and then
   * with the share that is done, from 0 to 1; it may wait, and throw to end the work.
   */
  finish(step?: WriteStep): Promise<readonly string[]>;
  /** Gives up what is under way. */
  close(): Promise<void>;
}
