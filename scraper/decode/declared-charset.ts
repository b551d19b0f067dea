// What a page says its charset is: byte order mark, meta elements, XML declaration. Reads only the start of a page.
import { type Charset, charsetOfLabel } from './charsets.ts';

/** A charset with what named it. */
export interface Declaration {
  readonly charset: Charset;
  readonly evidence: 'bom' | 'transport' | 'mirror-meta' | 'meta' | 'xml-declaration' | 'shape';
}

// Browsers look at 1,024 bytes; mirror tools and toolbars put their own markup first, so more is looked at here.
const PRESCAN_BYTES = 16_384;

const META = /<meta\b[^>]{0,1000}>/gi;
const CHARSET = /\bcharset\s{0,20}=\s{0,20}["']?\s{0,20}([\w.:-]{1,40})/i;
const XML_DECLARATION = /^\s{0,100}<\?xml\b[^>]{0,200}?\bencoding\s{0,20}=\s{0,20}["']([\w.:-]{1,40})["']/i;
// HTTrack writes down the charset that the server sent.
const MIRROR_META = /<!--\s*Added by HTTrack\s*-->\s{0,100}(<meta\b[^>]{0,1000}>)/i;

/** The charset that the first bytes prove: a byte order mark, or `<` in 16-bit units. */
export function charsetOfFirstBytes(bytes: Uint8Array): Declaration | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { charset: 'utf-8', evidence: 'bom' };
  if (first === 0xfe && second === 0xff) return { charset: 'utf-16be', evidence: 'bom' };
  if (first === 0xff && second === 0xfe) return { charset: 'utf-16le', evidence: 'bom' };
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0)
    return { charset: 'utf-16le', evidence: 'shape' };
  if (first === 0 && second === 0x3c && third === 0 && fourth !== 0)
    return { charset: 'utf-16be', evidence: 'shape' };
  return null;
}

/**
 * The charset that the page or its transport names, in the order of trust: transport (also as HTTrack wrote it
 * down), meta, XML declaration. Null when none names a charset that is known.
 */
export function declaredCharset(bytes: Uint8Array, transportCharset: string | null): Declaration | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PRESCAN_BYTES));
  const head = beforeBody(start.toString('latin1'));
  return (
    declaration(transportCharset, 'transport') ??
    declaration(CHARSET.exec(MIRROR_META.exec(head)?.[1] ?? '')?.[1], 'mirror-meta') ??
    metaCharset(head) ??
    declaration(XML_DECLARATION.exec(head)?.[1], 'xml-declaration')
  );
}

function metaCharset(head: string): Declaration | null {
  for (const [meta] of withoutComments(head).matchAll(META)) {
    const named = declaration(CHARSET.exec(meta)?.[1], 'meta');
    if (named) return named;
  }
  return null;
}

function declaration(
  label: string | null | undefined,
  evidence: Declaration['evidence'],
): Declaration | null {
  const charset = label ? charsetOfLabel(label) : null;
  if (charset === null) return null;
  // A label that could be read byte by byte cannot stand in a page of 16-bit units.
  return { charset: charset.startsWith('utf-16') ? 'utf-8' : charset, evidence };
}

function beforeBody(head: string): string {
  const body = head.search(/<body\b/i);
  return body < 0 ? head : head.slice(0, body);
}

function withoutComments(head: string): string {
  return head.replace(/<!--[\s\S]*?(?:-->|$)/g, ' ');
}
