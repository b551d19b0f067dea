// The elements that are open while tags are written out, and the text written so far.
import { isFormatting, kindOf, type TagKind, type TagMode } from './kinds.ts';
import { isLetter, Undecided } from './reader.ts';

/** Deeper pages, and more formatting in formatting, are for the parser with limits. */
const maxDepth = 500;
const maxOpenFormatting = 40;

/** State with a life of one page. Offsets are those of the page and never go back. */
export class TagWriter {
  readonly #html: string;
  readonly #written: string[] = [];
  /** Everything before this offset is written or left out. */
  #done = 0;
  readonly #open: TagKind[] = [];
  readonly #modes: TagMode[] = [];
  #openFormatting = 0;
  /** True once the head is closed. */
  hadHead = false;
  /** True from a form's start tag to the next end tag of a form, whatever is closed in between. */
  hasForm = false;

  constructor(html: string) {
    this.#html = html;
  }

  /** Elements that are open. */
  get depth(): number {
    return this.#open.length;
  }

  get top(): TagKind | undefined {
    return this.#open[this.#open.length - 1];
  }

  /** Null outside of everything. */
  get mode(): TagMode | null {
    return this.#modes[this.#modes.length - 1] ?? null;
  }

  /** True inside of a table or an embedded object: the page does not end there. */
  get isBounded(): boolean {
    return this.#open.some((kind, index) => index > 0 && kind.boundsScope);
  }

  openAt(index: number): TagKind | undefined {
    return this.#open[index];
  }

  /** Index of the innermost open element that is wanted, -1 when none is or one that bounds the search comes first. */
  find(isWanted: (kind: TagKind) => boolean, isBound: (kind: TagKind) => boolean): number {
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const kind = this.#open[index];
      if (!kind || isWanted(kind)) return index;
      if (isBound(kind)) return -1;
    }
    return -1;
  }

  insert(text: string, at: number): void {
    this.#written.push(this.#html.slice(this.#done, at), text);
    this.#done = at;
  }

  leaveOut(from: number, to: number): void {
    if (from === to) return;
    this.#written.push(this.#html.slice(this.#done, from));
    this.#done = to;
  }

  /** Leaves out a tag or a remark. @throws Undecided where the text around it would make markup when joined */
  leaveOutTag(from: number, to: number): void {
    let before = from - 1;
    while (isReferenceUnit(this.#html.charCodeAt(before))) before--;
    const unit = this.#html[before];
    if (unit === '&' || (unit === '<' && before === from - 1)) throw new Undecided();
    this.leaveOut(from, to);
  }

  push(kind: TagKind): void {
    if (this.#open.length >= maxDepth) throw new Undecided();
    if (isFormatting(kind) && ++this.#openFormatting > maxOpenFormatting) throw new Undecided();
    if (kind.role === 'form') this.hasForm = true;
    this.#open.push(kind);
    this.#modes.push(kind.mode ?? this.mode ?? 'body');
  }

  pop(): void {
    this.#modes.pop();
    const kind = this.#open.pop();
    if (!kind) return;
    if (kind.name === 'head') this.hadHead = true;
    if (isFormatting(kind)) this.#openFormatting--;
  }

  /** Opens an element that no tag stands for. */
  imply(name: string, at: number): void {
    this.insert(`<${name}>`, at);
    this.push(kindOf(name));
  }

  /** Closes everything from the top down to `index`, itself included. @throws Undecided when formatting is cut off */
  closeFrom(index: number, at: number): void {
    while (this.#open.length > index) {
      const { top } = this;
      if (!top || isFormatting(top)) throw new Undecided();
      this.insert(`</${top.name}>`, at);
      this.pop();
    }
  }

  /** The same for elements that bound formatting: what is open within ends with them. */
  closeBound(index: number, at: number): void {
    for (let inner = this.#open.length - 1; inner > index; inner--)
      if (this.#open[inner]?.boundsScope) throw new Undecided();
    while (this.#open.length > index) {
      this.insert(`</${this.top?.name}>`, at);
      this.pop();
    }
  }

  finish(): string {
    this.#written.push(this.#html.slice(this.#done));
    return this.#written.join('');
  }
}

/** What stands in a character reference: letters, digits, `#`. */
function isReferenceUnit(unit: number): boolean {
  return isLetter(unit) || (unit >= 48 && unit <= 57) || unit === 35;
}
