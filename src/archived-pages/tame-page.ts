// Makes an archived page harmless that a browser shall show as it was. A content security policy does nearly all of it; what
// policies do not reach, connections that `<link>` opens ahead, is taken out of the bytes.
import { createHash } from 'node:crypto';
import { charsetOfFirstBytes, declaredCharset } from '../../scraper/decode/declared-charset.ts';

/** A page and how it is to be sent. */
export interface TamePage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Hashes of the stylesheets inside the page, as policies name them; may be empty. */
  readonly styles: readonly string[];
}

/** Bytes between two looks at whether somebody else waits. */
const SLICE_BYTES = 1 << 20;
const MAX_STYLES = 30;
/** A longer stylesheet is not shown: to hash it would keep others waiting. */
const MAX_STYLE_BYTES = 1 << 20;
/** No page needs more stylesheets and icons. */
const MAX_LINKS = 100;
/** A longer tag is not read. */
const MAX_TAG_BYTES = 2_000;
const [LESS_THAN, GREATER_THAN, SMALL] = [0x3c, 0x3e, 0x20];
const LINK = Buffer.from('link');
const META = Buffer.from('meta');
const STYLE = Buffer.from('style');
const END_OF_STYLE = Buffer.from('/style');
const LETTER_OF_WORD = /\w/;
/** A link whose every attribute can be read in one way only, `rel` among them once. */
const SIMPLE_LINK = /^<link((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*)\s*\/?>/i;
const REL = /\srel\s*=\s*["']?(?:alternate\s+)?(?:stylesheet|(?:shortcut\s+)?icon)["']?(?=[\s/>]|$)/gi;
const ANY_REL = /\srel\b/gi;

/** A stretch of a page's bytes. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

/**
 * The page with every `<link>` that is not plainly a stylesheet or an icon turned into an empty `<meta>`, byte for byte as long.
 * Lets others have their turn in between. Works on any page, however broken.
 */
export async function tamePage(page: Uint8Array): Promise<TamePage> {
  const { bytes, charset } = inAsciiLetters(page);
  const walk = new Walk(bytes);
  for (let until = SLICE_BYTES; !walk.goOn(until); until += SLICE_BYTES) await othersTurn();
  const styles = new Set<string>();
  for (const { from, until } of walk.styles) {
    styles.add(hashOf(new TextDecoder(charset ?? 'windows-1252').decode(bytes.subarray(from, until))));
    await othersTurn();
  }
  const contentType = charset === null ? 'text/html' : `text/html; charset=${charset}`;
  return { bytes, contentType, styles: [...styles] };
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Charsets in which `<link` may be written in other bytes are left behind for UTF-8. */
function inAsciiLetters(page: Uint8Array): {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly charset: string | null;
} {
  const declared = (charsetOfFirstBytes(page) ?? declaredCharset(page, null))?.charset ?? null;
  if (declared !== null && /^(?:utf-16|utf-32|iso-2022)/i.test(declared))
    return { bytes: Buffer.from(new TextDecoder(declared).decode(page)), charset: 'utf-8' };
  const bytes = Buffer.from(page);
  return { bytes, charset: declared ?? (isUtf8(bytes) ? 'utf-8' : null) };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, SLICE_BYTES), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Goes through a page once, whatever it holds: tames its links and finds its stylesheets. */
class Walk {
  readonly #bytes: Buffer;
  #at = 0;
  /** Links looked at; behind `MAX_LINKS` none stays. */
  #links = 0;
  /** Where the text of the stylesheet begins that has not ended yet. */
  #styleFrom: number | null = null;
  /** Only what a browser hashes alike is shown with them: a page that is odd here loses its own styles. */
  #isOdd = false;
  readonly styles: Stretch[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Whether the page ends there. */
  goOn(until: number): boolean {
    const bytes = this.#bytes;
    const end = Math.min(until, bytes.length);
    for (let at = this.#at; at < end; at += 1) if (bytes[at] === LESS_THAN) this.#look(at);
    this.#at = end;
    return end === bytes.length;
  }

  #look(at: number): void {
    if (isNamed(this.#bytes, at + 1, LINK)) this.#tame(at);
    else if (this.#styleFrom !== null) this.#endStyle(at, this.#styleFrom);
    else if (!this.#isOdd && this.styles.length < MAX_STYLES) this.#beginStyle(at);
  }

  #tame(at: number): void {
    const mayStay = this.#links < MAX_LINKS;
    if (mayStay) this.#links += 1;
    if (!mayStay || !isPlainLink(this.#bytes, at)) META.copy(this.#bytes, at + 1);
  }

  #beginStyle(at: number): void {
    const bytes = this.#bytes;
    const behind = at + 1 + STYLE.length;
    if (!isNamed(bytes, at + 1, STYLE) || LETTER_OF_WORD.test(bytes.toString('latin1', behind, behind + 1)))
      return;
    const close = bytes.subarray(behind, at + MAX_TAG_BYTES).indexOf(GREATER_THAN);
    if (close === -1) this.#isOdd = true;
    else this.#styleFrom = behind + close + 1;
  }

  #endStyle(at: number, from: number): void {
    if (at < from || !isNamed(this.#bytes, at + 1, END_OF_STYLE)) return;
    if (at - from <= MAX_STYLE_BYTES) this.styles.push({ from, until: at });
    this.#styleFrom = null;
  }
}

/** `name` in small letters; a slash is one too. */
function isNamed(bytes: Buffer, at: number, name: Buffer): boolean {
  for (let index = 0; index < name.length; index += 1)
    if (((bytes[at + index] ?? 0) | SMALL) !== name[index]) return false;
  return true;
}

function isPlainLink(bytes: Buffer, at: number): boolean {
  const attributes = SIMPLE_LINK.exec(bytes.toString('latin1', at, at + MAX_TAG_BYTES))?.[1] ?? '';
  return attributes.match(ANY_REL)?.length === 1 && attributes.match(REL)?.length === 1;
}

/** Of a text as the standard's parser has it. */
function hashOf(style: string): string {
  const text = style.replace(/\r\n?/g, '\n');
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
