// What stands at an old address, as JSON.
import { type ResolvedDocument, resolveAddress } from '../../index/resolve.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { WrittenAnswer } from './answer.ts';
import type { Question } from './model.ts';

/** The answer of the API. */
export interface ResolveAnswer {
  readonly url: string;
  /** Never empty; several when the address is that of several. */
  readonly matches: readonly ResolvedDocument[];
}

/** Null when nobody knows the address. */
export async function answerResolve(
  snapshot: Snapshot,
  { url }: Extract<Question, { readonly kind: 'resolve' }>,
): Promise<WrittenAnswer | null> {
  const matches = await resolveAddress(snapshot, url);
  if (matches.length === 0) return null;
  const answer: ResolveAnswer = { url, matches };
  return { text: JSON.stringify(answer), contentType: 'application/json; charset=utf-8' };
}
