// Pages that are settled before they are parsed: empty, binary, feeds saved under a page's name.
import type { SkipReason } from '../../model.ts';

export interface NotHtml {
  readonly reason: SkipReason;
  readonly detail: string;
}

const signatures: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x50, 0x4b, 0x03, 0x04], 'ZIP'],
  [[0x1f, 0x8b], 'gzip'],
  [[0x7f, 0x45, 0x4c, 0x46], 'ELF'],
];

/** Why a file is no page, or null when it is to be parsed. `text` is null before decoding. */
export function whyNotHtml(bytes: Uint8Array, text: string | null): NotHtml | null {
  if (text === null) return whyNotText(bytes);
  const start = text.slice(0, 4_000).trimStart();
  if (start === '' && text.trim() === '') return { reason: 'empty', detail: 'nothing but white space' };
  const feed =
    /^(?:<\?xml[^>]*\?>)?\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*|<\?[^>]*\?>\s*|<!DOCTYPE (?:rss|rdf)[^>]*>\s*)*<(rss|feed|rdf:RDF|channel)[\s>]/i.exec(
      start,
    )?.[1];
  if (feed) return { reason: 'feed', detail: `starts with <${feed}>` };
  const other =
    /^(?:<\?xml[^>]*\?>)\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*|<\?[^>]*\?>\s*)*<(?!html\b|!doctype html)([\w:]+)/i.exec(
      start,
    )?.[1];
  if (other && !/<html[\s>]/i.test(text.slice(0, 20_000)))
    return { reason: 'not-html', detail: `an XML document of <${other}>` };
  if (/^[[{]/.test(start) && !/<\w/.test(start)) return { reason: 'not-html', detail: 'starts like JSON' };
  if (!/<[a-z!/]/i.test(text)) return { reason: 'not-html', detail: 'holds no tag' };
  return null;
}

function whyNotText(bytes: Uint8Array): NotHtml | null {
  if (bytes.length === 0) return { reason: 'empty', detail: 'no bytes' };
  for (const [signature, name] of signatures) {
    if (signature.every((byte, i) => bytes[i] === byte))
      return { reason: 'not-html', detail: `the bytes of a ${name} file` };
  }
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return null;
  const sample = bytes.subarray(0, 4096);
  let zeros = 0;
  for (const byte of sample) if (byte === 0) zeros++;
  if (zeros * 50 > sample.length) return { reason: 'not-html', detail: 'binary bytes' };
  return null;
}
