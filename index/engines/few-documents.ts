// What engines that keep their documents elsewhere hand over to have the best of them ranked, refined and located as
// MiniSearch's own engine does: a few documents, and what the whole index knows of the words in question. Types only.
import type { Analysis } from '../analysis/model.ts';
import type { EngineHit, EngineRequest, FoundPlaces, PlanNode } from '../engine.ts';

/** A form with the documents that hold it. */
export interface CountedForm {
  readonly form: string;
  readonly stem: string;
  readonly documents: number;
  /** Documents with the form in their title. */
  readonly titles: number;
}

/** A stem with all its forms, stop words among them; counted are documents with any form that is no stop word. */
export interface CountedStem {
  readonly stem: string;
  readonly documents: number;
  readonly titles: number;
  readonly forms: readonly CountedForm[];
}

/** What scores are made of beside the words. */
export interface WholeCounts {
  readonly documents: number;
  /** Different forms of a document on the average, in title, text and tags together, and in the title. */
  readonly averageBody: number;
  readonly averageTitle: number;
}

/** A document as its words were read when the index was built. */
export interface FewDocument {
  readonly ordinal: number;
  /** Forms with a space between: of the title, of the text, then of each tag. */
  readonly parts: readonly string[];
  /** Pairs of positions, from and to before which something is quoted. The title's words count from 0; a position is left out behind each part. */
  readonly quotes: readonly number[];
  /** UTF-8 offsets of the text's words 0, 32, 64 … */
  readonly checkpoints: readonly number[];
  /** Different forms in title, text and tags, and in the title. */
  readonly bodyLength: number;
  readonly titleLength: number;
  /** The stems that tell most of it, each with its weight in 255ths. */
  readonly telling: readonly (readonly [stem: string, weight: number])[];
}

/** What was found of all, and is to be looked at. */
export interface FewQuestion {
  /** In the order of their ordinals. */
  readonly documents: readonly FewDocument[];
  /** Of every word that the plan names. */
  readonly words: readonly CountedStem[];
  readonly whole: WholeCounts;
  readonly analysis: Analysis;
}

/** Looks at a few documents as MiniSearch's own engine would at the same ones in the whole index. */
export interface FewDocuments {
  /**
   * Scores of the documents, in parallel, refined where the request says so. Filters and negations are taken to hold:
   * the documents were found.
   */
  rank(request: EngineRequest): Float64Array;
  /** As `Engine.locate`. */
  locate(plan: PlanNode, hits: readonly EngineHit[]): readonly (FoundPlaces | null)[];
}

/** Puts an index of few documents together. Cost: a look at each of their words. */
export type OpenFewDocuments = (question: FewQuestion) => FewDocuments;
