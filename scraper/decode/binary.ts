// Tells text from other bytes, whatever the name of the file says.
import { charsetOfFirstBytes } from './declared-charset.ts';

const SAMPLE_BYTES = 65_536;
/** Share of control bytes above which bytes are no text. Compressed data has about a tenth. */
const MAX_CONTROL_SHARE = 0.02;
/** Tab, line feed, vertical tab, form feed, carriage return, and the escape of ISO-2022. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);
/** First bytes of PNG, JPEG, GIF, PDF, ZIP, gzip, bzip2, ELF, WOFF. */
const SIGNATURES: readonly string[] = [
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '%PDF-',
  'PK\x03\x04',
  '\x1f\x8b',
  'BZh',
  '\x7fELF',
  'wOFF',
  'wOF2',
];

/** True when bytes are no text in any charset: a known signature, or too many control bytes. Reads 64 KiB at most. */
export function looksBinary(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8)).toString('latin1');
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return true;
  if (charsetOfFirstBytes(bytes) !== null) return false;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let controls = 0;
  for (const byte of sample) if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls++;
  return controls > sample.length * MAX_CONTROL_SHARE;
}
