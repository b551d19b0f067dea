// Folds a word: what looks the same to a reader becomes the same. No tokenizing, no stemming.

/** Raise when a form changes: it is part of the analysis fingerprint. */
export const FOLD_VERSION = 3;

// Letters that Unicode does not take apart, and that readers write without their strokes or ties.
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ȷ', 'j'],
  ['ł', 'l'],
  ['ŋ', 'n'],
  ['þ', 'th'],
  ['ŧ', 't'],
  ['ƀ', 'b'],
  ['ɨ', 'i'],
  ['ς', 'σ'],
]);

// Marks that are accents, points or vowel signs a reader may leave out: Latin, Greek and Cyrillic accents, Hebrew
// and Arabic points, variation selectors. Vowel signs of Indic and Thai script and voiced kana are letters: they stay.
const ACCENTS: readonly (readonly [first: number, last: number])[] = [
  [0x0300, 0x036f],
  [0x0483, 0x0487],
  [0x0591, 0x05c7],
  [0x0610, 0x061a],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06ed],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xe0100, 0xe01ef],
];
// ʻ and ʼ are letters to Unicode; here they are apostrophes, which the tokenizer reads. U+0640 only makes an Arabic word longer.
const WORD_CHARACTER = /^(?![\u02bb\u02bc\u0640])[\p{L}\p{M}\p{N}]$/u;
const MARK = /^\p{M}$/u;

/** Letters to Unicode that fold to nothing, since to the reader they are marks. */
export const VANISHING_LETTERS: ReadonlySet<number> = new Set([
  0x037a, 0x0640, 0x06e5, 0x06e6, 0xfc5e, 0xfc5f, 0xfc60, 0xfc61, 0xfc62, 0xfc63, 0xfcf2, 0xfcf3, 0xfcf4,
  0xfe70, 0xfe71, 0xfe72, 0xfe74, 0xfe76, 0xfe77, 0xfe78, 0xfe79, 0xfe7a, 0xfe7b, 0xfe7c, 0xfe7d, 0xfe7e,
  0xfe7f,
]);

const BREVE = '\u0306';
const DIAERESIS = '\u0308';

/**
 * The folded form: compatibility forms (ﬁ, full width, 𝔥), case, accents and invisible characters aside. й, ў and ї
 * stay letters of their own, ё is е. Only letters, marks and numbers come out; may be empty. Folding again changes nothing.
 */
export function fold(word: string): string {
  if (isAscii(word)) return word.toLowerCase();
  let folded = '';
  let base = '';
  for (const character of word.normalize('NFKD').toLowerCase().normalize('NFD')) {
    if (!keeps(base, character)) continue;
    folded += LETTERS.get(character) ?? character;
    if (!MARK.test(character)) base = character;
  }
  return folded.normalize('NFC');
}

function keeps(base: string, character: string): boolean {
  if (isAccent(character)) return isLetterOfItsOwn(base, character);
  return WORD_CHARACTER.test(character);
}

function isAccent(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  return ACCENTS.some(([first, last]) => codePoint >= first && codePoint <= last);
}

function isLetterOfItsOwn(base: string, mark: string): boolean {
  if (mark === BREVE) return base === 'и' || base === 'у';
  return mark === DIAERESIS && base === 'і';
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
