// Puts together what segments know of each document: lengths of fields and their averages, titles, quoted parts.
import type { Section } from '../../../snapshot/section-file.ts';
import { FIELDS, type Field } from '../layout.ts';
import { GrowingLists, GrowingUint32 } from './growing-array.ts';
import type { Segment } from './segment.ts';

const MAX_SHORT = 0xffff;

/** `body.lengths`, `title.lengths` and `averages`, which are 0 without documents. */
export function mergeLengths(segments: readonly Segment[]): Record<string, Section> {
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
  return { ...sections, averages: Float64Array.from(averages) };
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

/** `titled.documents`, `titled.tokens`, `quoted.documents`, `quoted.starts` and `quoted.ranges`. */
export function mergePlaces(segments: readonly Segment[]): Record<string, Section> {
  const titled = { documents: new GrowingUint32(), tokens: new GrowingUint32() };
  const quoted = { documents: new GrowingUint32(), ranges: new GrowingLists() };
  let first = 0;
  for (const { places, documentCount } of segments) {
    for (const document of places.titled.documents) titled.documents.push(first + document);
    for (const tokens of places.titled.tokens) titled.tokens.push(tokens);
    const { documents, starts, ranges } = places.quoted;
    documents.forEach((document, index) => {
      quoted.documents.push(first + document);
      for (const place of ranges.subarray(starts[index], starts[index + 1])) quoted.ranges.push(place);
      quoted.ranges.close();
    });
    first += documentCount;
  }
  return {
    'titled.documents': titled.documents.values(),
    'titled.tokens': titled.tokens.values(),
    'quoted.documents': quoted.documents.values(),
    'quoted.starts': quoted.ranges.starts(),
    'quoted.ranges': quoted.ranges.values(),
  };
}
