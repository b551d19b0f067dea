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
/** No page needs more stylesheets and icons. */
const MAX_LINKS = 100;
const [LESS_THAN, SMALL] = [0x3c, 0x20];
const LINK = Buffer.from('link');
const META = Buffer.from('meta');
/** A link whose every attribute can be read in one way only, `rel` among them once. */
const SIMPLE_LINK = /^<link((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*)\s*\/?>/i;
const REL = /\srel\s*=\s*["']?(?:alternate\s+)?(?:stylesheet|(?:shortcut\s+)?icon)["']?(?=[\s/>]|$)/gi;
const ANY_REL = /\srel\b/gi;
const LONGEST_LINK = 2_000;

/**
 * The page with every `<link>` that is not plainly a stylesheet or an icon turned into an empty `<meta>`, byte for byte as long.
 * Lets others have their turn in between. Works on any page, however broken.
 */
export async function tamePage(page: Uint8Array): Promise<TamePage> {
  const { bytes, charset } = inAsciiLetters(page);
  let links = 0;
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    links += tameLinks(bytes, { from, until: from + SLICE_BYTES, room: MAX_LINKS - links });
  }
  const contentType = charset === null ? 'text/html' : `text/html; charset=${charset}`;
  return { bytes, contentType, styles: hashStyles(bytes, charset ?? 'windows-1252') };
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

/** Gives how many links were looked at, at most `room`; behind them none stays. */
function tameLinks(
  bytes: Buffer,
  { from, until, room }: { readonly from: number; readonly until: number; readonly room: number },
): number {
  let seen = 0;
  for (let at = bytes.indexOf(LESS_THAN, from); at !== -1 && at < until; ) {
    if (isLink(bytes, at + 1)) {
      const mayStay = seen < room;
      if (mayStay) seen += 1;
      if (!mayStay || !isPlainLink(bytes, at)) META.copy(bytes, at + 1);
    }
    at = bytes.indexOf(LESS_THAN, at + 1);
  }
  return seen;
}

function isLink(bytes: Buffer, at: number): boolean {
  return LINK.every((letter, index) => ((bytes[at + index] ?? 0) | SMALL) === letter);
}

function isPlainLink(bytes: Buffer, at: number): boolean {
  const attributes = SIMPLE_LINK.exec(bytes.toString('latin1', at, at + LONGEST_LINK))?.[1] ?? '';
  return attributes.match(ANY_REL)?.length === 1 && attributes.match(REL)?.length === 1;
}

/** Only what a browser hashes alike is shown with them: a page that is odd here loses its own styles. */
function hashStyles(bytes: Buffer, charset: string): readonly string[] {
  const text = bytes.toString('latin1');
  const opening = /<style\b[^>]*>/gi;
  const hashes = new Set<string>();
  while (hashes.size < MAX_STYLES) {
    const start = opening.exec(text);
    if (start === null) break;
    const from = start.index + start[0].length;
    const length = text.slice(from).search(/<\/style/i);
    if (length === -1) break;
    hashes.add(hashOf(new TextDecoder(charset).decode(bytes.subarray(from, from + length))));
    opening.lastIndex = from + length;
  }
  return [...hashes];
}

/** Of a text as the standard's parser has it. */
function hashOf(style: string): string {
  const text = style.replace(/\r\n?/g, '\n');
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
