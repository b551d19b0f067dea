// Suggestions for what was typed so far, as JSON.
import type { Snapshot } from '../../index/snapshot/model.ts';
import { suggest } from '../../index/suggest.ts';
import type { AnswerTools, WrittenAnswer } from './answer.ts';
import type { Question } from './model.ts';

/** The API's answer. */
export async function answerSuggest(
  snapshot: Snapshot,
  { q, limit }: Extract<Question, { readonly kind: 'suggest' }>,
  { repairText }: Pick<AnswerTools, 'repairText'>,
): Promise<WrittenAnswer> {
  const suggestions = await suggest(snapshot, q, { limit, repairText });
  return {
    text: JSON.stringify({ query: q, suggestions }),
    contentType: 'application/json; charset=utf-8',
  };
}
