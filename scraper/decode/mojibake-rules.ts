// Decides whether a hit in a windows-1252 reading is mojibake or correct text that only looks like it.
import { isCapital, isLetter, isSmall } from './letters.ts';
import type { Hit } from './mojibake-hits.ts';
import { readC1AsWindows1252 } from './windows-1252.ts';

/**
 * `certain` hits are repaired. A `likely` one only beside a certain one (for `Â` and `Ã`: beside another likely one):
 * correct text has such sequences, if rarely. The rest is left alone.
 */
export type Verdict = 'certain' | 'likely' | 'no';

// What correctly follows a word, without a space: `amanh\u00e3\u2026\u201d`, `\u00e9t\u00e9 \u00bb` with its no-break space.
const FOLLOWS_WORD = new Set(
  '\u00a0\u00ad\u2026\u2019\u2018\u201c\u201d\u00bb\u00ab\u2013\u2014\u203a\u2039\u201e\u201a',
);
// What correctly follows a capital as well: trade marks, degrees, ordinals, notes.
const FOLLOWS_CAPITAL = new Set('\u00ae\u2122\u00b0\u00aa\u00ba\u00b4\u00b9\u00b2\u00b3\u2022\u00b7');
// Quotation marks that no letter follows or that follow no letter: glued between letters they are no quotes.
const QUOTES = new Set('\u201c\u201d\u2018\u00ab\u00bb\u2039\u203a\u201e\u201a');
const ENDS_CLAUSE = /[\d.,;:!?)\]\u2026"']/;

/** Verdict for UTF-8 read as windows-1252. */
export function judgeWindows1252(hit: Hit): Verdict {
  const { lead, trails, runTrails } = hit;
  const plainRun = readC1AsWindows1252(runTrails);
  if (plainRun === runTrails) return judgePlain(hit);
  const plain = readC1AsWindows1252(trails);
  if (plain !== trails && (lead === 0xc2 || lead === 0xc3 || lead === 0xe2)) return 'certain';
  // A control after another letter may be a quotation mark of its own.
  return judgePlain({ ...hit, trails: plain, runTrails: plainRun });
}

function judgePlain(hit: Hit): Verdict {
  const { lead } = hit;
  if (lead === 0xc2) return judgeSymbol(hit);
  if (lead === 0xc3) return judgeLatin(hit);
  if (lead === 0xc4 || lead === 0xc5) return judgeLatinExtended(hit);
  if (lead >= 0xc6 && lead <= 0xcd) return judgeRareLatin(hit);
  if (lead >= 0xce && lead <= 0xdb) return judgeOtherScript(hit);
  if (lead === 0xe2) return judgePunctuation(hit);
  if (lead === 0xe1) return judgeVietnamese(hit);
  if (lead === 0xef) return judgeSpecials(hit);
  if (lead === 0xf0) return /^[\u0178\u0090\u009d]/.test(hit.trails) ? 'certain' : 'no';
  return lead >= 0xe0 && lead <= 0xed ? judgeOtherScript(hit) : 'no';
}

/** `Â` and a symbol: U+0080-U+00BF. */
function judgeSymbol(hit: Hit): Verdict {
  const common = judgeCapitalPair(hit);
  if (common !== 'no') return common;
  if (ENDS_CLAUSE.test(hit.before)) return 'certain';
  // `« Â »` with its no-break spaces is a letter that is spoken of.
  const isSpokenOf = hit.trails === '\u00a0' && hit.before === '\u00a0';
  return isLetter(hit.before) || isSpokenOf ? 'no' : 'likely';
}

/** `Ã` and a symbol: a Latin letter with an accent. */
function judgeLatin(hit: Hit): Verdict {
  const common = judgeCapitalPair(hit);
  if (common !== 'no') return common;
  return hit.trails === '\u00a0' && !isLetter(hit.before) ? 'likely' : 'no';
}

function judgeCapitalPair(hit: Hit): Verdict {
  const { trails, before, after } = hit;
  if (isSmall(before) || hit.runLength > 1) return 'certain';
  if (FOLLOWS_CAPITAL.has(trails)) return isCapital(before) ? 'likely' : 'certain';
  if (!FOLLOWS_WORD.has(trails)) return 'certain';
  const isGlued = QUOTES.has(trails) && (isSmall(after) || (isLetter(before) && isLetter(after)));
  return isGlued ? 'certain' : 'no';
}

/** `Ä` or `Å` and a symbol: Polish, Czech, Turkish letters. */
function judgeLatinExtended(hit: Hit): Verdict {
  const { trails, before, after } = hit;
  if (isSmall(before)) return 'certain';
  if (hit.runLength > 1 && isOdd(hit.runTrails)) return 'certain';
  if (isCapital(before) && (isLetter(trails) || FOLLOWS_CAPITAL.has(trails))) return 'no';
  if (isOdd(trails)) return isLetter(before) || isLetter(after) ? 'certain' : 'likely';
  return (QUOTES.has(trails) || FOLLOWS_CAPITAL.has(trails)) && isSmall(after) ? 'certain' : 'no';
}

/** `Æ`-`Í` and a symbol: Romanian and Vietnamese letters, phonetic ones, combining accents. */
function judgeRareLatin(hit: Hit): Verdict {
  const { lead, trails, before, after } = hit;
  const isRomanian = lead <= 0xc8;
  const isWordPart = isRomanian || isOdd(trails) || isSmall(after);
  if (isSmall(before)) return isWordPart ? 'certain' : 'no';
  return isRomanian && !isLetter(before) && isSmall(after) && !/[\u2019\u00a0]/.test(trails)
    ? 'certain'
    : 'no';
}

/** Scripts that make words of such sequences: a single one is not told from an accented letter before a symbol. */
function judgeOtherScript(hit: Hit): Verdict {
  if (hit.runLength > 1) return isOdd(hit.runTrails) ? 'certain' : 'no';
  // One-letter words of Greek and Cyrillic; `à £5` with its no-break space is correct.
  return hit.lead < 0xe0 && isOdd(hit.trails) && !isLetter(hit.before) ? 'likely' : 'no';
}

/** `â` and two symbols: general punctuation, arrows, mathematical and other signs. */
function judgePunctuation(hit: Hit): Verdict {
  if (hit.codePoint > 0x2bff) return judgeOtherScript(hit);
  if (hit.trails.startsWith('\u20ac') || hit.codePoint === 0x2122) return 'certain';
  return isOdd(hit.runTrails) ? 'certain' : 'no';
}

/** `á` and two symbols: U+1E00-U+1EFF and scripts. */
function judgeVietnamese(hit: Hit): Verdict {
  if (hit.codePoint < 0x1e00 || hit.codePoint > 0x1eff) return judgeOtherScript(hit);
  const isInWord = isLetter(hit.before) || isLetter(hit.after);
  if (isOdd(hit.trails)) return isInWord ? 'certain' : 'likely';
  return isLetter(hit.before) && isSmall(hit.after) && QUOTES.has(hit.trails.charAt(1)) ? 'certain' : 'no';
}

/** `ï` and two symbols: byte order mark, replacement character, full-width forms. */
function judgeSpecials(hit: Hit): Verdict {
  if (hit.codePoint === 0xfeff || hit.codePoint === 0xfffd || hit.codePoint === 0xfffc) return 'certain';
  return hit.codePoint >= 0xfe00 && isOdd(hit.runTrails) ? 'certain' : 'no';
}

function isOdd(trails: string): boolean {
  for (const character of trails)
    if (!FOLLOWS_WORD.has(character) && !FOLLOWS_CAPITAL.has(character)) return true;
  return false;
}
