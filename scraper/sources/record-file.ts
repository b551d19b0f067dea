// A documents file (JSON Lines, also gzipped) as a source of thread parts.
import { decodeUtf8Runs } from '../decode/utf8-runs.ts';
import type { Skip, ThreadPart } from '../model.ts';
import { MAX_LINE_BYTES, readByteLines } from './byte-lines.ts';
import { type DocumentRecord, readDocumentRecord } from './document-record.ts';
import { hashFile } from './file-hash.ts';
import { recogniseFile } from './file-kind.ts';
import { claimsToBeRecords } from './file-names.ts';
import { createLineRegister, type LineRegister } from './line-register.ts';
import type { RecordFile } from './model.ts';
import { createPartBuilder } from './record-parts.ts';
import { readStart, type StoredFile, unpackedFile } from './stored-file.ts';
import { reasonOf } from './system-reasons.ts';

/** Raised with every change of what records become. */
const recordProgram = 'records2';

const MAX_LINES_LOOKED_AT = 20;

/**
 * True when the file holds JSON objects, one a line: its first line is one, or, under a name that says so, one of the
 * first few.
 * @throws the error of the file system or of what unpacks the file when it cannot be read.
 */
export async function holdsRecords(file: StoredFile, name: string): Promise<boolean> {
  const claims = claimsToBeRecords(name);
  const kind = recogniseFile(await readStart(file), 'none');
  if (kind !== 'gzip' && kind !== 'documents' && !claims) return false;
  try {
    return await hasObjectLine(kind === 'gzip' ? unpackedFile(file) : file, claims ? MAX_LINES_LOOKED_AT : 1);
  } catch (error) {
    if (kind !== 'gzip') throw error;
    return false;
  }
}

async function hasObjectLine(file: StoredFile, mostLines: number): Promise<boolean> {
  let looked = 0;
  for await (const lines of readByteLines(file)) {
    for (const { bytes } of lines) {
      const text = bytes === null ? '?' : decodeUtf8Runs(bytes).text.trim();
      if (text === '') continue;
      if (isJsonObject(text)) return true;
      if (++looked >= mostLines) return false;
    }
  }
  return false;
}

/** A documents file with its hash; a skip when it cannot be read. */
export async function openRecordFile(file: StoredFile, name: string): Promise<RecordFile | Skip> {
  try {
    const hash = await hashFile(file);
    const size = await file.size();
    return {
      kind: 'records',
      path: name,
      hash,
      size,
      program: recordProgram,
      read: () => readRecords(file, name),
    };
  } catch (error) {
    return unreadable(name, reasonOf(error));
  }
}

async function* readRecords(file: StoredFile, name: string): AsyncIterable<ThreadPart | Skip> {
  try {
    const isGzipped = recogniseFile(await readStart(file), 'none') === 'gzip';
    const plain = isGzipped ? unpackedFile(file) : file;
    yield* joinRecords(plain, name, await findLastLines(plain));
  } catch (error) {
    yield unreadable(name, `the file cannot be read on: ${reasonOf(error)}`);
  }
}

/** Lines by id, the last one of each. What cannot be read is told by the second pass. */
async function findLastLines(file: StoredFile): Promise<LineRegister> {
  const lastLines = createLineRegister();
  try {
    for await (const { line, reading } of readRecordLines(file))
      if (reading.ok) lastLines.put(reading.record.id, line);
  } catch {}
  return lastLines;
}

async function* joinRecords(
  file: StoredFile,
  name: string,
  lastLines: LineRegister,
): AsyncIterable<ThreadPart | Skip> {
  const builder = createPartBuilder(name);
  let failure: unknown = null;
  try {
    for await (const { line, reading } of readRecordLines(file)) {
      const page = `${name}#${line}`;
      if (!reading.ok) yield { kind: 'skip', page, reason: 'bad-record', detail: reading.why };
      else {
        const last = lastLines.lineOf(reading.record.id);
        const part = last > line ? null : builder.add(reading.record, line);
        if (last > line) yield repeated(page, reading.record, last);
        if (part) yield part;
      }
    }
  } catch (error) {
    failure = error;
  }
  // What was whole before the file broke off is kept.
  const part = builder.finish();
  if (part) yield part;
  if (failure !== null) throw failure;
}

async function* readRecordLines(file: StoredFile) {
  for await (const lines of readByteLines(file)) {
    for (const { number, bytes } of lines) {
      if (bytes === null) {
        yield { line: number, reading: { ok: false, why: `longer than ${MAX_LINE_BYTES} bytes` } as const };
        continue;
      }
      const text = decodeUtf8Runs(bytes).text.trim();
      if (text !== '') yield { line: number, reading: readDocumentRecord(text) };
    }
  }
}

function repeated(page: string, { id }: DocumentRecord, lastLine: number): Skip {
  const detail = `the id ${JSON.stringify(id)} comes again on line ${lastLine}, which is kept`;
  return { kind: 'skip', page, reason: 'duplicate', detail };
}

function isJsonObject(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function unreadable(page: string, detail: string): Skip {
  return { kind: 'skip', page, reason: 'unreadable', detail };
}
