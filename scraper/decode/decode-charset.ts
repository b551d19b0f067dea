// Bytes of one known charset to text.
import iconv from 'iconv-lite';
import { type Charset, ICONV_NAMES } from './charsets.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** Decodes as browsers do; what is no character of the charset becomes U+FFFD. Linear. */
export function decodeCharset(bytes: Uint8Array, charset: Charset): string {
  if (charset === 'windows-1252') return decodeWindows1252(bytes);
  // iconv-lite does not know this one; Node's own decoder does where it has the full ICU data.
  if (charset === 'iso-2022-jp') return new TextDecoder(charset).decode(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return iconv.decode(buffer, ICONV_NAMES.get(charset) ?? charset);
}
