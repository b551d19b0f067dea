// windows-1252 as browsers decode it: all 256 bytes have a character, the five unassigned ones a C1 control.
// Own table: iconv-lite gives U+FFFD for those five, and Node 20's TextDecoder leaves 0x80-0x9F undecoded.

/** Characters of the bytes 0x80-0x9F, in order. */
export const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

// windows-1252 has characters where Latin-1 has these controls.
const C1 = /[\u0080-\u009f]/g;

/** Replaces every C1 control by the character that windows-1252 has in its place. Linear. */
export function readC1AsWindows1252(text: string): string {
  return text.replace(C1, (control) => WINDOWS_1252_HIGH.charAt(control.charCodeAt(0) - 0x80));
}

/** Decodes every byte; never fails. Linear. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return readC1AsWindows1252(latin1);
}
