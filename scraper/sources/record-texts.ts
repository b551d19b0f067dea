// Cleans the texts of a record: mojibake, line ends, characters that no text may hold. Quoted ranges move along.
import { repairMojibake } from '../decode/mojibake.ts';
import type { TextRange } from '../model.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const BARE_ADDRESS = /\bhttps?:\/\/[^\s<>"'\u00ab\u00bb\u201c\u201d\u2018\u2019\u3001\u3002]{1,2000}/gi;
const MAX_LINKS = 1_000;

/** Text without mojibake, with `\n` line ends, without control characters and halves of surrogate pairs. */
export function cleanText(text: string): string {
  const wellFormed = text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  return repairMojibake(wellFormed).text;
}

/** One line of text: a title, a name, a tag. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** A cleaned text with the same quoted parts. `quotes` are sorted and do not overlap. */
export function cleanQuotedText(
  text: string,
  quotes: readonly TextRange[],
): { readonly text: string; readonly quotes: readonly TextRange[] } {
  let cleaned = '';
  let from = 0;
  const moved: TextRange[] = [];
  for (const [start, end] of quotes) {
    cleaned += cleanText(text.slice(from, start));
    const movedStart = cleaned.length;
    cleaned += cleanText(text.slice(start, end));
    moved.push([movedStart, cleaned.length]);
    from = end;
  }
  return { text: cleaned + cleanText(text.slice(from)), quotes: moved };
}

/** An absolute http(s) address, or null. */
export function cleanAddress(address: string): string | null {
  const trimmed = address.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  return new URL(trimmed).href;
}

/** Addresses of `named`, then those that stand bare in `text`: http(s), in order, without repeats; 1,000 at most. */
export function collectLinks(named: readonly string[], text: string): readonly string[] {
  const links = new Set<string>();
  const add = (address: string) => {
    const link = cleanAddress(address);
    if (link !== null && links.size < MAX_LINKS) links.add(link);
  };
  named.forEach(add);
  for (const [address] of text.matchAll(BARE_ADDRESS)) add(withoutPunctuation(address));
  return [...links];
}

/** Punctuation at the end is the sentence's; so is a closing bracket, unless the address opens one. */
function withoutPunctuation(address: string): string {
  const closes = address.includes('(') ? '' : ')';
  let end = address.length;
  while (end > 0 && `.,;:!?*_]}${closes}`.includes(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}
