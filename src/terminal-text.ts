// Makes text out of an archive safe to show in a terminal: no control character, escape sequence or direction override survives.

// All controls but tab and line feed, line separators, and the controls that reorder a line.
const UNSAFE = /(?![\t\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes begin with one
const STYLE = /\u001b\[\d*m/g;
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
  return safeJson(JSON.stringify(value, null, indent));
}

/** JSON that is printed already, with controls that JSON allows but a terminal obeys escaped. */
function safeJson(json: string): string {
  return json.replace(UNSAFE_IN_JSON, (found) => `\\u${codeOf(found).padStart(4, '0')}`);
}

/** The same for JSON in UTF-8. Most has nothing to escape and comes back as it is. */
export function safeJsonBytes(json: Buffer): Buffer {
  return holdsUnsafe(json) ? Buffer.from(safeJson(json.toString())) : json;
}

/** DEL, the line separators, or a C1 control: a byte C2 with one below A0 behind it. */
function holdsUnsafe(json: Buffer): boolean {
  if (json.includes(0x7f) || json.includes('\u2028') || json.includes('\u2029')) return true;
  for (let at = json.indexOf(0xc2); at >= 0; at = json.indexOf(0xc2, at + 1))
    if ((json[at + 1] ?? 0) < 0xa0) return true;
  return false;
}

/**
 * The line in pieces of at most `columns`, cut at spaces; a longer word stays whole, so that addresses can be copied.
 * What goes on stands below the text, past indentation and a number or dash. Escapes that style take no room.
 */
export function wrapLine(line: string, columns: number): readonly string[] {
  const start = /^ *(?:\d+\. |- )?/.exec(line)?.[0] ?? '';
  const [first = '', ...words] = line.slice(start.length).split(' ');
  const lines: string[] = [];
  let current = start + first;
  for (const word of words) {
    if (widthOf(current) + 1 + widthOf(word) <= columns) current += ` ${word}`;
    else {
      lines.push(current.trimEnd());
      current = ' '.repeat(start.length) + word;
    }
  }
  return [...lines, current];
}

function widthOf(text: string): number {
  return [...text.replace(STYLE, '')].length;
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16);
}
