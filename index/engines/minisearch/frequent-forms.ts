// Chooses the words that stand for a prefix when it has too many.
import type { FormNumber } from './dictionary.ts';
import type { Postings } from './postings.ts';

/** Frequencies told apart; all above are taken for one. */
const MAX_FREQUENCY = 4096;

/**
 * The forms of a span that most documents hold, at most `limit`, ascending; of equally frequent ones the first. Cost:
 * two walks over the span.
 */
export function frequentForms(
  postings: Postings,
  { start, end }: { readonly start: FormNumber; readonly end: FormNumber },
  limit: number,
): Uint32Array {
  const forms = new Uint32Array(Math.min(end - start, limit));
  if (end - start <= limit) return forms.map((_, index) => start + index);
  const { counts: frequencies } = postings.fields.body.lists;
  const counts = new Uint32Array(MAX_FREQUENCY + 1);
  for (let form = start; form < end; form++) {
    const frequency = Math.min(frequencies[form] ?? 0, MAX_FREQUENCY);
    counts[frequency] = (counts[frequency] ?? 0) + 1;
  }
  let least = MAX_FREQUENCY;
  let above = 0;
  while (least > 0 && above + (counts[least] ?? 0) <= limit) above += counts[least--] ?? 0;
  let room = limit - above;
  let taken = 0;
  for (let form = start; form < end && taken < limit; form++) {
    const frequency = Math.min(frequencies[form] ?? 0, MAX_FREQUENCY);
    if (frequency < least || (frequency === least && room-- <= 0)) continue;
    forms[taken++] = form;
  }
  return forms;
}
