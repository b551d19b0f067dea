// Plain text of a part of a page: blocks parted by one blank line, quoted ranges, links, pictures.
import type { Element } from 'domhandler';
import type { TextRange } from '../../model.ts';
import { mendText } from './mend-texts.ts';
import { composable, uneven, unknownKinds } from './text-kinds.ts';
import { type NodeRange, type PageTree, textLength } from './tree.ts';
import { absoluteLink } from './urls.ts';
import { collapseSpace, compose } from './white-space.ts';

/** What the body of a post or comment holds. */
export interface Body {
  /** Blocks parted by one blank line; list items, table rows and `<br>` by one line break. May be empty. */
  readonly text: string;
  /** Sorted, not overlapping ranges of `text`. */
  readonly quotes: readonly TextRange[];
  /** Absolute http(s), in order, without repeats. */
  readonly links: readonly string[];
  readonly hasImage: boolean;
}

export interface BodyOptions {
  /** Positions whose subtrees are left out. */
  readonly dropped: ReadonlySet<number>;
  /** Address that relative links are resolved against, or null: then they are left out. */
  readonly baseUrl: string | null;
  /** Positions of elements that quote, beside `blockquote`. */
  readonly quoting?: ReadonlySet<number>;
}

const blockTags = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const tightTags = new Set('li dt dd tr'.split(' '));
const cellTags = new Set(['td', 'th']);
const smileyClass = /smil|emoji|emotic/i;
const avatarClass = /avatar|gravatar|photo\b/i;

/** Reads the nodes of the ranges, in order. Linear in their size. */
export function readBody(tree: PageTree, ranges: readonly NodeRange[], options: BodyOptions): Body {
  const writer = new BodyWriter(options.baseUrl);
  for (const range of ranges) readRange(tree, range, options, writer);
  return writer.finish();
}

/** Bodies one behind the other, parted by a blank line. */
export function joinBodies(bodies: readonly Body[]): Body {
  let text = '';
  const quotes: TextRange[] = [];
  for (const body of bodies) {
    const from = text === '' ? 0 : text.length + 2;
    text = [text, body.text].filter((part) => part !== '').join('\n\n');
    for (const [start, end] of body.quotes) quotes.push([start + from, end + from]);
  }
  return {
    text,
    quotes,
    links: [...new Set(bodies.flatMap((body) => body.links))],
    hasImage: bodies.some((body) => body.hasImage),
  };
}

/** The text of one element on a single line; hidden parts left out. */
export function lineOf(tree: PageTree, range: NodeRange, dropped: ReadonlySet<number> = new Set()): string {
  return collapseSpace(readBody(tree, [range], { dropped, baseUrl: null }).text.trim());
}

/** The same where it has at most so many characters, else nothing; what is far longer is not read for it. */
export function shortLineOf(tree: PageTree, range: NodeRange, most: number): string {
  const line = textLength(tree, range) > most ? '' : lineOf(tree, range);
  return line.length > most ? '' : line;
}

function readRange(tree: PageTree, range: NodeRange, options: BodyOptions, writer: BodyWriter): void {
  const { dropped, quoting } = options;
  const open: { end: number; element: Element; isQuoting: boolean }[] = [];
  let at = range.from;
  while (at < range.to) {
    for (let top = open.at(-1); top && top.end <= at; top = open.at(-1)) {
      writer.close(top.element, top.isQuoting);
      open.pop();
    }
    const node = tree.nodes[at];
    const end = tree.ends[at] ?? at + 1;
    if (node === undefined || dropped.has(at) || tree.hidden[at] === 1) {
      at = end;
      continue;
    }
    if ('attribs' in node) {
      const isQuoting = node.name === 'blockquote' || quoting?.has(at) === true;
      writer.open(node, isQuoting);
      open.push({ end: Math.min(end, range.to), element: node, isQuoting });
    } else if ('data' in node) writer.write(node.data, tree.textKinds[at]);
    at++;
  }
  for (let top = open.pop(); top; top = open.pop()) writer.close(top.element, top.isQuoting);
}

class BodyWriter {
  readonly #baseUrl: string | null;
  readonly #parts: string[] = [];
  readonly #links = new Set<string>();
  readonly #quotes: [number, number][] = [];
  readonly #alternatives: string[] = [];
  #length = 0;
  #breaks = 0;
  #space = false;
  #quoteDepth = 0;
  #quoteStart = -1;
  #preDepth = 0;
  #hasImage = false;

  constructor(baseUrl: string | null) {
    this.#baseUrl = baseUrl;
  }

  open(element: Element, isQuoting: boolean): void {
    const { name } = element;
    if (name === 'br') this.#breaks = Math.min(2, this.#breaks + 1);
    else if (name === 'img') this.#image(element);
    else if (cellTags.has(name)) this.#space = true;
    else if (blockTags.has(name)) this.#block(name);
    if (name === 'a') this.#link(element.attribs.href);
    if (name === 'pre') this.#preDepth++;
    if (isQuoting && this.#quoteDepth++ === 0) this.#quoteStart = -1;
  }

  close(element: Element, isQuoting: boolean): void {
    const { name } = element;
    if (isQuoting && --this.#quoteDepth === 0 && this.#quoteStart >= 0) {
      this.#quotes.push([this.#quoteStart, this.#length]);
    }
    if (name === 'pre') this.#preDepth--;
    // Forums head a quote with who wrote it.
    if (name === 'cite' && this.#quoteDepth > 0 && this.#parts.at(-1)?.endsWith(':'))
      this.#breaks = Math.max(this.#breaks, 1);
    if (blockTags.has(name)) this.#block(name);
  }

  write(raw: string, kinds = unknownKinds): void {
    const text = (kinds & composable) === 0 ? raw : compose(raw);
    if (this.#preDepth > 0) {
      const lines = text.replace(/\r\n?/g, '\n');
      if (lines.trim() !== '' || this.#length > 0)
        this.#append(lines.replace(/(?<!\n)\n+$/, ''), /^\s*$/.test(lines));
      if (lines.endsWith('\n')) this.#breaks = Math.max(this.#breaks, 1);
      return;
    }
    const collapsed = (kinds & uneven) === 0 ? text : collapseSpace(text);
    if (collapsed === ' ' || collapsed === '') {
      this.#space ||= collapsed === ' ';
      return;
    }
    if (collapsed.startsWith(' ')) this.#space = true;
    this.#append(collapsed.trim(), false);
    this.#space = collapsed.endsWith(' ');
  }

  finish(): Body {
    const raw = this.#parts.join('') || this.#alternatives.join('\n');
    const text = raw.trim();
    const lead = raw.length - raw.trimStart().length;
    const marked = this.#quotes.map(([start, end]): [number, number] => [
      Math.max(0, start - lead),
      Math.min(text.length, end - lead),
    ]);
    return {
      text,
      quotes: mergeRanges([...marked, ...quotedLines(text)]),
      links: [...this.#links],
      hasImage: this.#hasImage,
    };
  }

  #append(text: string, isBlank: boolean): void {
    if (text === '') return;
    if (this.#length > 0) {
      if (this.#breaks > 0) this.#push('\n'.repeat(this.#breaks));
      else if (this.#space && !isBlank) this.#push(' ');
    }
    this.#breaks = 0;
    this.#space = false;
    if (this.#quoteDepth > 0 && this.#quoteStart < 0) this.#quoteStart = this.#length;
    this.#push(text);
  }

  #push(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  #block(name: string): void {
    this.#breaks = Math.max(this.#breaks, tightTags.has(name) ? 1 : 2);
  }

  #link(href: string | undefined): void {
    const link = href === undefined ? null : absoluteLink(href, this.#baseUrl);
    if (link) this.#links.add(link);
  }

  #image(element: Element): void {
    const { alt = '', class: classes = '', src = '', width } = element.attribs;
    if (smileyClass.test(classes) || /smil(?:ey|ies)|emoticon|\/emoji\//i.test(src)) {
      this.write(alt);
    } else if (!avatarClass.test(classes) && !/gravatar\.com/.test(src) && width !== '1') {
      this.#hasImage = true;
      if (alt.trim() !== '') this.#alternatives.push(mendText(alt.trim()));
    }
  }
}

function quotedLines(text: string): [number, number][] {
  if (!text.includes('>')) return [];
  return [...text.matchAll(/^[ \t]*>.*$/gm)].map((match) => [match.index, match.index + match[0].length]);
}

/** Sorts ranges and joins those that overlap or are parted by white space of one line break only. */
function mergeRanges(ranges: readonly [number, number][]): TextRange[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1] + 1) last[1] = Math.max(last[1], end);
    else if (end > start) merged.push([start, end]);
  }
  return merged;
}
