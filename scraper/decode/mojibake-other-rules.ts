// Decides whether a hit in a Mac Roman, windows-1251 or DOS reading is mojibake or correct text.
import { isLetter, isSmall } from './letters.ts';
import type { Hit } from './mojibake-hits.ts';
import type { Verdict } from './mojibake-rules.ts';

// Signs that follow a root, a negation or a comparison in formulas, where they are no mojibake.
const FORMULA = new Set(
  '\u03c0\u2211\u220f\u222b\u221e\u03a9\u2126\u00b5\u2202\u2264\u2265\u00b1\u2260\u00b0\u00ba',
);
// Punctuation that pages really use; other code points of the block are accidents.
const PUNCTUATION = new Set([
  0x2009, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2018,
  0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2020, 0x2021, 0x2022, 0x2026, 0x2028, 0x202f, 0x2030, 0x2032,
  0x2033, 0x2039, 0x203a, 0x20ac, 0x2122,
]);
// Grave, acute, circumflex, tilde, diaeresis, ring, caron, cedilla.
const ACCENTS = new Set([0x300, 0x301, 0x302, 0x303, 0x308, 0x30a, 0x30c, 0x327]);
const SPECIALS = new Set([0xfeff, 0xfffc, 0xfffd, 0xfe0f]);

/** Verdict for UTF-8 read as Mac Roman. */
export function judgeMacRoman(hit: Hit): Verdict {
  const { lead } = hit;
  if (lead === 0xc2) return judgeNegation(hit);
  if (lead >= 0xc3 && lead <= 0xc5) return judgeRoot(hit);
  if (lead === 0xcc) return ACCENTS.has(hit.codePoint) && isSmall(hit.before) ? 'certain' : 'no';
  if (lead === 0xe2) return judgeLowQuote(hit);
  if (lead === 0xef) return SPECIALS.has(hit.codePoint) ? 'certain' : 'no';
  if (lead === 0xf0) return hit.trails.startsWith('\u00fc') ? 'certain' : 'no';
  if (lead === 0xe1 && hit.codePoint >= 0x1e00)
    return isLetter(hit.before) || isLetter(hit.after) ? 'certain' : 'likely';
  // Quotation marks before accented letters are correct French and English: no such leads.
  const isScript = (lead >= 0xce && lead <= 0xd1) || (lead >= 0xd6 && lead <= 0xd9) || lead >= 0xe0;
  return isScript && hit.runLength > 2 ? 'certain' : 'no';
}

/** `¬` and another sign: U+00A0-U+00BF. */
function judgeNegation(hit: Hit): Verdict {
  if (hit.codePoint < 0xa0) return 'no';
  if (hit.codePoint === 0xad) return isLetter(hit.before) || isLetter(hit.after) ? 'certain' : 'likely';
  if (!FORMULA.has(hit.trails)) return 'certain';
  return /\d/.test(hit.before) ? 'certain' : 'likely';
}

/** `√`, `ƒ` or `≈` and another sign: a letter with an accent. */
function judgeRoot(hit: Hit): Verdict {
  const { before, after } = hit;
  if (!isLetter(String.fromCodePoint(hit.codePoint))) return /\d/.test(before) ? 'likely' : 'no';
  if (!FORMULA.has(hit.trails)) {
    const standsAlone = hit.lead === 0xc3 && !isLetter(hit.trails);
    return isLetter(before) || isLetter(after) || standsAlone ? 'certain' : 'likely';
  }
  // `n√πr` may be a formula, `M√∫sica` is none.
  return isLetter(before) && isSmall(after) && isSmall(hit.afterNext) ? 'certain' : 'likely';
}

/** `‚` and two signs: punctuation and symbols. */
function judgeLowQuote(hit: Hit): Verdict {
  if (PUNCTUATION.has(hit.codePoint)) return 'certain';
  if (hit.codePoint > 0x2bff) return 'no';
  // A quotation that opens with two accented letters is German, if unusual.
  const areLetters = isLetter(hit.trails.charAt(0)) && isLetter(hit.trails.charAt(1));
  return areLetters ? 'likely' : 'certain';
}

/** Verdict for UTF-8 read as windows-1251, a Cyrillic table. */
export function judgeWindows1251(hit: Hit): Verdict {
  if (hit.lead === 0xe2) return PUNCTUATION.has(hit.codePoint) ? 'certain' : 'no';
  if (hit.lead >= 0xc2 && hit.lead <= 0xc5) return judgeAmongLatin(hit);
  if (hit.lead !== 0xd0 && hit.lead !== 0xd1) return 'no';
  if (hit.runLength > 2) return 'certain';
  return isLetter(hit.before) || isLetter(hit.after) ? 'no' : 'likely';
}

/** A Cyrillic capital glued to small Latin letters. */
function judgeAmongLatin({ lead, trails, before, after }: Hit): Verdict {
  if (/[a-z]/.test(before)) return 'certain';
  // A Russian preposition or initial, a no-break space, a Latin name: correct.
  if (lead !== 0xc3 || /[\u00a0\u2026\u2013-\u201e\u00ab\u00bb]/.test(trails)) return 'no';
  return !isLetter(before) && /[a-z]/.test(after) ? 'certain' : 'no';
}

/** Verdict for UTF-8 read as a DOS code page (437 or 850). */
export function judgeDos(hit: Hit): Verdict {
  const { lead, before, after } = hit;
  if (lead === 0xe2) return PUNCTUATION.has(hit.codePoint) ? 'certain' : 'no';
  if (lead === 0xd0 || lead === 0xd1) return hit.runLength > 2 ? 'certain' : 'no';
  if (lead !== 0xc2 && lead !== 0xc3) return 'no';
  const isBox = /[\u2500-\u259f]/.test(hit.trails);
  if (isBox) return isLetter(before) && isLetter(after) ? 'certain' : 'no';
  if (isLetter(before) || /\d/.test(before)) return 'certain';
  return lead === 0xc3 && isSmall(after) ? 'certain' : 'likely';
}
