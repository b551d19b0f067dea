// Raw WordPress text to HTML: its line ends are the paragraphs, as they are when WordPress prints it.

const BLOCKS = new Set(
  (
    'table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address ' +
    'math style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer nav figure ' +
    'figcaption details menu summary center script textarea'
  ).split(' '),
);
const KEPT_WHOLE = new Set(['pre', 'script', 'style', 'textarea', 'svg']);
const TAG_NAME = /<\/?([a-z][a-z0-9]*)/iy;
const BLOCK_COMMENT = /^<!--\s+(\/?)wp:/;

interface Tag {
  readonly text: string;
  readonly end: number;
}

/**
 * HTML with a `<br>` for each line end outside of tags, of `<pre>` and of what the block editor wrote, except beside
 * block elements; comments (`<!--more-->`, block delimiters) are taken out. Linear.
 */
export function markParagraphs(raw: string): string {
  const html = raw.replace(/\r\n?/g, '\n');
  const out: string[] = [];
  let at = 0;
  let editorDepth = 0;
  let before: 'block' | 'break' | 'text' = 'block';
  const write = (end: number, isBeforeBlock: boolean): void => {
    const text = html.slice(at, end);
    if (text === '') return;
    out.push(editorDepth > 0 ? text : breakLines(text, before, isBeforeBlock));
    if (text.trim() !== '') before = 'text';
  };
  for (const { start, tag } of findTags(html)) {
    const name = nameOf(tag.text);
    const isBlock = name !== '' && BLOCKS.has(name);
    write(start, isBlock);
    at = tag.end;
    if (name === '') {
      editorDepth = depthAfter(tag.text, editorDepth);
      if (/^<!--\s*nextpage/.test(tag.text)) out.push('<br><br>');
      continue;
    }
    out.push(tag.text);
    before = isBlock ? 'block' : name === 'br' ? 'break' : 'text';
  }
  write(html.length, true);
  return out.join('');
}

/** Comments, tags, and elements whose inside is kept as it is, in order. */
function* findTags(html: string): Iterable<{ readonly start: number; readonly tag: Tag }> {
  for (let start = html.indexOf('<'); start >= 0; ) {
    const tag = readTag(html, start);
    if (tag) yield { start, tag };
    start = html.indexOf('<', tag?.end ?? start + 1);
  }
}

function readTag(html: string, start: number): Tag | null {
  if (html.startsWith('<!--', start)) {
    const end = html.indexOf('-->', start + 4);
    return tagTo(html, start, end < 0 ? html.length : end + 3);
  }
  const name = tagNameAt(html, start);
  if (name === '') return null;
  const close = html.indexOf('>', start);
  // Without another `>` the rest is no markup; it is taken as one piece so that nothing is looked at twice.
  const end = close < 0 ? html.length : close + 1;
  if (html[start + 1] === '/' || !KEPT_WHOLE.has(name)) return tagTo(html, start, end);
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = end;
  return tagTo(html, start, closing.exec(html)?.index ?? html.length);
}

function tagTo(html: string, start: number, end: number): Tag {
  return { text: html.slice(start, end), end };
}

function tagNameAt(html: string, start: number): string {
  TAG_NAME.lastIndex = start;
  return TAG_NAME.exec(html)?.[1]?.toLowerCase() ?? '';
}

/** Empty for comments. */
function nameOf(tag: string): string {
  return tagNameAt(tag, 0);
}

/** How many blocks of the block editor are open: inside of them a line end is only a space. */
function depthAfter(comment: string, depth: number): number {
  const block = BLOCK_COMMENT.exec(comment);
  if (block === null) return depth;
  if (block[1] === '/') return Math.max(0, depth - 1);
  return comment.endsWith('/-->') ? depth : depth + 1;
}

function breakLines(text: string, before: 'block' | 'break' | 'text', isBeforeBlock: boolean): string {
  let lines = text;
  if (before === 'block') lines = lines.replace(/^\s*\n\s*/, ' ');
  else if (before === 'break') lines = lines.replace(/^[ \t]*\n/, ' ');
  if (isBeforeBlock) lines = lines.trimEnd();
  return lines.replaceAll('\n', '<br>\n');
}
