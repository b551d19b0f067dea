// Puts together what segments know of each document: lengths of fields and their averages, titles, quoted parts.

import { GrowingLists, GrowingUint32 } from '../../../packing/growing-array.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { FIELDS, type Field } from '../layout.ts';
import type { Segment } from './segment.ts';

const MAX_SHORT = 0xffff;

export interface MergedLengths {
  /** `body.lengths`, `title.lengths` and `averages`, which are 0 without documents. */
  readonly sections: Record<string, Section>;
  readonly body: { readonly lengths: Uint32Array; readonly averageLength: number };
}

/** How many different forms stand in the fields of each document. */
export function mergeLengths(segments: readonly Segment[]): MergedLengths {
  const sections: Record<string, Section> = {};
  const averages = FIELDS.map((field) => {
    const lengths = joinLengths(segments, field);
    let total = 0;
    let longest = 0;
    for (const length of lengths) {
      total += length;
      longest = Math.max(longest, length);
    }
    sections[`${field}.lengths`] = longest > MAX_SHORT ? lengths : Uint16Array.from(lengths);
    return lengths.length === 0 ? 0 : total / lengths.length;
  });
  sections.averages = Float64Array.from(averages);
  return { sections, body: { lengths: joinLengths(segments, 'body'), averageLength: averages[0] ?? 0 } };
}

function joinLengths(segments: readonly Segment[], field: Field): Uint32Array {
  const lengths = new Uint32Array(segments.reduce((sum, { documentCount }) => sum + documentCount, 0));
  let at = 0;
  for (const segment of segments) {
    lengths.set(segment.lengths[field], at);
    at += segment.documentCount;
  }
  return lengths;
}

/** `titled.documents`, `titled.tokens`, `titled.texts`, `checkpoints`, `checkpoints.starts`, `quoted.documents`, `quoted.starts` and `quoted.ranges`. */
export function mergePlaces(segments: readonly Segment[]): Record<string, Section> {
  const titled = { documents: new GrowingUint32(), tokens: new GrowingUint32(), texts: new GrowingUint32() };
  const checkpoints = new GrowingLists();
  const quoted = { documents: new GrowingUint32(), ranges: new GrowingLists() };
  let first = 0;
  for (const { places, documentCount } of segments) {
    for (const document of places.titled.documents) titled.documents.push(first + document);
    for (const tokens of places.titled.tokens) titled.tokens.push(tokens);
    for (const tokens of places.titled.texts) titled.texts.push(tokens);
    addLists(checkpoints, places.checkpoints.offsets, places.checkpoints.starts);
    const { documents, starts, ranges } = places.quoted;
    for (const document of documents) quoted.documents.push(first + document);
    addLists(quoted.ranges, ranges, starts);
    first += documentCount;
  }
  return {
    'titled.documents': titled.documents.values(),
    'titled.tokens': titled.tokens.values(),
    'titled.texts': titled.texts.values(),
    checkpoints: checkpoints.values(),
    'checkpoints.starts': checkpoints.starts(),
    'quoted.documents': quoted.documents.values(),
    'quoted.starts': quoted.ranges.starts(),
    'quoted.ranges': quoted.ranges.values(),
  };
}

/** Adds the lists of a segment, each from `starts[i]` to before `starts[i + 1]` of the values. */
function addLists(lists: GrowingLists, values: Uint32Array, starts: Uint32Array): void {
  for (let list = 0; list + 1 < starts.length; list++) {
    const end = starts[list + 1] ?? 0;
    for (let at = starts[list] ?? 0; at < end; at++) lists.push(values[at] ?? 0);
    lists.close();
  }
}
