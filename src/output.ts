// Standard output of a command: writes with back pressure, and notices when the reader has gone away.
import type { Writable } from 'node:stream';
import { printableJson } from './terminal-text.ts';

/** Thrown by a write when nobody reads any more (`antler extract … | head`): the program ends quietly. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 when it is none. */
  readonly columns: number;
  /** Writes one line, the line feed added. @throws OutputClosed when the reader is gone. */
  line(text: string): Promise<void>;
  /** Writes bytes as they are. @throws OutputClosed when the reader is gone. */
  bytes(bytes: Uint8Array): Promise<void>;
  /** One JSON value: on one line, or indented for people. */
  json(value: unknown, indent?: number): Promise<void>;
  /** Bold on a terminal that wants colours, else the text as it is. */
  bold(text: string): string;
}

/** A stream that may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Wraps `stream`. `NO_COLOR` (any value, https://no-color.org) and `TERM=dumb` switch bold off. */
export function createOutput(
  stream: OutputStream,
  environment: Readonly<Record<string, string | undefined>>,
): Output {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  const isTerminal = stream.isTTY === true;
  const wantsStyle = isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb';
  const write = async (chunk: string | Uint8Array): Promise<void> => {
    if (closed) throw new OutputClosed();
    if (!stream.write(chunk)) await drained(stream);
  };
  const line = (text: string) => write(`${text}\n`);
  return {
    isTerminal,
    columns: stream.columns || 80,
    line,
    bytes: write,
    json: (value, indent = 0) => line(printableJson(value, indent)),
    bold: (text) => (wantsStyle ? `\u001b[1m${text}\u001b[22m` : text),
  };
}

/** Resolves when everything written so far is handed over, or the stream is broken. */
export function flushed(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'error', 'close']) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'error', 'close']) stream.on(event, done);
  });
}
