// Documents files as the benchmarks read and write them: one document a line, never more than a piece of the file in
// memory. Any archive becomes one.

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutPath } from '../support/shared.ts';
import { runNode } from './measure.ts';

/** A line of a documents file. */
export interface BenchDocument {
  readonly id: string;
  readonly type: 'post' | 'comment';
  readonly threadId: string;
  readonly parentId?: string;
  readonly author: string | null;
  /** ISO 8601, or null. */
  readonly publishedAt: string | null;
  readonly title?: string;
  readonly text: string;
  readonly tags?: readonly string[];
  readonly quotes?: readonly (readonly [from: number, to: number])[];
}

const PIECE_BYTES = 1 << 20;
const WRITE_CHARACTERS = 4_000_000;

/** Writes the documents one a line, in the order they come. */
export function writeDocuments(path: string, documents: Iterable<BenchDocument>): void {
  const file = openSync(path, 'w');
  try {
    let lines = '';
    for (const document of documents) {
      lines += `${JSON.stringify(document)}\n`;
      if (lines.length < WRITE_CHARACTERS) continue;
      writeSync(file, lines);
      lines = '';
    }
    writeSync(file, lines);
  } finally {
    closeSync(file);
  }
}

/** The documents of a file that a benchmark wrote, one at a time. */
export function* readDocuments(path: string): Generator<BenchDocument> {
  for (const { line } of readLines(path)) yield JSON.parse(line) as BenchDocument;
}

/** A line with its place, in bytes. */
export interface PlacedLine {
  readonly line: string;
  readonly start: number;
  readonly length: number;
}

/** Lines that are not empty. */
export function* readLines(path: string): Generator<PlacedLine> {
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let rest = Buffer.alloc(0);
    let start = 0;
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      const bytes =
        rest.length > 0 ? Buffer.concat([rest, piece.subarray(0, read)]) : piece.subarray(0, read);
      let at = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
        if (end > at) yield { line: bytes.toString('utf8', at, end), start: start + at, length: end - at };
        at = end + 1;
      }
      rest = Buffer.from(bytes.subarray(at));
      start += at;
    }
    if (rest.length > 0) yield { line: rest.toString('utf8'), start, length: rest.length };
  } finally {
    closeSync(file);
  }
}

/** Extracts an archive of any form, and writes what it holds as a documents file. */
export async function writeArchiveDocuments(archive: string, path: string, folder: string): Promise<void> {
  const threads = join(folder, 'threads.jsonl');
  const words = [join(checkoutPath, 'dist/src/main.js'), 'extract', archive];
  const { code, stderr } = await runNode(words, threads);
  if (code === 2) throw new Error(`the archive cannot be read: ${stderr}`);
  writeDocuments(path, documentsOf(threads));
}

/** What `antler extract` prints of a thread, as far as it is needed here. */
interface ExtractedThread {
  readonly post: ExtractedWriting | null;
  readonly comments: readonly (ExtractedWriting & {
    readonly kind: string;
    readonly parentId: string | null;
  })[];
}

interface ExtractedWriting extends Pick<BenchDocument, 'id' | 'author' | 'publishedAt' | 'text' | 'quotes'> {
  readonly title?: string;
  readonly tags?: readonly string[];
}

function* documentsOf(threadsFile: string): Generator<BenchDocument> {
  let number = 0;
  for (const { line } of readLines(threadsFile)) {
    const { post, comments } = JSON.parse(line) as ExtractedThread;
    const threadId = `t${++number}`;
    if (post !== null) yield { ...writingOf(post), id: `${threadId}-post`, type: 'post', threadId };
    for (const comment of comments) {
      if (comment.kind !== 'comment') continue;
      const parent = comment.parentId === null ? {} : { parentId: `${threadId}-${comment.parentId}` };
      yield { ...writingOf(comment), ...parent, id: `${threadId}-${comment.id}`, type: 'comment', threadId };
    }
  }
}

function writingOf({ author, publishedAt, title, text, tags, quotes }: ExtractedWriting) {
  return {
    author,
    publishedAt,
    text,
    ...(title === undefined ? {} : { title }),
    ...(tags === undefined ? {} : { tags }),
    ...(quotes === undefined ? {} : { quotes }),
  };
}
