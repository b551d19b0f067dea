// What the archive holds, as numbers.
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { WrittenAnswer } from './answer.ts';
import type { Question } from './model.ts';

/** The API's answer. */
export async function answerStats(
  { manifest }: Snapshot,
  { version }: Extract<Question, { readonly kind: 'stats' }>,
): Promise<WrittenAnswer> {
  const { counts, firstAt, lastAt, id, builtAt, engine } = manifest;
  const answer = { ...counts, firstAt, lastAt, snapshot: { id, builtAt }, engine, version };
  return { text: JSON.stringify(answer), contentType: 'application/json; charset=utf-8' };
}
