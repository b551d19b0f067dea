// Dates of an export: the blog's own time, and the same in GMT, which together tell the offset.
import { instantOfFeedDate } from '../feed-date.ts';
import { type RecordDate, readRecordDate } from '../record-date.ts';

/** The fields as they stand there; `0000-00-00 00:00:00` and others that are no date count as missing. */
export interface ExportDateFields {
  readonly local: string;
  readonly gmt: string;
  /** RFC 822 date of the item, which takes the place of a missing `gmt`; empty for comments. */
  readonly pubDate: string;
}

const MINUTE_MS = 60_000;
// Time zones lie between UTC-12:00 and UTC+14:00, on quarters of an hour.
const LEAST_OFFSET = -12 * 60;
const MOST_OFFSET = 14 * 60;

/**
 * Local time with its offset; without when the two do not lie a time zone apart. Only one of them known: the local time
 * as it is, GMT with `Z`. Null when none is a date.
 */
export function readExportDate(fields: ExportDateFields): RecordDate | null {
  const local = readTime(fields.local);
  const gmt = readTime(fields.gmt) ?? readTime(instantOfFeedDate(fields.pubDate)?.slice(0, 19) ?? '');
  if (local === null) return gmt === null ? null : { ...gmt, publishedAt: `${gmt.publishedAt}Z` };
  const offset = gmt === null ? null : offsetBetween(local.publishedAt, gmt.publishedAt);
  return offset === null ? local : { ...local, publishedAt: local.publishedAt + offset };
}

/** A date with its time of day and without offset. */
function readTime(written: string): RecordDate | null {
  const trimmed = written.trim();
  if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?$/.test(trimmed) || !isPlausible(trimmed)) return null;
  return readRecordDate(trimmed);
}

function isPlausible(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year >= 1980 && year <= 2100;
}

function offsetBetween(local: string, gmt: string): string | null {
  const minutes = (Date.parse(`${local}Z`) - Date.parse(`${gmt}Z`)) / MINUTE_MS;
  if (minutes < LEAST_OFFSET || minutes > MOST_OFFSET || minutes % 15 !== 0) return null;
  const size = Math.abs(minutes);
  const twoDigits = (part: number) => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}
