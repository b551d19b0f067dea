// What a text consists of, found in one pass over it: most texts need none of the later ones.

import { mojibakeSign } from '../../decode/mojibake.ts';
import { mayCompose } from './white-space.ts';

/** Holds a character that mojibake may begin with. */
export const suspicious = 1;
/** White space is anything but single spaces. */
export const uneven = 2;
/** Holds a character that may have another composed form. */
export const composable = 4;
/** Holds `&`. */
export const ampersand = 8;
/** Holds one of `0` to `9`. */
export const numbered = 64;
/** Of a text that nobody looked at: it may be anything. */
export const unknownKinds = 79;

const invisible = 16;
const space = 32;

const kindsOfUnits = Uint8Array.from({ length: 0x1_0000 }, (_, unit) => kindsOfUnit(unit));

function kindsOfUnit(unit: number): number {
  const text = String.fromCharCode(unit);
  if (text === ' ') return space | invisible;
  return (
    (mojibakeSign.test(text) ? suspicious : 0) |
    (/\s/.test(text) ? uneven : 0) |
    (mayCompose.test(text) ? composable : 0) |
    (text === '&' ? ampersand : 0) |
    (text >= '0' && text <= '9' ? numbered : 0) |
    (unit <= 32 || unit === 0xa0 ? invisible : 0)
  );
}

/** The kinds of a text, and how many of its characters show. */
export function surveyText(text: string): { readonly kinds: number; readonly visible: number } {
  let kinds = 0;
  let hidden = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const own = kindsOfUnits[text.charCodeAt(at)] ?? 0;
    // Two spaces are uneven. Without a branch: which characters are spaces, no processor foresees.
    kinds |= own | ((own & before & space) >> 4);
    hidden += own & invisible;
    before = own;
  }
  return { kinds, visible: text.length - hidden / invisible };
}
