// An archived HTTP response: status, header fields, body without transfer and content encodings.
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib';
import { endOfHead, type HeaderFields, readHeaderFields } from './header-fields.ts';

export interface HttpMessage {
  /** Null when the bytes begin without a status line. */
  readonly status: number | null;
  readonly fields: HeaderFields;
  readonly body: Buffer;
}

/** Splits a response. Bytes without a status line are all body. */
export function readHttpMessage(content: Buffer): HttpMessage {
  const status = /^HTTP\/\d(?:\.\d)?[ \t]{1,10}(\d{3})/.exec(content.toString('latin1', 0, 40))?.[1];
  if (status === undefined) return { status: null, fields: new Map(), body: content };
  const end = endOfHead(content) ?? content.length;
  const lines = content.toString('latin1', content.indexOf('\n') + 1, end);
  return { status: Number(status), fields: readHeaderFields(lines), body: content.subarray(end) };
}

/** The body, or one clause that says why it cannot be had. */
export type DecodedBody =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly reason: 'too-large' | 'bad-record'; readonly detail: string };

/**
 * Takes the encodings off a body. Archives often name encodings that were taken off before: what does not begin like an
 * encoded body stays as it is. An encoded body that breaks off gives what there is of it.
 */
export function decodeBody({ fields, body }: HttpMessage, maxBytes: number): DecodedBody {
  const isChunked = /\bchunked\b/i.test(fields.get('transfer-encoding') ?? '');
  let decoded = isChunked ? joinChunks(body) : body;
  const named = (fields.get('content-encoding') ?? '').toLowerCase().split(/[\s,]+/);
  const isMarkup = /html|xml/i.test(fields.get('content-type') ?? '');
  // Servers that pack what was packed before name it once, or not at all.
  for (const encoding of [...named.reverse(), ...(isMarkup ? ['gzip', 'gzip'] : [])]) {
    try {
      decoded = decodeContent(decoded, encoding, maxBytes);
    } catch (error) {
      return failure(error, encoding, maxBytes);
    }
  }
  return { ok: true, body: decoded };
}

function failure(error: unknown, encoding: string, maxBytes: number): DecodedBody {
  if (error instanceof RangeError)
    return { ok: false, reason: 'too-large', detail: `more than ${maxBytes} bytes, which is the limit` };
  return { ok: false, reason: 'bad-record', detail: `its content encoding ${encoding} cannot be read` };
}

/** @throws RangeError above the limit; an Error for an encoding that is damaged or not known. */
function decodeContent(body: Buffer, encoding: string, maxOutputLength: number): Buffer {
  const options: ZlibOptions = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH };
  switch (encoding) {
    case '':
    case 'identity':
    case 'none':
    case 'utf-8':
      return body;
    case 'gzip':
    case 'x-gzip':
      return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, options) : body;
    case 'deflate':
      return looksLikeText(body)
        ? body
        : isZlib(body)
          ? inflateSync(body, options)
          : inflateRawSync(body, options);
    case 'br':
      return looksLikeText(body)
        ? body
        : brotliDecompressSync(body, { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      if (looksLikeText(body)) return body;
      throw new Error('not known');
  }
}

function isZlib(body: Buffer): boolean {
  return ((body[0] ?? 0) & 0x0f) === 8 && body.length > 1 && body.readUInt16BE(0) % 31 === 0;
}

/** True for bytes that begin as markup does. */
function looksLikeText(body: Buffer): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(body.toString('latin1', 0, 64));
}

/** Joins the chunks of a body (RFC 9112, 7.1); a body that is not cut into chunks stays as it is. */
function joinChunks(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const line = /^[ \t]{0,10}([0-9a-f]{1,8})[ \t]{0,20}(?:;[^\r\n]{0,200})?\r?\n/i.exec(
      body.toString('latin1', at, at + 256),
    );
    if (!line) return chunks.length === 0 ? body : Buffer.concat([...chunks, body.subarray(at)]);
    const size = Number.parseInt(line[1] ?? '0', 16);
    if (size === 0) break;
    at += line[0].length;
    chunks.push(body.subarray(at, at + size));
    at += size;
    if (body[at] === 0x0d) at++;
    if (body[at] === 0x0a) at++;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
