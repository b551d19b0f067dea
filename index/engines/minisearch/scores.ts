// What documents score for the words of a list: MiniSearch's BM25+ over packed postings.

import { BM25, TITLE_BOOST } from '../ranking-settings.ts';
import type { Accumulator } from './accumulator.ts';
import type { Field } from './layout.ts';
import { ListCursor, NO_DOCUMENT } from './list-cursor.ts';
import { decodeMasked, type ListNumber } from './lists.ts';
import { type Matches, maskOf, NO_MATCHES, seekSorted } from './matches.ts';
import { documentFrequency, type Postings, rarityOf } from './postings.ts';
import type { Workspace } from './workspace.ts';

/** A list with its share of the score. */
export interface WeightedList {
  readonly list: ListNumber;
  readonly weight: number;
}

/** The same with the documents that matter, when others may be left out. */
export interface ListQuestion extends WeightedList {
  readonly within: Uint32Array | null;
}

// Seeking a document costs about as much as decoding so many postings.
const SEEK_COST = 12;

/** Documents with the list's word in the body, scored over body and title. */
export function scoreTerm(postings: Postings, question: ListQuestion, workspace: Workspace): Matches {
  const matches = scoreField(postings, 'body', question, workspace);
  if (documentFrequency(postings, question.list, 'title') === 0) return matches;
  const mark = workspace.mark();
  const titled = { ...question, weight: question.weight * TITLE_BOOST, within: matches.documents };
  addScores(matches, scoreField(postings, 'title', titled, workspace));
  workspace.release(mark);
  return matches;
}

/** Documents with the list's word in their title, scored over the title alone. */
export function scoreTitle(postings: Postings, question: ListQuestion, workspace: Workspace): Matches {
  return scoreField(postings, 'title', question, workspace);
}

/** The scores of `scoreTerm` for documents of the list whose frequencies are known already; the list counts in full. */
export function scoreFound(
  postings: Postings,
  found: { readonly list: ListNumber; readonly documents: Uint32Array; readonly frequencies: Uint32Array },
  workspace: Workspace,
): Matches {
  const { list, documents, frequencies } = found;
  const scores = workspace.f64(documents.length);
  const matches = { documents, scores };
  fillScores(postings, 'body', { ...matches, frequencies, found: documents.length, list, weight: 1 });
  if (documentFrequency(postings, list, 'title') > 0) {
    const question = { list, weight: TITLE_BOOST, within: documents };
    addScores(matches, scoreField(postings, 'title', question, workspace));
  }
  return matches;
}

/**
 * Adds the scores of `scoreField` for each of the lists without writing them down: for lists by the thousand. `mask` has
 * one bit a document and says which of them matter, when others may be left out.
 */
export function addListScores(
  postings: Postings,
  field: Field,
  weighted: readonly WeightedList[],
  { factor, mask }: { readonly factor: number; readonly mask: Uint32Array | null },
  { scores, touched }: Accumulator,
): void {
  const { lists, lengths, base, perForm } = postings.fields[field];
  const { starts, bytes } = lists;
  const { k, d } = BM25;
  for (const { list, weight } of weighted) {
    const unit = weight * factor * rarityOf(postings, list, field);
    const end = starts[list + 1] ?? 0;
    let document = 0;
    for (let at = starts[list] ?? 0; at < end; ) {
      const first = bytes[at] ?? 0;
      const second = bytes[at + 1] ?? 0;
      const isLong = first >>> 7;
      const more = ~first & 1;
      document += ((first & 0x7f) >>> 1) + ((second & 0x7f & -isLong) << 6);
      at += 1 + isLong;
      let third = bytes[at] ?? 0;
      if (((isLong & (second >>> 7)) | (more & (third >>> 7))) !== 0) {
        let byte = isLong === 0 ? 0 : second;
        for (let shift = 13; byte >= 0x80; shift += 7) {
          byte = bytes[at++] ?? 0;
          document += (byte & 0x7f) << shift;
        }
        byte = more === 0 ? 0 : (bytes[at] ?? 0);
        third = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = bytes[++at] ?? 0;
          third |= (byte & 0x7f) << shift;
        }
      }
      at += more;
      const frequency = 1 + (-more & (third - 1));
      if (mask !== null && ((mask[document >>> 5] ?? 0) & (1 << document)) === 0) continue;
      touched[document >>> 5] = (touched[document >>> 5] ?? 0) | (1 << document);
      const score = d + (frequency * (k + 1)) / (frequency + base + perForm * (lengths[document] ?? 0));
      scores[document] = (scores[document] ?? 0) + unit * score;
    }
  }
}

/** Adds the scores of those documents that are in `others` too. Cost: that of the others, mostly. */
export function addScores({ documents, scores }: Matches, others: Matches): void {
  for (let index = 0, at = 0; at < others.documents.length; at++) {
    const other = others.documents[at] ?? 0;
    index = seekSorted(documents, other, index);
    if (documents[index] === other) scores[index] = (scores[index] ?? 0) + (others.scores[at] ?? 0);
  }
}

/**
 * Documents of a list in one field with their scores: weight · idf · (d + f (k+1) / (f + k (1 − b + b l/a))),
 * idf = ln(1 + (N − n + ½) / (n + ½)), with f occurrences, l the field's length and a its average over all N
 * documents, n of which are in the list. This is `calcBM25Score` of MiniSearch 7.
 */
export function scoreField(
  postings: Postings,
  field: Field,
  { list, weight, within }: ListQuestion,
  workspace: Workspace,
): Matches {
  const { lists } = postings.fields[field];
  const count = lists.counts[list] ?? 0;
  if (count === 0) return NO_MATCHES;
  // Of a short list nothing is left out: to know what matters costs more.
  const isAll = within === null || within.length > count;
  const most = isAll ? count : within.length;
  const documents = workspace.u32(most);
  const scores = workspace.f64(most);
  if (isAll) {
    decodeScores(postings, field, { list, weight }, { documents, scores });
    return { documents, scores };
  }
  const mark = workspace.mark();
  const frequencies = workspace.u32(most);
  const found =
    within.length * SEEK_COST < count
      ? findWithin(new ListCursor(lists, list), within, documents, frequencies)
      : decodeMasked(lists, list, maskOf(within, workspace.mask(postings.documentCount)), {
          documents,
          frequencies,
        });
  fillScores(postings, field, { documents, frequencies, scores, found, list, weight });
  workspace.release(mark);
  return { documents: documents.subarray(0, found), scores: scores.subarray(0, found) };
}

/** Writes the documents of a list and what each of them scores. */
function decodeScores(
  postings: Postings,
  field: Field,
  { list, weight }: Pick<ListQuestion, 'list' | 'weight'>,
  { documents, scores }: Matches,
): void {
  const { lists, lengths, base, perForm } = postings.fields[field];
  const { counts, starts, bytes } = lists;
  const { k, d } = BM25;
  const count = counts[list] ?? 0;
  const unit = weight * rarityOf(postings, list, field);
  let at = starts[list] ?? 0;
  let document = 0;
  // As in `lists.ts`.
  for (let index = 0; index < count; index++) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const isLong = first >>> 7;
    const more = ~first & 1;
    document += ((first & 0x7f) >>> 1) + ((second & 0x7f & -isLong) << 6);
    at += 1 + isLong;
    let third = bytes[at] ?? 0;
    if (((isLong & (second >>> 7)) | (more & (third >>> 7))) !== 0) {
      let byte = isLong === 0 ? 0 : second;
      for (let shift = 13; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        document += (byte & 0x7f) << shift;
      }
      byte = more === 0 ? 0 : (bytes[at] ?? 0);
      third = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[++at] ?? 0;
        third |= (byte & 0x7f) << shift;
      }
    }
    at += more;
    const frequency = 1 + (-more & (third - 1));
    documents[index] = document;
    scores[index] =
      unit * (d + (frequency * (k + 1)) / (frequency + base + perForm * (lengths[document] ?? 0)));
  }
}

/** Those of the sorted documents that the cursor meets; gives their number. */
function findWithin(
  cursor: ListCursor,
  within: Uint32Array,
  documents: Uint32Array,
  frequencies: Uint32Array,
): number {
  let found = 0;
  for (let index = 0; index < within.length; index++) {
    const wanted = within[index] ?? 0;
    const document = cursor.seek(wanted);
    if (document === NO_DOCUMENT) break;
    if (document !== wanted) continue;
    documents[found] = document;
    frequencies[found++] = cursor.frequency;
  }
  return found;
}

interface Scoring {
  readonly documents: Uint32Array;
  readonly frequencies: Uint32Array;
  readonly scores: Float64Array;
  readonly found: number;
  readonly list: ListNumber;
  readonly weight: number;
}

function fillScores(postings: Postings, field: Field, scoring: Scoring): void {
  const { documents, frequencies, scores, found, list, weight } = scoring;
  const { lengths, base, perForm } = postings.fields[field];
  const { k, d } = BM25;
  const unit = weight * rarityOf(postings, list, field);
  for (let index = 0; index < found; index++) {
    const frequency = frequencies[index] ?? 0;
    const length = lengths[documents[index] ?? 0] ?? 0;
    scores[index] = unit * (d + (frequency * (k + 1)) / (frequency + base + perForm * length));
  }
}
