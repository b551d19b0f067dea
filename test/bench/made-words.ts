// The vocabulary of the made archive: real small words first, then invented ones in families of English endings, so that
// a stem has several forms; frequent words are shorter. No dictionary of the system is read.

import type { Random } from './random.ts';

/** Words in the order of their frequency. */
export interface Vocabulary {
  readonly words: readonly string[];
  /** The first so many are small words. */
  readonly smallWords: number;
}

const SMALL_WORDS =
  `the of to and a in is that it for you i was on with as be this are not have but at they or from by one what we all
  there an can if about so will would more when no do my your who which me has like just people out up time than them
  some get how think know their he his other into because then only even now really also any good much its make see way
  very could these want two first after our new use most over same well work been say said should does where something
  such too those many right why before still being here year back better need things long go read post comment day
  thing world find look mean question idea different believe maybe again actually reason every never might part`.split(
    /\s+/,
  );

const WORDS = 150_000;
const NUMBERS = 3_000;
/** No number is among the most frequent words. */
const FIRST_NUMBER = 400;

const ONSETS =
  'b br bl c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr r s sc sh sl sm sp st str sw t th tr v w wh'.split(
    ' ',
  );
const VOWELS = 'a a a e e e i i i o o o u u ai ea ee oa ou oo'.split(' ');
const CODAS = 'b ck d ft g l ll m mp n nd nt p r rd rk rm rn rt sh sk st t th x b d g l m n p r t'.split(' ');
const FAMILIES: readonly (readonly string[])[] = [
  ['', 's', 'ed', 'ing', 'er', 'ers'],
  ['', 's', 'less', 'ful'],
  ['', 'ly', 'ness', 'er', 'est'],
  ['', 's', 'ist', 'ists', 'ism'],
  ['', 'ed', 'ing', 'ation', 'ations', 'able', 'ment'],
  ['', 'al', 'ally', 'ity', 'ize', 'ized'],
];

/** 150,000 different words. */
export function makeVocabulary(random: Random): Vocabulary {
  const known = new Set(SMALL_WORDS);
  const invented: { readonly word: string; readonly key: number }[] = [];
  while (known.size < WORDS - NUMBERS) {
    const root = makeRoot(random);
    const rootKey = random.share() * (0.25 + Math.max(0, root.length - 3) / 6);
    for (const ending of random.pick(FAMILIES)) {
      const word = root + ending;
      if (known.has(word) || (ending !== '' && random.share() < 0.25)) continue;
      known.add(word);
      invented.push({ word, key: ending === '' ? rootKey : rootKey * (1 + 4 * random.share()) });
    }
  }
  invented.sort((a, b) => a.key - b.key || (a.word < b.word ? -1 : 1));
  const words = [...SMALL_WORDS, ...invented.map(({ word }) => word)];
  scatterNumbers(words, random);
  return { words, smallWords: SMALL_WORDS.length };
}

function makeRoot(random: Random): string {
  const share = random.share();
  const syllables = share < 0.25 ? 1 : share < 0.85 ? 2 : 3;
  let root = '';
  for (let syllable = 1; syllable <= syllables; syllable++) {
    root += random.pick(ONSETS) + random.pick(VOWELS);
    if (syllable === syllables || random.share() < 0.2) root += random.pick(CODAS);
  }
  return root;
}

/** Years and other numbers take places among the words, whose own places move to the end. */
function scatterNumbers(words: string[], random: Random): void {
  for (let count = 0; count < NUMBERS; count++) {
    const number = String(count < 120 ? 1_900 + count : random.below(1_000_000));
    const at = FIRST_NUMBER + Math.floor((words.length - FIRST_NUMBER) * random.share());
    words.push(words[at] ?? number);
    words[at] = number;
  }
}

/** Draws places of a list of `count`, the first ones most: Zipf-Mandelbrot with s = 1.07, q = 2.7. By Walker's alias method. */
export function createZipf(count: number, random: Random): () => number {
  const weights = Float64Array.from({ length: count }, (_, rank) => (rank + 3.7) ** -1.07);
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / count;
  const shares = weights.map((weight) => weight / mean);
  const aliases = new Uint32Array(count);
  const small: number[] = [];
  const large: number[] = [];
  for (const [rank, share] of shares.entries()) (share < 1 ? small : large).push(rank);
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop() ?? 0, large.pop() ?? 0];
    aliases[low] = high;
    shares[high] = (shares[high] ?? 0) + (shares[low] ?? 0) - 1;
    ((shares[high] ?? 0) < 1 ? small : large).push(high);
  }
  for (const rest of [...small, ...large]) shares[rest] = 1;
  return () => {
    const rank = random.below(count);
    return random.share() < (shares[rank] ?? 1) ? rank : (aliases[rank] ?? rank);
  };
}
