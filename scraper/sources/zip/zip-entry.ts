// An entry of a ZIP: its name, where it lies, and why it may be none of ours.
import yauzl from 'yauzl';
import type { EntryPlace } from './entry-file.ts';

/** An entry that is a file. */
export interface ZipEntry {
  readonly kind: 'entry';
  /** With `/`. Not safe as a path of a file system. */
  readonly name: string;
  readonly place: EntryPlace;
  /** Why it cannot be read, one clause; null when it can. */
  readonly problem: string | null;
}

export const DEFLATED = 8;
const STORED = 0;
export const UTF8_FLAG = 0x800;

/** Why an entry of this kind is not read, or null. */
export function problemOf(name: string, isEncrypted: boolean, method: number): string | null {
  const unsafe = yauzl.validateFileName(name);
  if (unsafe !== null) return `its name leads out of the archive: ${unsafe}`;
  if (isEncrypted) return 'it is encrypted';
  if (method !== STORED && method !== DEFLATED) return `it is packed by method ${method}, which is not read`;
  return null;
}

/** A name that does not tell its charset: UTF-8 when it can be, else that of DOS. */
export function readPlainName(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const flags = Buffer.from(text).equals(bytes) ? UTF8_FLAG : 0;
  return yauzl.getFileNameLowLevel(flags, bytes, [], false);
}
