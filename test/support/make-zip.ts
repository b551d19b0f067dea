// Writes ZIP files for tests: stored, deflated, with lengths behind the content, and with lies in the directory.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedEntry {
  readonly name: string | Buffer;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  /** Lengths and checksum stand behind the content, as programs write that pack a stream. */
  readonly isStreamed?: boolean;
  /** Bit 0: encrypted; bit 11: the name is UTF-8. */
  readonly flags?: number;
  /** Packing method that is named; 0 and 8 are written as they should be. */
  readonly method?: number;
  /** Length that is named instead of the true one. */
  readonly size?: number;
  /** Unix mode, such as `0o120777` for a symbolic link. */
  readonly mode?: number;
}

/** The bytes of a ZIP. */
export function makeZip(entries: readonly ZippedEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = localEntry(entry);
    parts.push(local.bytes);
    directory.push(directoryEntry(entry, local.fields, offset));
    offset += local.bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

function localEntry(entry: ZippedEntry): { readonly bytes: Buffer; readonly fields: Buffer } {
  const content = Buffer.from(entry.content);
  const packed = entry.isStored
    ? content
    : deflateRawSync(content, { level: content.length > 1_000_000 ? 1 : 6 });
  const name = Buffer.from(entry.name);
  // Version, flags, method, time, date, checksum, packed and unpacked length, length of the name, of extra fields.
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE((entry.flags ?? 0) | (entry.isStreamed ? 8 : 0), 2);
  fields.writeUInt16LE(entry.method ?? (entry.isStored ? 0 : 8), 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(entry.size ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.from(fields);
  if (entry.isStreamed) local.fill(0, 10, 22);
  const behind = entry.isStreamed
    ? Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), fields.subarray(10, 22)])
    : Buffer.alloc(0);
  const bytes = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), local, name, packed, behind]);
  return { bytes, fields };
}

function directoryEntry(entry: ZippedEntry, fields: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x0314, 4);
  fields.copy(header, 6);
  header.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, Buffer.from(entry.name)]);
}
