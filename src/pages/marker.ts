// What thread pages ask for to mark the words looked for. Types, and the marker that marks nothing.
import type { TextRange } from '../../index/model.ts';

/** Finds the ranges to mark: sorted, not overlapping, within the text. */
export interface Marker {
  inTitle(title: string): readonly TextRange[];
  inText(text: string, quotes: readonly TextRange[]): readonly TextRange[];
}

/** Marks nothing. */
export const NO_MARKS: Marker = { inTitle: () => [], inText: () => [] };
