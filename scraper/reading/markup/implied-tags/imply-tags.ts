// Writes out the tags that the HTML standard implies, so that a parser which only follows tags builds the standard's tree.
// Gives up where the tree depends on more: misnested formatting, text between table cells, rare elements.
import { passEndTag } from './ends.ts';
import { kindOf } from './kinds.ts';
import {
  endOfDrawing,
  endOfRawText,
  endOfRemark,
  isLetter,
  isSpace,
  readEndTag,
  readStartTag,
  type StartTag,
  Undecided,
} from './reader.ts';
import { makeRoom, openBody } from './starts.ts';
import { TagWriter } from './writer.ts';

/** Control characters that the parsers treat unlike. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const treacherous = /[\0\x0f\x1c]/;

export interface ImpliedTags {
  readonly html: string;
  /** True when an element that may hold something was written as an empty tag: `<i/>`. */
  readonly hasEmptyTags: boolean;
}

/**
 * The page with every start and end tag in its place: htmlparser2 then builds the tree that the standard gives for
 * `html`, drawings (`svg`) without their content. Null when tags alone do not tell. Linear.
 */
export function implyTags(html: string): ImpliedTags | null {
  if (treacherous.test(html)) return null;
  try {
    const pass = new PagePass(html.includes('\r') ? html.replace(/\r\n?/g, '\n') : html);
    return { html: pass.write(), hasEmptyTags: pass.hasEmptyTags };
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}

/** Goes through a page once. */
class PagePass {
  readonly #html: string;
  readonly #writer: TagWriter;
  /** True from the body's end tag on, until something of the body comes again. */
  #isAfterBody = false;
  hasEmptyTags = false;
  /** Remarks from behind the body. The standard keeps them apart from what may follow. */
  readonly #remarksAfterBody: string[] = [];

  constructor(html: string) {
    this.#html = html;
    this.#writer = new TagWriter(html);
  }

  write(): string {
    const html = this.#html;
    let at = 0;
    for (;;) {
      const next = html.indexOf('<', at);
      this.#passText(at, next < 0 ? html.length : next);
      if (next < 0) break;
      at = this.#passMarkup(next);
    }
    const { mode } = this.#writer;
    if (mode === null || mode === 'html' || mode === 'head') openBody(this.#writer, html.length);
    return this.#writer.finish() + this.#remarksAfterBody.join('');
  }

  #passText(from: number, to: number): void {
    const { mode, hadHead } = this.#writer;
    const isContent = mode === 'body' || mode === 'select';
    if (isContent && !this.#isAfterBody) return;
    let first = from;
    while (first < to && isSpace(this.#html.charCodeAt(first))) first++;
    if (mode === null || (mode === 'html' && !hadHead)) this.#writer.leaveOut(from, first);
    if (first === to) return;
    this.#isAfterBody = false;
    if (isContent) return;
    if (this.#html[first] === '&') throw new Undecided();
    openBody(this.#writer, first);
  }

  /** Passes what stands at `<`; gives where it ends. */
  #passMarkup(at: number): number {
    const html = this.#html;
    const next = html.charCodeAt(at + 1);
    if (isLetter(next)) return this.#passStart(at);
    if (html[at + 1] === '/') return this.#passEnd(at);
    if (html[at + 1] === '!' || html[at + 1] === '?') return this.#passRemark(at);
    this.#passText(at, at + 1);
    return at + 1;
  }

  #passRemark(at: number): number {
    const html = this.#html;
    const end = endOfRemark(html, at);
    if (/^<!doctype/i.test(html.slice(at, at + 9))) {
      if (this.#writer.mode !== null) throw new Undecided();
      return end;
    }
    const isPlain = html.startsWith('<!--', at);
    // Other declarations and instructions are remarks to the standard.
    const remark = isPlain
      ? html.slice(at, end)
      : `<!--${html.slice(at + (html[at + 1] === '!' ? 2 : 1), end - 1)}-->`;
    if (this.#isAfterBody) {
      this.#remarksAfterBody.push(remark);
      this.#writer.leaveOutTag(at, end);
    } else if (!isPlain) {
      this.#writer.insert(remark, at);
      this.#writer.leaveOut(at, end);
    }
    return end;
  }

  #passEnd(at: number): number {
    const { name, end } = readEndTag(this.#html, at);
    const isOfPage = name === 'body' || name === 'html';
    if (!isOfPage) this.#isAfterBody = false;
    if (isOfPage && this.#writer.mode === 'body') {
      this.#isAfterBody = !this.#writer.isBounded;
      this.#writer.leaveOutTag(at, end);
    } else passEndTag(this.#writer, { kind: kindOf(name), from: at, to: end });
    return end;
  }

  #passStart(at: number): number {
    const tag = readStartTag(this.#html, at);
    const kind = kindOf(tag.name);
    this.#isAfterBody = false;
    makeRoom(this.#writer, kind, at);
    if (tag.isSelfClosing && kind.role !== 'void') this.hasEmptyTags = true;
    switch (kind.role) {
      case 'void':
        return tag.end;
      case 'raw':
        return this.#passRawText(tag);
      case 'quiet':
        return this.#passQuietText(tag);
      case 'drawing':
        return this.#passDrawing(tag);
    }
    if (kind.name === 'col') return tag.end;
    this.#writer.push(kind);
    if (kind.name === 'pre') this.#leaveOutNewline(tag.end);
    return tag.end;
  }

  #passRawText({ name, end, isSelfClosing }: StartTag): number {
    // htmlparser2 takes `<script/>` for an empty element.
    if (isSelfClosing) this.#writer.leaveOut(end - 2, end - 1);
    if (name === 'textarea') this.#leaveOutNewline(end);
    return readEndTag(this.#html, endOfRawText(this.#html, end, name)).end;
  }

  /** Text for the standard, which has its scripts on; markup for htmlparser2. */
  #passQuietText({ name, end }: StartTag): number {
    const to = endOfRawText(this.#html, end, name);
    const text = this.#html.slice(end, to);
    if (/[<&]/.test(text)) {
      this.#writer.insert(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), end);
      this.#writer.leaveOut(end, to);
    }
    return readEndTag(this.#html, to).end;
  }

  #passDrawing({ end, isSelfClosing }: StartTag): number {
    if (isSelfClosing) throw new Undecided();
    const to = endOfDrawing(this.#html, end);
    this.#writer.leaveOut(end, to);
    return readEndTag(this.#html, to).end;
  }

  #leaveOutNewline(at: number): void {
    if (this.#html[at] === '\n') this.#writer.leaveOut(at, at + 1);
  }
}
