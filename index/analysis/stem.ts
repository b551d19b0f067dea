// Stems of forms, through the Snowball port, remembered: the package takes about 8 µs a word.
import snowball from 'snowball-stemmers';
import { fold } from './fold.ts';
import { endingRestorer } from './restore-endings.ts';

/** The installed version: part of the analysis fingerprint, checked by a test. */
export const STEMMER_PACKAGE = 'snowball-stemmers@0.6.0';

/** Raise when stems change though the package does not: it is part of the analysis fingerprint. */
export const STEMMING_VERSION = 2;

/** Of each generation. */
const CACHE_SIZE = 100_000;

/** Languages with a stemmer, and `none`. */
export const LANGUAGES: readonly string[] = ['none', ...snowball.algorithms()];

/**
 * A function from form to stem for a language of `LANGUAGES`; `spelling` makes two spellings one. It remembers at most
 * 200,000 forms, in two generations: when the younger is full, the older is forgotten, and what is still asked for comes along.
 */
export function createStemmer(
  language: string,
  spelling: (form: string) => string,
): (form: string) => string {
  if (language === 'none') return (form) => form;
  const stemFolded = foldedStemmer(language);
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (form) => {
    const known = young.get(form);
    if (known !== undefined) return known;
    if (young.size >= CACHE_SIZE) {
      old = young;
      young = new Map();
    }
    // An algorithm may leave nothing of a short word; the word then stands for itself.
    const stem = old.get(form) ?? (stemFolded(spelling(form)) || form);
    // A copy: the form may be a piece of a long text, which it would keep.
    young.set(Buffer.from(form).toString(), stem);
    return stem;
  };
}

// Endings behind an apostrophe: Turkish writes all of them so after names (Türkiye'de), others a genitive or plural (foto's).
const APOSTROPHE_ENDINGS: Readonly<Record<string, RegExp>> = {
  turkish: /'.*$/,
  danish: /'s?$/,
  dutch: /'s?$/,
  german: /'s?$/,
  norwegian: /'s?$/,
  swedish: /'s?$/,
};

/** Forms are folded, and so are stems; in between endings have the accents that the language's algorithm knows them by. */
function foldedStemmer(language: string): (form: string) => string {
  const stemmer = snowball.newStemmer(language);
  const restore = endingRestorer(language);
  const ending = APOSTROPHE_ENDINGS[language];
  const bare = (form: string): string => (ending === undefined ? form : form.replace(ending, ''));
  return restore === null
    ? (form) => stemmer.stem(bare(form))
    : (form) => fold(stemmer.stem(restore(bare(form))));
}
