// Makes text out of an archive safe to show in a terminal: no control character, escape sequence or direction override survives.

// All controls but tab and line feed, line separators, and the controls that reorder a line.
const UNSAFE = /(?![\t\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const UNSAFE_IN_JSON = /[\u007f-\u009f\u2028\u2029]/g;

/** The text on one line: each run of white space one space, unsafe characters shown as `\u{…}` with their number. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

/** The text with every unsafe character written as `\u{…}`; tabs and line feeds stay. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSAFE, (found) => `\\u{${codeOf(found)}}`);
}

/** JSON on one line, or indented by `indent` spaces; controls that JSON allows but a terminal obeys are escaped too. */
export function printableJson(value: unknown, indent = 0): string {
  const json = JSON.stringify(value, null, indent);
  return json.replace(UNSAFE_IN_JSON, (found) => `\\u${codeOf(found).padStart(4, '0')}`);
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16);
}
