// Sends a page that is made in pieces, letting other requests in between.
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import type { Log } from '../log.ts';

/** Pieces are gathered to about this many characters before they are sent. */
const CHUNK_LENGTH = 16_384;

/** The pieces as one HTML answer. The generator runs as fast as the client reads, and stops when it leaves. */
export function streamHtml(c: Context, pieces: Generator<string>, log: Pick<Log, 'error'>): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await setImmediate();
      try {
        const { text, isLast } = gather(pieces);
        if (text !== '') controller.enqueue(encoder.encode(text));
        if (isLast) controller.close();
      } catch (error) {
        log.error('a page could not be finished', {
          error: error instanceof Error ? error.message : String(error),
        });
        controller.error(error);
      }
    },
    cancel() {
      pieces.return(undefined);
    },
  });
  return c.body(stream, 200, { 'Content-Type': 'text/html; charset=utf-8' });
}

function gather(pieces: Generator<string>): { readonly text: string; readonly isLast: boolean } {
  let text = '';
  while (text.length < CHUNK_LENGTH) {
    const { value, done } = pieces.next();
    if (done === true) return { text, isLast: true };
    text += value;
  }
  return { text, isLast: false };
}
