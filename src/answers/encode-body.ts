// Makes the bytes of a body, compressed when the client takes that.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Answer, Encoding } from './model.ts';

/** Shorter bodies are sent as they are: what they would save, the headers of one packet hold anyway. */
const MIN_COMPRESSED_BYTES = 1_024;
/** Where both kinds give most of what they can for a millisecond of work. */
const GZIP_LEVEL = 4;
const BROTLI_QUALITY = 4;

const encoder = new TextEncoder();

/** The text as UTF-8. Cost: compressing takes about ten milliseconds a megabyte. */
export function encodeBody(text: string, wanted: Encoding | null): Pick<Answer, 'body' | 'encoding'> {
  const body = encoder.encode(text);
  const encoding = body.length < MIN_COMPRESSED_BYTES ? null : wanted;
  return { body: encoding === null ? body : compress(body, encoding), encoding };
}

function compress(body: Uint8Array, encoding: Encoding): Uint8Array<ArrayBuffer> {
  const compressed =
    encoding === 'gzip'
      ? gzipSync(body, { level: GZIP_LEVEL })
      : brotliCompressSync(body, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
          },
        });
  return new Uint8Array(compressed);
}
