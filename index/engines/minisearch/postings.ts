// Which documents hold a term, how often, and what that is worth: MiniSearch's BM25+ over packed postings.

import type { SectionReader } from '../../snapshot/section-file.ts';
import type { TermNumber } from './dictionary.ts';
import type { Field } from './layout.ts';
import { type Matches, NO_MATCHES } from './matches.ts';
import { BM25, TITLE_BOOST } from './settings.ts';

/** Postings of one field. Those of term t stand from `starts[t]` to before `starts[t + 1]`, documents ascending. */
export interface FieldPostings {
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  readonly frequencies: Uint32Array;
  /** Different forms in the field, by document. */
  readonly lengths: Uint32Array;
  readonly averageLength: number;
}

export interface Postings {
  readonly documentCount: number;
  readonly fields: Readonly<Record<Field, FieldPostings>>;
}

/** The postings written by `SegmentIndexer`; adds up the lengths of all documents. */
export function readPostings(sections: SectionReader): Postings {
  const [body, title] = [readField(sections, 'body'), readField(sections, 'title')];
  return { documentCount: body.lengths.length, fields: { body, title } };
}

function readField(sections: SectionReader, field: Field): FieldPostings {
  const lengths = sections.u32(`${field}.lengths`);
  let total = 0;
  for (const length of lengths) total += length;
  return {
    starts: sections.u32(`${field}.starts`),
    documents: sections.u32(`${field}.documents`),
    frequencies: sections.u32(`${field}.frequencies`),
    lengths,
    averageLength: total / lengths.length,
  };
}

/** Number of documents with the term in the field. Every word of a title is in the body too. */
export function documentFrequency(postings: Postings, term: TermNumber, field: Field = 'body'): number {
  const { starts } = postings.fields[field];
  return (starts[term + 1] ?? 0) - (starts[term] ?? 0);
}

/** Documents with the term in the field, ascending; a view. */
export function documentsWith(postings: Postings, term: TermNumber, field: Field = 'body'): Uint32Array {
  const { starts, documents } = postings.fields[field];
  return documents.subarray(starts[term] ?? 0, starts[term + 1] ?? 0);
}

/** Documents with the term in the body, scored over body and title, times `weight`. */
export function scoreTerm(postings: Postings, term: TermNumber, weight: number): Matches {
  const documents = documentsWith(postings, term);
  if (documents.length === 0) return NO_MATCHES;
  const scores = scoreField(postings, term, 'body', weight);
  const titled = documentsWith(postings, term, 'title');
  const titleScores = scoreField(postings, term, 'title', weight * TITLE_BOOST);
  for (let index = 0, at = 0; index < titled.length; index++, at++) {
    while ((documents[at] ?? 0) < (titled[index] ?? 0)) at++;
    scores[at] = (scores[at] ?? 0) + (titleScores[index] ?? 0);
  }
  return { documents, scores };
}

/** Documents with the term in their title, scored over the title alone, times `weight`. */
export function scoreTitle(postings: Postings, term: TermNumber, weight: number): Matches {
  return {
    documents: documentsWith(postings, term, 'title'),
    scores: scoreField(postings, term, 'title', weight),
  };
}

/**
 * Scores of `documentsWith(term, field)`, in their order: weight · idf · (d + f (k+1) / (f + k (1 − b + b l/a))),
 * idf = ln(1 + (N − n + ½) / (n + ½)), with f occurrences, l the field's length and a its average over all N
 * documents, n of which have the term. This is `calcBM25Score` of MiniSearch 7.
 */
export function scoreField(postings: Postings, term: TermNumber, field: Field, weight: number): Float64Array {
  const { starts, documents, frequencies, lengths, averageLength } = postings.fields[field];
  const { k, b, d } = BM25;
  const start = starts[term] ?? 0;
  const scores = new Float64Array((starts[term + 1] ?? 0) - start);
  const unit = weight * inverseFrequency(postings.documentCount, scores.length);
  for (let index = 0; index < scores.length; index++) {
    const frequency = frequencies[start + index] ?? 0;
    const length = lengths[documents[start + index] ?? 0] ?? 0;
    scores[index] =
      unit * (d + (frequency * (k + 1)) / (frequency + k * (1 - b + (b * length) / averageLength)));
  }
  return scores;
}

function inverseFrequency(documentCount: number, matching: number): number {
  return Math.log(1 + (documentCount - matching + 0.5) / (matching + 0.5));
}
