// A file as pieces for a cursor, as it lies there. A file that cannot be read on ends with a break.
import type { StoredFile } from '../stored-file.ts';
import { reasonOf } from '../system-reasons.ts';
import type { Break, Piece } from './byte-cursor.ts';

/** Never fails. */
export async function* readPieces(file: StoredFile): AsyncGenerator<Piece | Break> {
  let offset = 0;
  try {
    for await (const bytes of file.chunks()) {
      yield { kind: 'piece', bytes, offset, isPacked: false };
      offset += bytes.length;
    }
  } catch (error) {
    yield { kind: 'break', offset, why: `the file cannot be read on: ${reasonOf(error)}`, isChecksum: false };
  }
}
