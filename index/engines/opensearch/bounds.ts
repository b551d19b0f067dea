// How much is asked of a cluster at once: what lies beyond is asked in several questions.
import { RESULT_WINDOW } from './mapping.ts';

/** Tests have small ones. */
export interface SearchBounds {
  /** How far a result is cut by number; beyond it is walked. */
  readonly window: number;
  /** Documents of one step of a walk. */
  readonly step: number;
  /** Threads that one question counts. */
  readonly threads: number;
  /** Questions for the threads of one result; what takes more is estimated. */
  readonly threadQuestions: number;
  /** Values of a facet that each part of an index tells of. */
  readonly values: number;
}

export const SEARCH_BOUNDS: SearchBounds = {
  window: RESULT_WINDOW,
  step: 5_000,
  // With facets and dates below the 65,535 buckets that a cluster counts in one question.
  threads: 30_000,
  threadQuestions: 18,
  values: 10_000,
};
