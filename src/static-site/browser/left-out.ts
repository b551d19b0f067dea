// Says what of a query this page leaves out, by name.
import { looksLikeAddress } from '../../../index/directory/address.ts';
import type { SearchAnswer, SearchRequest } from '../../../index/model.ts';

/** One sentence each; none when nothing was left out. */
export function leftOut(
  { q }: Pick<SearchRequest, 'q'>,
  { interpreted, totalHits, relaxed }: Pick<SearchAnswer, 'interpreted' | 'totalHits' | 'relaxed'>,
): readonly string[] {
  const sentences = [
    /\p{L}~/u.test(interpreted) &&
      'Similar spelling (word~) is left out in this copy of the archive: only the word itself was looked for.',
    looksLikeAddress(q) && 'Old addresses cannot be looked up in this copy of the archive.',
    (totalHits === 0 || relaxed !== null) &&
      'Misspelt words are not corrected in this copy of the archive: look at the spelling.',
  ];
  return sentences.filter((sentence) => sentence !== false);
}
