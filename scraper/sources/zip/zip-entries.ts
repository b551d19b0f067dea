// Lists the entries of a ZIP by its directory; where that is damaged or cut off, by what stands before each entry.
import type { PathLike } from 'node:fs';
import { open } from 'node:fs/promises';
import yauzl, { type Entry } from 'yauzl';
import { reasonOf } from '../system-reasons.ts';
import { findLocalEntries } from './local-entries.ts';
import { DEFLATED, problemOf, readPlainName, UTF8_FLAG, type ZipEntry } from './zip-entry.ts';

/** Something is wrong with the ZIP itself. */
export interface ZipDamage {
  readonly kind: 'damage';
  readonly detail: string;
}

const DIRECTORY_HEADER = 0x02014b50;
const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;
const UNICODE_PATH = 0x7075;

/** Files in the order of the directory. Folders and symbolic links are left out. Never fails. */
export async function* listZip(archive: PathLike): AsyncGenerator<ZipEntry | ZipDamage> {
  const listed = new Set<number>();
  try {
    const zip = await yauzl.openPromise(archive, { autoClose: false, decodeStrings: false });
    try {
      for await (const entry of zip.eachEntry()) {
        listed.add(entry.relativeOffsetOfLocalHeader);
        const found = readEntry(entry);
        if (found) yield found;
      }
      if (await hasEntryAt(archive, zip.readEntryCursor))
        throw new Error('it holds more entries than it names');
    } finally {
      zip.close();
    }
  } catch (error) {
    const [why] = reasonOf(error).split('. ');
    const detail = `its directory cannot be read (${why}); entries are looked for one after the other`;
    yield { kind: 'damage', detail };
    yield* findLocalEntries(archive, listed);
  }
}

/** Programs that count in 16 bits name 65,536 entries too few. */
async function hasEntryAt(archive: PathLike, offset: number): Promise<boolean> {
  const handle = await open(archive, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, offset);
    return bytesRead === 4 && buffer.readUInt32LE(0) === DIRECTORY_HEADER;
  } finally {
    await handle.close();
  }
}

function readEntry(entry: Entry): ZipEntry | null {
  const name = readName(entry);
  const isLink = ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK;
  if (isLink || name.endsWith('/')) return null;
  const place = {
    offset: entry.relativeOffsetOfLocalHeader,
    isDeflated: entry.compressionMethod === DEFLATED,
    packedBytes: entry.compressedSize,
    size: entry.uncompressedSize,
    checksum: entry.crc32,
  };
  return {
    kind: 'entry',
    name,
    place,
    problem: problemOf(name, entry.isEncrypted(), entry.compressionMethod),
  };
}

/** Many programs write UTF-8 without saying so. */
function readName({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const saysSo =
    (generalPurposeBitFlag & UTF8_FLAG) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);
  return saysSo
    ? yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
    : readPlainName(fileNameRaw);
}
