// What a file of an archive may be shown as: pages by how they begin, the files that pages load by their names. No script.
import { charsetOfFirstBytes } from '../../scraper/decode/declared-charset.ts';

/** As much of a file as is looked at. */
export const SNIFFED_BYTES = 1_024;

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
};
const HTML_START =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?[^>]*>)*<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|base|table|div|center|font|h[1-6]|p|a|ul|ol)\b/i;

/** Whether a file is an HTML page, by its first bytes. */
export function looksLikeHtml(start: Uint8Array): boolean {
  if (start.subarray(0, 4).some((byte) => byte === 0)) return charsetOfFirstBytes(start) !== null;
  const text = Buffer.from(start.subarray(0, SNIFFED_BYTES)).toString('latin1');
  return HTML_START.test(text.replace(/^(?:ÿþ|þÿ|ï»¿)/, ''));
}

/** The type of a stylesheet, picture or font by its name, as mirrors write them: `style.css`, `style.css?ver=2`, `a.png@w=3.png`. */
export function typeOfName(name: string): string | null {
  const extension = /\.([a-z0-9]{2,5})(?:[?@].*)?$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, extension) ? (TYPES[extension] ?? null) : null;
}
