// Decodes an XML file chunk by chunk, so that memory does not grow with it.
import iconv from 'iconv-lite';
import { type Charset, charsetOfLabel, ICONV_NAMES } from '../../decode/charsets.ts';
import { charsetOfFirstBytes } from '../../decode/declared-charset.ts';
import { decodeUtf8Runs } from '../../decode/utf8-runs.ts';
import type { StoredFile } from '../stored-file.ts';

const XML_DECLARATION = /^[^<]{0,100}<\?xml\b[^>]{0,200}?\bencoding\s{0,20}=\s{0,20}["']([\w.:-]{1,40})["']/i;

interface ChunkDecoder {
  write(bytes: Buffer): string;
  end(): string;
}

/**
 * The text of a file: by its byte order mark, else the encoding its XML declaration names, else UTF-8. No character is
 * cut; U+FEFF is left out.
 * @throws the error of the file system or of what unpacks the file when it cannot be read on.
 */
export async function* readTextChunks(file: StoredFile): AsyncIterable<string> {
  let decoder: ChunkDecoder | null = null;
  for await (const bytes of file.chunks()) {
    decoder ??= createDecoder(charsetOf(bytes));
    yield decoder.write(bytes).replaceAll('\ufeff', '');
  }
  const rest = decoder?.end();
  if (rest) yield rest;
}

function charsetOf(start: Buffer): Charset {
  const proven = charsetOfFirstBytes(start);
  if (proven) return proven.charset;
  const label = XML_DECLARATION.exec(start.toString('latin1', 0, 400))?.[1];
  const charset = label === undefined ? null : charsetOfLabel(label);
  // A label that could be read byte by byte cannot stand in a file of 16-bit units.
  return charset === null || charset.startsWith('utf-16') ? 'utf-8' : charset;
}

function createDecoder(charset: Charset): ChunkDecoder {
  // Reading run by run is right for both: databases gave out one under the name of the other.
  if (charset === 'utf-8' || charset === 'windows-1252') return createRunDecoder();
  if (charset === 'iso-2022-jp') {
    const decoder = new TextDecoder(charset);
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(ICONV_NAMES.get(charset) ?? charset);
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}

function createRunDecoder(): ChunkDecoder {
  let carried: Buffer = Buffer.alloc(0);
  return {
    write: (bytes) => {
      const joined = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
      const end = endOfWhole(joined);
      carried = Buffer.from(joined.subarray(end));
      return decodeUtf8Runs(joined.subarray(0, end)).text;
    },
    end: () => decodeUtf8Runs(carried).text,
  };
}

/** Where a character begins that goes on in the next chunk; else the length. */
function endOfWhole(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return at + length > bytes.length ? at : bytes.length;
    }
  }
  return bytes.length;
}
