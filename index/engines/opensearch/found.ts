// Documents as the cluster names them, on the way to an answer.
import type { EngineHit } from '../../engine.ts';
import type { DocumentId, Sort, ThreadId } from '../../model.ts';
import type { FewDocument } from '../few-documents.ts';
import { type ClusterHit, fieldNumber, fieldText } from './answers.ts';
import type { Numbering } from './numbering.ts';

/** One found document. */
export interface FoundDocument {
  /** Ours: dense, in the order of the snapshot. */
  readonly ordinal: number;
  /** As the cluster has it. */
  readonly thread: number;
  readonly threadId: ThreadId;
  readonly hit: EngineHit;
}

/** What is asked of each hit that is only listed. */
export const LISTED = {
  _source: false,
  docvalue_fields: ['id', 'threadId', 'ordinal', 'thread'],
} as const;

/** Of equal ones the order of the archive decides, which has the post before its comments. */
export function sortOf(sort: Sort): readonly unknown[] {
  const byOrdinal = { ordinal: 'asc' };
  switch (sort) {
    case 'relevance':
      return [{ _score: 'desc' }, byOrdinal];
    case 'newest':
      return [{ instant: { order: 'desc', missing: '_last' } }, byOrdinal];
    case 'oldest':
      return [{ instant: { order: 'asc', missing: '_last' } }, byOrdinal];
    case 'discussed':
      return [{ comments: 'desc' }, { _score: 'desc' }, byOrdinal];
    default:
      return sort satisfies never;
  }
}

/** A hit with the fields of `LISTED`. */
export function listedDocument(found: ClusterHit, documents: Numbering): FoundDocument {
  const ordinal = documents.dense(fieldNumber(found, 'ordinal'));
  return {
    ordinal,
    thread: fieldNumber(found, 'thread'),
    threadId: fieldText(found, 'threadId') as ThreadId,
    hit: { id: fieldText(found, 'id') as DocumentId, ordinal, score: found._score ?? 0 },
  };
}

/** A hit that was sent with all that is kept of it. */
export function sourceDocument(
  { _source: source = {}, _score }: ClusterHit,
  documents: Numbering,
): FoundDocument {
  const ordinal = documents.dense(Number(source.ordinal ?? 0));
  return {
    ordinal,
    thread: Number(source.thread ?? 0),
    threadId: String(source.threadId ?? '') as ThreadId,
    hit: { id: String(source.id ?? '') as DocumentId, ordinal, score: _score ?? 0 },
  };
}

/** Its words, as they were read when the index was built. */
export function fewDocument({ _source: source = {} }: ClusterHit, documents: Numbering): FewDocument {
  const [bodyLength = 0, titleLength = 0] = numbers(source.lengths);
  return {
    ordinal: documents.dense(Number(source.ordinal ?? 0)),
    parts: Array.isArray(source.body) ? source.body.map(String) : [],
    quotes: numbers(source.quotes),
    checkpoints: numbers(source.checkpoints),
    bodyLength,
    titleLength,
    telling: pairs(source.telling),
  };
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

/** Stems and weights stand one behind the other. */
function pairs(value: unknown): FewDocument['telling'] {
  const flat = Array.isArray(value) ? value : [];
  return Array.from({ length: flat.length >>> 1 }, (_, at) => [
    String(flat[2 * at]),
    Number(flat[2 * at + 1]),
  ]);
}
