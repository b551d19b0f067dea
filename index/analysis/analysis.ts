// The one way from text to words, for building and for asking: tokens, folding, stems, stop words, their fingerprint.
import { createHash } from 'node:crypto';
import { IndexError } from '../errors.ts';
import { FOLD_VERSION } from './fold.ts';
import type { Analysis } from './model.ts';
import { SPELLING_VERSION, spellingsOf } from './spellings.ts';
import { createStemmer, LANGUAGES, STEMMER_PACKAGE, STEMMING_VERSION } from './stem.ts';
import { stopWordsOf } from './stop-words.ts';
import { readWords, TOKENIZER_VERSION, tokenize, tokenizeForms } from './tokenize.ts';
import { WordWalker } from './word-walk.ts';

export type { Analysis, Token, WordSink } from './model.ts';

// Elided articles and pronouns stand before an apostrophe: l'amour, dell'arte, d'aigua, d'água, m'athair.
const ELIDING = new Set(['french', 'italian', 'catalan', 'portuguese', 'irish']);

/** Whether there is an analysis for the language: one of Snowball's, or `none` for no stemming and no stop words. */
export function isLanguage(language: string): boolean {
  return LANGUAGES.includes(language);
}

/**
 * The analysis of an archive's language.
 * @throws IndexError `unknown-language`
 */
export function createAnalysis(language = 'english'): Analysis {
  if (!isLanguage(language)) throw unknownLanguage(language);
  const rules = { apostrophesJoin: !ELIDING.has(language) };
  const stopWords = stopWordsOf(language);
  const spelling = spellingsOf(language);
  return {
    language,
    // Made when asked for: readers of shards cannot, and need not.
    get fingerprint() {
      return fingerprintOf(language, stopWords);
    },
    tokens: (text) => tokenize(text, rules),
    walk: (text, from) => new WordWalker(text, from, rules),
    forms: (text) => tokenizeForms(text, rules),
    readWords: (text, sink) => readWords(text, rules, sink),
    spelling,
    stem: createStemmer(language, spelling),
    isStopWord: (form) => stopWords.has(form),
  };
}

function fingerprintOf(language: string, stopWords: ReadonlySet<string>): string {
  const words = [...stopWords].sort().join(' ');
  const digest = createHash('sha256').update(words).digest('hex').slice(0, 8);
  const cut = `words ${TOKENIZER_VERSION}, folding ${FOLD_VERSION}, spellings ${SPELLING_VERSION}`;
  return `${cut}, ${STEMMER_PACKAGE} ${language} ${STEMMING_VERSION}, stop words ${digest}`;
}

function unknownLanguage(language: string): IndexError {
  return new IndexError('unknown-language', `"${language}" is no language that can be analysed.`, {
    hint: `Choose one of: ${LANGUAGES.join(', ')}.`,
  });
}
