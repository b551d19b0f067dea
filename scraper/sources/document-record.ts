// One line of a documents file: checked by hand, typed from there on.
import type { DatePrecision, TextRange } from '../model.ts';
import { readRecordDate } from './record-date.ts';

/** A line as it stands there, fields checked, texts not yet cleaned. */
export interface DocumentRecord {
  readonly id: string;
  readonly type: 'post' | 'comment';
  readonly threadId: string;
  readonly parentId: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly publishedAt: string | null;
  readonly datePrecision: DatePrecision | null;
  readonly text: string;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly links: readonly string[];
  /** Within `text`, sorted, not overlapping. */
  readonly quotes: readonly TextRange[];
}

/** A record, or one clause that says why the line is none. */
export type RecordReading =
  | { readonly ok: true; readonly record: DocumentRecord }
  | { readonly ok: false; readonly why: string };

const MAX_ID_LENGTH = 500;

class BadRecord extends Error {}

/** Reads a line. Never fails. */
export function readDocumentRecord(line: string): RecordReading {
  try {
    return { ok: true, record: checkRecord(parseObject(line)) };
  } catch (error) {
    if (error instanceof BadRecord) return { ok: false, why: error.message };
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function parseObject(line: string): Fields {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadRecord('not a JSON object');
  return value as Fields;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadRecord('not valid JSON');
  }
}

function checkRecord(fields: Fields): DocumentRecord {
  const id = readId(fields, 'id');
  if (id === null) throw new BadRecord('"id" is missing');
  const text = readText(fields, 'text');
  if (text === null) throw new BadRecord('"text" is missing');
  return {
    id,
    type: readType(fields),
    threadId: readId(fields, 'threadId') ?? id,
    parentId: readId(fields, 'parentId'),
    title: readText(fields, 'title') ?? '',
    author: readText(fields, 'author'),
    ...readDate(fields),
    text,
    url: readText(fields, 'url'),
    tags: readTexts(fields, 'tags'),
    links: readTexts(fields, 'links'),
    quotes: readQuotes(fields, text),
  };
}

function readText(fields: Fields, name: string): string | null {
  const value = own(fields, name);
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new BadRecord(`"${name}" is no string`);
  return value;
}

function readId(fields: Fields, name: string): string | null {
  const value = own(fields, name);
  const id = Number.isSafeInteger(value) ? String(value) : readText(fields, name);
  if (id === null || (id === '' && name !== 'id')) return null;
  if (id.trim() === '') throw new BadRecord(`"${name}" is empty`);
  if (id.length > MAX_ID_LENGTH) throw new BadRecord(`"${name}" has more than ${MAX_ID_LENGTH} characters`);
  if (/[\p{Cc}\p{Surrogate}]/u.test(id)) throw new BadRecord(`"${name}" holds control characters`);
  if (id === '.' || id === '..') throw new BadRecord(`"${name}" is "${id}", which no address can hold`);
  return id;
}

function readType(fields: Fields): 'post' | 'comment' {
  const type = readText(fields, 'type') ?? 'post';
  if (type === 'post' || type === 'comment') return type;
  throw new BadRecord('"type" is neither "post" nor "comment"');
}

function readDate(fields: Fields): Pick<DocumentRecord, 'publishedAt' | 'datePrecision'> {
  const written = readText(fields, 'publishedAt')?.trim() ?? '';
  if (written === '') return { publishedAt: null, datePrecision: null };
  const date = readRecordDate(written);
  if (date === null) throw new BadRecord('"publishedAt" is no ISO 8601 date');
  return date;
}

function readTexts(fields: Fields, name: string): readonly string[] {
  return readList(fields, name).map((item) => {
    if (typeof item !== 'string') throw new BadRecord(`"${name}" holds something that is no string`);
    return item;
  });
}

function readQuotes(fields: Fields, text: string): readonly TextRange[] {
  const ranges = readList(fields, 'quotes').map((range) => readRange(range, text.length));
  ranges.sort((one, other) => one[0] - other[0]);
  const joined: TextRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], range[1])];
    else if (range[0] < range[1]) joined.push(range);
  }
  return joined;
}

function readRange(range: unknown, length: number): TextRange {
  if (Array.isArray(range) && range.length === 2) {
    const [start, end]: readonly unknown[] = range;
    if (isOffset(start, length) && isOffset(end, length) && start <= end) return [start, end];
  }
  throw new BadRecord('"quotes" holds something that is no range of the text');
}

function isOffset(value: unknown, length: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= length;
}

function readList(fields: Fields, name: string): readonly unknown[] {
  const value = own(fields, name) ?? [];
  if (!Array.isArray(value)) throw new BadRecord(`"${name}" is no list`);
  return value;
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
