// Cuts a WARC into its records. What is damaged is told and passed over: reading goes on at the next record.
// ISO 28500; lenient in line ends and spaces.
import type { ByteCursor } from '../bytes/byte-cursor.ts';
import { endOfHead, type HeaderFields, readHeaderFields } from './header-fields.ts';

export interface WarcRecord {
  readonly kind: 'record';
  /** Where it lies in the file. */
  readonly offset: number;
  readonly fields: HeaderFields;
  /** Declared bytes of the content. */
  readonly length: number;
  /** The content; only its start for a record above the limit. */
  readonly content: Buffer;
  readonly isWhole: boolean;
}

export interface WarcDamage {
  readonly kind: 'damage';
  readonly offset: number;
  /** One clause that names the offset. */
  readonly detail: string;
  /** Fields of the record that is lost, when they could be read. */
  readonly fields: HeaderFields | null;
}

const MAX_HEAD_BYTES = 64 * 1024;
/** Enough of a record above the limit to know what it is. */
const START_BYTES = 96 * 1024;
const SCAN_BYTES = 64 * 1024;
/** So many bytes tell a record's start. */
const PROOF_BYTES = 200;
const RECORD_START = /^WARC\/\d{1,3}\.\d{1,3}[ \t]{0,10}\r?\n[A-Za-z-]{1,60}[ \t]{0,10}:/;

/** True when bytes begin like a WARC record. */
export function isRecordStart(bytes: Buffer): boolean {
  return RECORD_START.test(bytes.toString('latin1', 0, PROOF_BYTES));
}

/** Records in order; memory holds one, and of one above `maxBytes` only the start. Never fails. */
export async function* readRecords(
  cursor: ByteCursor,
  maxBytes: number,
): AsyncGenerator<WarcRecord | WarcDamage> {
  for (;;) {
    await skipLineEnds(cursor);
    if ((await cursor.peek(1)).length > 0) yield* await readRecord(cursor, maxBytes);
    else if (cursor.breakAhead) yield passBreak(cursor);
    else return;
  }
}

/** A record, or what is wrong with it, or both: of one that says a wrong length all is there up to the next. */
async function readRecord(cursor: ByteCursor, maxBytes: number): Promise<(WarcRecord | WarcDamage)[]> {
  const { offset } = cursor;
  const fields = await readHead(cursor);
  if (fields === null) return [await passUnknown(cursor, offset)];
  const written = fields.get('content-length') ?? '';
  const length = /^\d{1,15}$/.test(written) ? Number(written) : null;
  const damage = (detail: string): WarcDamage[] => [{ kind: 'damage', offset, detail, fields }];
  if (length === null) {
    await seekRecord(cursor);
    return damage(`the record at byte ${offset} does not say how long it is`);
  }
  const content = await cursor.take(length > maxBytes ? Math.min(START_BYTES, length) : length);
  const record: WarcRecord = { kind: 'record', offset, fields, length, content, isWhole: length <= maxBytes };
  const read = content.length + (await cursor.drop(length - content.length));
  if (read < length) {
    const why = cursor.breakAhead?.why ?? 'the file ends there';
    cursor.passBreak();
    const told = damage(`the record at byte ${offset} breaks off after ${read} of ${length} bytes: ${why}`);
    if (record.isWhole && findRecordStart(content) >= 0)
      return [...told, ...(await mend(record, cursor, maxBytes))];
    await goBack(cursor, content, read);
    return told;
  }
  if (!(await endsWell(cursor))) {
    const told = damage(`the record at byte ${offset} is not as long as it says`);
    if (record.isWhole) return [...told, ...(await mend(record, cursor, maxBytes))];
    await goBack(cursor, content, read);
    return told;
  }
  if (cursor.breakAhead?.isChecksum) {
    const { why } = cursor.breakAhead;
    cursor.passBreak();
    return damage(`the record at byte ${offset} is damaged: ${why}`);
  }
  return [record];
}

/** A record just taken that says a wrong length, with all there is up to the next one; none when that is above the limit. */
async function mend(record: WarcRecord, cursor: ByteCursor, maxBytes: number): Promise<WarcRecord[]> {
  const pieces = [record.content];
  let length = record.content.length;
  const mended = () => [{ ...record, length, content: withoutLineEnds(Buffer.concat(pieces)) }];
  const inside = findRecordStart(record.content);
  if (inside >= 0) {
    cursor.unread(record.content.subarray(inside));
    pieces[0] = record.content.subarray(0, inside);
    return mended();
  }
  for (;;) {
    const bytes = await cursor.peek(SCAN_BYTES);
    const at = findRecordStart(bytes);
    const isLast = bytes.length < SCAN_BYTES;
    const piece = await cursor.take(at >= 0 ? at : isLast ? bytes.length : SCAN_BYTES - PROOF_BYTES);
    length += piece.length;
    if (length <= maxBytes) pieces.push(piece);
    if (at >= 0 || isLast) return length <= maxBytes ? mended() : [];
  }
}

function withoutLineEnds(content: Buffer): Buffer {
  let end = content.length;
  while (end > 0 && end > content.length - 4 && (content[end - 1] === 0x0a || content[end - 1] === 0x0d))
    end--;
  return content.subarray(0, end);
}

/** A wrong length has swallowed records, or parts of them: reading goes on at the first that is left. */
async function goBack(cursor: ByteCursor, content: Buffer, read: number): Promise<void> {
  const next = content.length === read ? findRecordStart(content) : -1;
  if (next >= 0) cursor.unread(content.subarray(next));
  else await seekRecord(cursor);
}

/** True when a record may end here; line ends before the end of the file are passed. A damaged separator harms no record. */
async function endsWell(cursor: ByteCursor): Promise<boolean> {
  const after = await cursor.peek(PROOF_BYTES);
  const lineEnds = /^[\r\n]*/.exec(after.toString('latin1'))?.[0].length ?? 0;
  if (lineEnds === after.length) await cursor.drop(lineEnds);
  if (lineEnds >= 2 || after.length <= 8) return true;
  const next = findRecordStart(after);
  return next >= 0 && next <= 8;
}

/** The fields of the record that begins here, taken with its blank line; null, and nothing taken, when there is none. */
async function readHead(cursor: ByteCursor): Promise<HeaderFields | null> {
  const near = await cursor.peek(4_096);
  if (!isRecordStart(near)) return null;
  const head = endOfHead(near) === null ? await cursor.peek(MAX_HEAD_BYTES) : near;
  const end = endOfHead(head);
  if (end === null) return null;
  const fields = readHeaderFields(head.toString('utf8', head.indexOf('\n') + 1, end));
  await cursor.drop(end);
  return fields;
}

async function passUnknown(cursor: ByteCursor, offset: number): Promise<WarcDamage> {
  const passed = (await cursor.drop(1)) + (await seekRecord(cursor));
  const why = cursor.breakAhead ? `: ${cursor.breakAhead.why}` : '';
  cursor.passBreak();
  return {
    kind: 'damage',
    offset,
    detail: `${passed} bytes from byte ${offset} on are no whole record${why}`,
    fields: null,
  };
}

function passBreak(cursor: ByteCursor): WarcDamage {
  const { offset, why } = cursor.breakAhead ?? { offset: cursor.offset, why: 'the file ends there' };
  cursor.passBreak();
  return { kind: 'damage', offset, detail: `nothing can be read at byte ${offset}: ${why}`, fields: null };
}

async function skipLineEnds(cursor: ByteCursor): Promise<void> {
  for (;;) {
    const near = await cursor.peek(16);
    const other = near.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
    if (other === 0 || near.length === 0) return;
    await cursor.drop(other < 0 ? near.length : other);
  }
}

/** Passes bytes up to the next record, a break or the end, and tells how many. */
async function seekRecord(cursor: ByteCursor): Promise<number> {
  let passed = 0;
  for (;;) {
    const bytes = await cursor.peek(SCAN_BYTES);
    const at = findRecordStart(bytes);
    const isLast = bytes.length < SCAN_BYTES;
    passed += await cursor.drop(at >= 0 ? at : isLast ? bytes.length : SCAN_BYTES - PROOF_BYTES);
    if (at >= 0 || isLast) return passed;
  }
}

/** Where the first record begins in these bytes, or -1. */
export function findRecordStart(bytes: Buffer): number {
  for (let at = bytes.indexOf('WARC/'); at >= 0; at = bytes.indexOf('WARC/', at + 5))
    if (isRecordStart(bytes.subarray(at, at + PROOF_BYTES))) return at;
  return -1;
}
