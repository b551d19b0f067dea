// Finds where tags, remarks and raw text end, as far as the standard and htmlparser2 agree on it.

/** Thrown where tags alone do not tell the standard's tree. */
export class Undecided extends Error {}

/** A start tag. Offsets count from the start of the page. */
export interface StartTag {
  /** In lower case. */
  readonly name: string;
  /** One past `>`. */
  readonly end: number;
  readonly isSelfClosing: boolean;
}

const quote = 34;
const apostrophe = 39;
const slash = 47;
const equals = 61;
const greater = 62;

/** What drawings are made of; other tags end a drawing, or hold markup of the page again. */
const drawingTags = new Set(
  'circle clippath defs desc ellipse g line lineargradient mask path polygon polyline radialgradient rect stop symbol title use'.split(
    ' ',
  ),
);

/** Reads the start tag at `<`, a letter behind it. @throws Undecided */
export function readStartTag(html: string, at: number): StartTag {
  const nameEnd = endOfName(html, at + 1);
  const name = html.slice(at + 1, nameEnd).toLowerCase();
  let here = nameEnd;
  for (;;) {
    const wasSlash = html.charCodeAt(here) === slash;
    if (wasSlash) here++;
    const unit = html.charCodeAt(here);
    if (unit === greater) return { name, end: here + 1, isSelfClosing: wasSlash };
    if (Number.isNaN(unit)) throw new Undecided();
    // htmlparser2 takes `/ >` for the end of an empty element.
    if (wasSlash && isSpace(unit)) throw new Undecided();
    if (isSpace(unit)) here++;
    else if (unit !== slash) here = endOfAttribute(html, here);
  }
}

/** Reads the end tag at `</`. @throws Undecided */
export function readEndTag(html: string, at: number): { readonly name: string; readonly end: number } {
  const nameEnd = endOfName(html, at + 2);
  let here = nameEnd;
  while (isSpace(html.charCodeAt(here))) here++;
  if (html.charCodeAt(here) !== greater) throw new Undecided();
  return { name: html.slice(at + 2, nameEnd).toLowerCase(), end: here + 1 };
}

/** One past a remark, declaration or instruction at `<!` or `<?`. @throws Undecided */
export function endOfRemark(html: string, at: number): number {
  if (!html.startsWith('<!--', at)) {
    const end = html.indexOf('>', at);
    if (end < 0 || html.startsWith('<![', at) || html.charCodeAt(at + 2) === 45) throw new Undecided();
    return end + 1;
  }
  const end = html.indexOf('-->', at + 4);
  const isShort = html.startsWith('>', at + 4) || html.startsWith('->', at + 4);
  if (end < 0 || isShort || html.slice(at, end).includes('--!>')) throw new Undecided();
  return end + 3;
}

/** Where the end tag stands that ends raw text starting at `from`. @throws Undecided */
export function endOfRawText(html: string, from: number, name: string): number {
  const end = endTagOf(name);
  end.lastIndex = from;
  const found = end.exec(html);
  if (!found) throw new Undecided();
  const text = html.slice(from, found.index);
  if (name === 'script' && text.includes('<!--') && /<script/i.test(text)) throw new Undecided();
  // htmlparser2 leaves entities of text areas alone, and overlooks those behind a `<` in titles.
  if (text.includes('&') && (name === 'textarea' || (name === 'title' && text.includes('<'))))
    throw new Undecided();
  readEndTag(html, found.index);
  return found.index;
}

const endTags = new Map<string, RegExp>();

function endTagOf(name: string): RegExp {
  let pattern = endTags.get(name);
  if (!pattern) {
    pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    endTags.set(name, pattern);
  }
  return pattern;
}

/** Where the end tag of a drawing stands whose start tag ends at `from`. @throws Undecided */
export function endOfDrawing(html: string, from: number): number {
  for (let at = html.indexOf('<', from); at >= 0; ) {
    if (html.startsWith('</', at)) {
      const { name, end } = readEndTag(html, at);
      if (name === 'svg') return at;
      if (!drawingTags.has(name)) break;
      at = html.indexOf('<', end);
    } else if (html.startsWith('<!--', at)) at = html.indexOf('<', endOfRemark(html, at));
    else {
      const { name, end, isSelfClosing } = readStartTag(html, at);
      if (!drawingTags.has(name)) break;
      at = html.indexOf('<', end);
      const holdsText = !isSelfClosing && (name === 'title' || name === 'desc');
      if (holdsText && !html.startsWith(`</${name}>`, at)) break;
    }
  }
  throw new Undecided();
}

/** True for a letter of ASCII: what a tag's name starts with. */
export function isLetter(unit: number): boolean {
  const letter = unit | 32;
  return letter >= 97 && letter <= 122;
}

/** White space of the standard: tab, line feed, form feed, carriage return, space. */
export function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 13 || unit === 12;
}

function endOfName(html: string, from: number): number {
  let here = from;
  for (;;) {
    const unit = html.charCodeAt(here);
    if (isSpace(unit) || unit === slash || unit === greater) return here;
    if (!isNameUnit(unit)) throw new Undecided();
    here++;
  }
}

/** Letters, digits, `-`, `_`, `:`. False for NaN, the end of the page. */
function isNameUnit(unit: number): boolean {
  return isLetter(unit) || (unit >= 48 && unit <= 58) || unit === 45 || unit === 95;
}

/** One past the attribute that starts at `from`, its value included. */
function endOfAttribute(html: string, from: number): number {
  let here = from + 1;
  for (;;) {
    const unit = html.charCodeAt(here);
    if (isSpace(unit) || unit === slash || unit === greater || unit === equals) break;
    // Beyond ASCII the parsers have different small letters.
    if (!(unit < 128)) throw new Undecided();
    here++;
  }
  if (html.charCodeAt(from) >= 128) throw new Undecided();
  let next = here;
  while (isSpace(html.charCodeAt(next))) next++;
  if (html.charCodeAt(next) !== equals) return next;
  next++;
  while (isSpace(html.charCodeAt(next))) next++;
  const opening = html.charCodeAt(next);
  if (opening === quote || opening === apostrophe) {
    const end = html.indexOf(opening === quote ? '"' : "'", next + 1);
    if (end < 0) throw new Undecided();
    return end + 1;
  }
  while (next < html.length && !isSpace(html.charCodeAt(next)) && html.charCodeAt(next) !== greater) next++;
  return next;
}
