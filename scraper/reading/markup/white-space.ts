// White space of texts, changed only where it is not single spaces already: most texts are scanned once and returned as they are.

const uneven = /[^\S ]| {2}/;
const unevenRuns = /\s*[^\S ]\s*| {2,}/g;
/** Characters before U+0300 have no other composed form, nor have dashes, quotes and dots. */
export const mayCompose = /[\u0300-\u200f\u2028-\uffff]/;

/** Every run of white space, no-break spaces and byte order marks included, as one space. */
export function collapseSpace(text: string): string {
  return uneven.test(text) ? text.replace(unevenRuns, ' ') : text;
}

/** White space collapsed and trimmed, byte order marks taken out. */
export function tidy(text: string): string {
  const bare = text.includes('\ufeff') ? text.replaceAll('\ufeff', '') : text;
  return collapseSpace(bare.trim());
}

/** The text in Unicode's composed form (NFC). */
export function compose(text: string): string {
  return mayCompose.test(text) ? text.normalize('NFC') : text;
}
