// Makes the bytes of a body, compressed when the client takes that.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Answer, Encoding } from './model.ts';

/** Shorter bodies are sent as they are: what they would save, the headers of one packet hold anyway. */
const MIN_COMPRESSED_BYTES = 1_024;
/** Where both kinds give most of what they can for a millisecond of work. */
const GZIP_LEVEL = 4;
const BROTLI_QUALITY = 4;

/** Most answers fit; longer ones are encoded by themselves. */
const scratch = new Uint8Array(1 << 18);
const writer = Buffer.from(scratch.buffer);
/** Of one UTF-16 code unit in UTF-8. */
const MOST_BYTES = 3;

/** The text as UTF-8. Cost: compressing takes about ten milliseconds a megabyte. */
export function encodeBody(text: string, wanted: Encoding | null): Pick<Answer, 'body' | 'encoding'> {
  const body = encode(text);
  const encoding = body.length < MIN_COMPRESSED_BYTES ? null : wanted;
  return { body: encoding === null ? body : compress(body, encoding), encoding };
}

/** Written first and copied then, it need not be walked to know its length: half the time of a `TextEncoder`. */
function encode(text: string): Uint8Array<ArrayBuffer> {
  if (text.length * MOST_BYTES > scratch.length) return new TextEncoder().encode(text);
  return scratch.slice(0, writer.write(text));
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
