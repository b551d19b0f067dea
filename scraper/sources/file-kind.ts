// Recognises what a file is from its first bytes, its name being a hint at most.
import { looksBinary } from '../decode/binary.ts';
import { charsetOfFirstBytes } from '../decode/declared-charset.ts';
import type { NameHint } from './file-names.ts';

/** `other`: text or bytes of no kind that is read or named. */
export type FileKind =
  | 'html'
  | 'feed'
  | 'wordpress-export'
  | 'blogger-export'
  | 'movable-type-export'
  | 'documents'
  | 'gzip'
  | 'zip'
  | 'warc'
  | 'empty'
  | 'other';

/** So many bytes of a file's start are enough for `recogniseFile`. */
export const SNIFF_BYTES = 8_192;

const DOCUMENT_START =
  /^<(?:!doctype\s+html|html|head|body|title|meta|script|link|style|base|frameset)[\s/>]/i;
const DOCUMENT_ANYWHERE = /<(?:!doctype\s+html|html|head|body)[\s>]/i;
const ANY_TAG = /<(?:\/?[a-z][a-z0-9]{0,15}[\s/>]|!--)/i;
const FEED_ROOT = /^<(?:rss|feed|rdf:rdf|rdf)[\s>]/i;
const WORDPRESS_MARK = /xmlns:wp\s{0,9}=|wordpress\.org\/export\//i;
// Downloads of Google Takeout have a namespace of their own; backups made in Blogger are feeds called `.archive`.
const TAKEOUT_MARK = /schemas\.google\.com\/blogger\/2018/i;
const BACKUP_MARK = /<id>\s{0,20}tag:blogger\.com,1999:blog-\d{1,30}\.archive\s{0,20}</i;

/** What stands before the root element: XML declarations, comments, other instructions, document types. */
const PROLOGUE = /^(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->|<!doctype\s+(?!html)[^>[]*(?:\[[\s\S]*?\]\s*)?>)/i;

/**
 * What a file that begins with `start` is. Its name hints at what little proof is enough: any markup for a page's name,
 * the opening of a whole document for a name of another kind.
 */
export function recogniseFile(start: Uint8Array, hint: NameHint): FileKind {
  if (start.length === 0) return 'empty';
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  if (start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5)) return 'zip';
  // Before anything is said of binary bytes: pictures may follow soon.
  if (Buffer.from(start.subarray(0, 5)).toString('latin1') === 'WARC/') return 'warc';
  if (looksBinary(start)) return 'other';
  const whole = readStart(start).trimStart();
  if (whole === '') return 'empty';
  const root = withoutPrologue(whole);
  if (FEED_ROOT.test(root)) return exportOrFeed(root);
  if (isMovableTypeExport(whole)) return 'movable-type-export';
  if (isPage(whole, root, hint)) return 'html';
  return isJsonObjectStart(whole) ? 'documents' : 'other';
}

/** By the namespaces of the root element: a feed may speak of exports in its texts. */
function exportOrFeed(root: string): FileKind {
  const end = root.indexOf('>');
  const element = end < 0 ? root : root.slice(0, end);
  if (WORDPRESS_MARK.test(element)) return 'wordpress-export';
  const head = root.slice(0, Math.max(0, root.search(/<entry[\s>]/)) || root.length);
  return TAKEOUT_MARK.test(element) || BACKUP_MARK.test(head) ? 'blogger-export' : 'feed';
}

function isPage(whole: string, root: string, hint: NameHint): boolean {
  if (DOCUMENT_START.test(root)) return true;
  if (hint === 'page') return ANY_TAG.test(whole);
  // Warnings of a script engine stand before some documents.
  return hint === 'none' && root.startsWith('<') && DOCUMENT_ANYWHERE.test(root);
}

function readStart(start: Uint8Array): string {
  const buffer = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const wide = charsetOfFirstBytes(start)?.charset;
  if (wide === 'utf-16le') return buffer.toString('utf16le').replace(/^\ufeff/, '');
  if (wide === 'utf-16be')
    return swapped(buffer)
      .toString('utf16le')
      .replace(/^\ufeff/, '');
  return buffer.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}

function swapped(buffer: Buffer): Buffer {
  return Buffer.from(buffer.subarray(0, buffer.length - (buffer.length % 2))).swap16();
}

function withoutPrologue(whole: string): string {
  let root = whole;
  for (let piece = PROLOGUE.exec(root); piece; piece = PROLOGUE.exec(root))
    root = root.slice(piece[0].length);
  return root;
}

/** Fields, each on its line, then a section: bodies hold markup, so this is asked before a page is seen in it. */
function isMovableTypeExport(text: string): boolean {
  const [fields = '', section] = text.replace(/^(?:-{8}\s{1,9})+/, '').split(/\r?\n-{5}[ \t]*\r?\n/, 2);
  if (section === undefined || !/^(?:EXTENDED )?BODY:[ \t]*\r?\n/.test(section)) return false;
  const lines = fields.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = lines.map((line) => /^([A-Z][A-Z ]{1,30}):/.exec(line)?.[1]);
  return (
    names.includes('DATE') &&
    (names.includes('TITLE') || names.includes('AUTHOR')) &&
    !names.includes(undefined)
  );
}

function isJsonObjectStart(text: string): boolean {
  return /^\{\s*(?:"|\})/.test(text);
}
