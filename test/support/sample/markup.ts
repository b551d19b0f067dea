// Turns the light markup of the sample texts into the HTML that WordPress makes of a post or a comment.
// Lines: "> " quote, "\> " a typed angle, "- " list, blank line paragraph. Inline: *em*, **strong**, [text](url), {{raw}}.

/** Characters that the generator later writes as single windows-1252 bytes stand here, in the private use area. */
export const RAW_BYTE_START = 0xe000;

const WINDOWS_1252: Readonly<Record<string, number>> = {
  '…': 0x85,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '–': 0x96,
  '—': 0x97,
};

/** Text for use between tags and in attributes. */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (letter) => names[letter] ?? letter);
}

/** Escaped text with typographic quotes, as WordPress prints titles and names. */
export function texturize(text: string): string {
  return escapeHtml(text)
    .replace(/&quot;(?=\S)(?<=(^|[\s(—[*])&quot;)/g, '&#8220;')
    .replace(/&quot;/g, '&#8221;')
    .replace(/(^|[\s(—“[])'(?=\S)/g, '$1&#8216;')
    .replaceAll("'", '&#8217;');
}

/** The blocks of a text as HTML, one a line. */
export function renderText(text: string): string {
  return text
    .split(/\n{2,}/)
    .map(renderBlock)
    .join('\n');
}

/** The text alone, for excerpts and titles of feeds. */
export function plainText(text: string): string {
  return text
    .replace(/[*]|\{\{|\}\}|^(\\?>|-) /gm, '')
    .replace(/\[img:[^\]]*\]/g, '')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function renderBlock(block: string): string {
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('> '))) {
    return `<blockquote><p>${renderLines(lines.map((line) => line.slice(2)))}</p></blockquote>`;
  }
  if (lines.every((line) => line.startsWith('- '))) {
    return `<ul>\n${lines.map((line) => `<li>${renderInline(line.slice(2))}</li>`).join('\n')}\n</ul>`;
  }
  return `<p>${renderLines(lines.map((line) => line.replace(/^\\>/, '>')))}</p>`;
}

function renderLines(lines: readonly string[]): string {
  return lines.map(renderInline).join('<br />\n');
}

function renderInline(line: string): string {
  return texturize(line)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/\*(.+?)\*/g, '<em>$1</em>')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/(^|[\s(])(https?:\/\/[^\s<)]+)/g, '$1<a href="$2" rel="nofollow">$2</a>')
    .replace(/\{\{(.+?)\}\}/g, (_, raw: string) => [...raw].map(toRawByte).join(''));
}

function toRawByte(letter: string): string {
  return String.fromCodePoint(RAW_BYTE_START + (WINDOWS_1252[letter] ?? letter.codePointAt(0) ?? 0x3f));
}

/** The bytes of a page. Raw characters become one byte each, whatever the charset. */
export function encodePage(html: string, charset: 'utf-8' | 'windows-1252'): Uint8Array {
  const parts = [...html].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    const raw = code - RAW_BYTE_START;
    if (raw >= 0 && raw <= 0xff) return Buffer.from([raw]);
    if (charset === 'utf-8') return Buffer.from(letter, 'utf8');
    const byte = WINDOWS_1252[letter] ?? code;
    if (byte > 0xff) throw new Error(`windows-1252 has no "${letter}"`);
    return Buffer.from([byte]);
  });
  return Buffer.concat(parts);
}
