// Reads a documents file or an export into the catalog, in chunks: a file of a million records does not fit in memory.
import type { Catalog, Fingerprint, SourceRecord } from '../../index/catalog/model.ts';
import { recordReading } from '../../index/catalog/records.ts';
import { decodeProgram } from '../../scraper/decode/decode.ts';
import type { Skip, ThreadPart } from '../../scraper/model.ts';
import type { RecordFile } from '../../scraper/sources/model.ts';

interface RecordContext {
  readonly catalog: Catalog;
  readonly record: SourceRecord;
  readonly run: number;
  readonly signal?: AbortSignal | undefined;
}

// Characters of text and number of readings, whichever comes first.
const CHUNK_CHARACTERS = 8_000_000;
const CHUNK_READINGS = 5_000;

/**
 * Reads a file unless it is unchanged; true when it was read. All chunks but the last are stored as pages
 * `PATH#part1`, `PATH#part2`…; the last one, under the file's own path, makes the file count as read.
 * @throws IndexError from the catalog; the signal's reason when it is aborted.
 */
export async function readRecordFile(file: RecordFile, context: RecordContext): Promise<boolean> {
  const fingerprint = { hash: file.hash, program: `${decodeProgram} ${file.program}` };
  if (isUnchanged(file, fingerprint, context)) return false;
  let chunk: (ThreadPart | Skip)[] = [];
  let characters = 0;
  let chunks = 0;
  for await (const reading of file.read()) {
    context.signal?.throwIfAborted();
    if (characters > CHUNK_CHARACTERS || chunk.length >= CHUNK_READINGS) {
      save(chunkPage(file.path, ++chunks), fingerprint, chunk, context);
      chunk = [];
      characters = 0;
    }
    chunk.push(reading);
    characters += sizeOf(reading);
  }
  context.catalog.transaction(() => {
    emptyOldChunks(file.path, fingerprint, context);
    save(file.path, fingerprint, chunk, context);
  });
  return true;
}

/** True for a page name that stands for a chunk of a documents file. */
export function isChunkPage(page: string): boolean {
  return /#part\d+$/.test(page);
}

function isUnchanged(file: RecordFile, fingerprint: Fingerprint, context: RecordContext): boolean {
  const { catalog, record, run } = context;
  const isSeen = (page: string) => catalog.isUnchanged(record.sourceId, page, fingerprint, run);
  return catalog.transaction(() => {
    if (!isSeen(file.path)) return false;
    for (let chunk = 1; isSeen(chunkPage(file.path, chunk)); chunk++);
    return true;
  });
}

/** Chunks that a longer version of the file left behind. */
function emptyOldChunks(path: string, fingerprint: Fingerprint, context: RecordContext): void {
  const { catalog, record, run } = context;
  for (const page of catalog.missingPages(record.sourceId, run))
    if (isChunkPage(page) && page.startsWith(`${path}#`)) save(page, fingerprint, [], context);
}

function save(
  page: string,
  fingerprint: Fingerprint,
  readings: readonly (ThreadPart | Skip)[],
  { catalog, record, run }: RecordContext,
): void {
  catalog.saveReadings(record.sourceId, page, fingerprint, readings.map(recordReading), run);
}

function chunkPage(path: string, chunk: number): string {
  return `${path}#part${chunk}`;
}

function sizeOf(reading: ThreadPart | Skip): number {
  if (reading.kind === 'skip') return reading.detail.length;
  return reading.comments.reduce((sum, { text }) => sum + text.length, reading.post?.text.length ?? 0);
}
