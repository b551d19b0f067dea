// Stems of forms, through the Snowball port, remembered: the package takes about 8 µs a word.
import snowball from 'snowball-stemmers';

/** The installed version: part of the analysis fingerprint, checked by a test. */
export const STEMMER_PACKAGE = 'snowball-stemmers@0.6.0';

const CACHE_SIZE = 50_000;

/** Languages with a stemmer, and `none`. */
export const LANGUAGES: readonly string[] = ['none', ...snowball.algorithms()];

/**
 * A function from form to stem for a language of `LANGUAGES`. Its cache holds at most 50,000 forms and starts over
 * when full.
 */
export function createStemmer(language: string): (form: string) => string {
  if (language === 'none') return (form) => form;
  const stemmer = snowball.newStemmer(language);
  const stems = new Map<string, string>();
  return (form) => {
    const known = stems.get(form);
    if (known !== undefined) return known;
    if (stems.size >= CACHE_SIZE) stems.clear();
    // An algorithm may leave nothing of a short word; the word then stands for itself.
    const stem = stemmer.stem(form) || form;
    stems.set(form, stem);
    return stem;
  };
}
