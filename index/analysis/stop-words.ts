// Small words that carry no meaning beside others, as folded forms.
import { fold } from './fold.ts';
import { STOP_WORD_LISTS } from './stop-word-lists.ts';

/** Stop words of a language, as folded forms; empty for a language without a list. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const list = STOP_WORD_LISTS[language] ?? '';
  return new Set(
    list
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(foldWord),
  );
}

/** Apostrophes stay inside a form, folding leaves letters alone. */
function foldWord(word: string): string {
  return word.split("'").map(fold).join("'");
}
