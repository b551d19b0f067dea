// Which letters a word has, as bits: two words whose sets differ much cannot be near each other.

/** A bit for every letter, by the lowest five bits of its UTF-16 unit: unlike letters may share one. */
export function lettersOf(form: string): number {
  let letters = 0;
  for (let at = 0; at < form.length; at++) letters |= 1 << (form.charCodeAt(at) & 31);
  return letters;
}

/** Letters that one of two words has and the other has not, as far as the bits tell. */
export function differingLetters(a: number, b: number): number {
  const bits = a ^ b;
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
