// What a segment is: some neighbouring documents, indexed and packed, on the way to one index.
import type { TextRange } from '../../../model.ts';
import type { WordPlaces } from '../../text-places.ts';
import type { Field } from '../layout.ts';
import type { SegmentForms } from './segment-forms.ts';
import type { SegmentLists } from './segment-lists.ts';

/** What of a document is indexed. */
export interface IndexedText {
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** Of the text, ascending. */
  readonly quotes: readonly TextRange[];
}

/** The documents of one segment, in snapshot order; plain data for a worker thread. */
export interface SegmentTask {
  readonly language: string;
  readonly documents: readonly IndexedText[];
}

/** Plain data in typed arrays. Documents count from 0 within the segment; forms are sorted by their bytes. */
export interface Segment {
  readonly documentCount: number;
  readonly forms: SegmentForms;
  /** With positions. */
  readonly body: SegmentLists;
  /** Without; empty for forms that stand in no title. */
  readonly title: SegmentLists;
  /** Different forms in the field, by document. */
  readonly lengths: Readonly<Record<Field, Uint32Array>>;
  readonly places: DocumentPlaces;
}

/** Where titles and texts end and what is quoted, in tokens; and where in the texts their words stand. */
export interface DocumentPlaces extends WordPlaces {
  /** Documents with words in their title or tags, ascending: tokens of the title and of the text. */
  readonly titled: {
    readonly documents: Uint32Array;
    readonly tokens: Uint32Array;
    readonly texts: Uint32Array;
  };
}

/** The memory of a segment, which changes hands instead of being copied. */
export function memoryOf(segment: Segment): ArrayBuffer[] {
  const { forms, body, title, lengths, places } = segment;
  const parts: readonly object[] = [
    forms,
    body,
    title,
    lengths,
    places.titled,
    places.quoted,
    places.checkpoints,
  ];
  const arrays = parts.flatMap((part) => Object.values(part)).filter((array) => ArrayBuffer.isView(array));
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
