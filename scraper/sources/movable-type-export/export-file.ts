// A Movable Type export (TypePad and others write it too) as a source of thread parts: one entry in memory at a time.
import { decodePage } from '../../decode/decode.ts';
import { extractProgram } from '../../extract.ts';
import type { Skip, ThreadPart } from '../../model.ts';
import { hashFile } from '../file-hash.ts';
import type { RecordFile } from '../model.ts';
import type { StoredFile } from '../stored-file.ts';
import { reasonOf } from '../system-reasons.ts';
import { parseEntry } from './entry.ts';
import { type EntryPiece, MAX_ENTRY_BYTES, splitEntries } from './split-entries.ts';
import { readEntry } from './thread-part.ts';

/** Raised with every change of what an export becomes. */
const exportVersion = 1;

/** An export with its hash; a skip when it cannot be read. */
export async function openMovableTypeExport(stored: StoredFile, name: string): Promise<RecordFile | Skip> {
  try {
    const hash = await hashFile(stored);
    // Bodies are read by the rules of pages.
    const program = `movable-type-export${exportVersion} ${extractProgram}`;
    const size = await stored.size();
    return { kind: 'records', path: name, hash, size, program, read: () => readExport(stored, name) };
  } catch (error) {
    return skip(name, 'unreadable', reasonOf(error));
  }
}

async function* readExport(stored: StoredFile, file: string): AsyncIterable<ThreadPart | Skip> {
  try {
    for await (const piece of splitEntries(stored)) yield* readPiece(piece, file);
  } catch (error) {
    yield skip(file, 'unreadable', `the file cannot be read on: ${reasonOf(error)}`);
  }
}

function* readPiece({ number, bytes, isWhole }: EntryPiece, file: string): Iterable<ThreadPart | Skip> {
  const page = `${file}#entry ${number}`;
  if (bytes === null) {
    yield skip(page, 'bad-record', `the entry is longer than ${MAX_ENTRY_BYTES} bytes`);
    return;
  }
  yield readEntry(parseEntry(decodePage(bytes, null).text), { file, page });
  if (!isWhole)
    yield skip(page, 'bad-record', 'the file breaks off inside this entry; what stands there is kept');
}

function skip(page: string, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page, reason, detail };
}
