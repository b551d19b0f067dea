// One moment as two places tell it: which of the two dates says more, and whether they can be the same moment at all.
import type { DatePrecision } from '../model.ts';

/** A date as a page prints it or a record holds it. */
export interface ToldDate {
  readonly publishedAt: string | null;
  readonly datePrecision: DatePrecision | null;
  /** True for feeds and exports: their times are those of the database, not of a theme. */
  readonly isRecord: boolean;
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Zones lie between UTC-12:00 and UTC+14:00. */
const MOST_OFFSET_MS = 14 * 60 * MINUTE_MS;
const LENGTHS_MS: Readonly<Record<DatePrecision, number>> = {
  second: 1_000,
  minute: MINUTE_MS,
  day: DAY_MS,
  month: 31 * DAY_MS,
  year: 366 * DAY_MS,
};
const RANKS: readonly DatePrecision[] = ['year', 'month', 'day', 'minute', 'second'];
const ZONE = /T.*(Z|[+-]\d\d:\d\d)$/;

/** Whether both can tell the same moment; an unknown date can be any. Without a zone a date may be off by fourteen hours. */
export function areCompatible(one: ToldDate, other: ToldDate): boolean {
  const a = spanOf(one);
  const b = spanOf(other);
  if (a === null || b === null) return true;
  const slack = hasZone(one) === hasZone(other) ? 0 : MOST_OFFSET_MS;
  if (a.from < b.to + slack && b.from < a.to + slack) return true;
  // Some themes print local time under the zone +00:00.
  const distance = Math.abs(a.from - b.from);
  return one.isRecord !== other.isRecord && distance <= MOST_OFFSET_MS && distance % QUARTER_MS < MINUTE_MS;
}

/** The date that says more, the first of equals; the first, too, of two that do not agree. */
export function mergeDates(first: ToldDate, second: ToldDate): ToldDate {
  if (first.publishedAt === null) return second;
  if (second.publishedAt === null || !areCompatible(first, second)) return first;
  if (first.isRecord !== second.isRecord) {
    const [record, printed] = first.isRecord ? [first, second] : [second, first];
    if (hasZone(record)) return inPrintedZone(record, printed);
  }
  return rankOf(second) > rankOf(first) ? second : first;
}

/**
 * The moment of a record given in UTC, on the clock that the page prints: what lies between them is the zone. A printed
 * day tells no zone: where UTC has another day already, the day stays.
 */
function inPrintedZone(record: ToldDate, printed: ToldDate): ToldDate {
  if (printed.datePrecision === 'day' && !record.publishedAt?.startsWith(printed.publishedAt ?? ''))
    return printed;
  const hasTime = printed.datePrecision === 'minute' || printed.datePrecision === 'second';
  if (!hasTime || !record.publishedAt?.endsWith('Z')) return record;
  const instant = Date.parse(record.publishedAt);
  const clock = Date.parse(`${wallClock(printed.publishedAt ?? '')}Z`);
  const offset = Math.round((clock - instant) / QUARTER_MS) * QUARTER_MS;
  if (Number.isNaN(offset) || Math.abs(clock - instant - offset) >= MINUTE_MS || offset === 0) return record;
  const local = new Date(instant + offset).toISOString().slice(0, 19);
  return { ...record, publishedAt: local + printOffset(offset) };
}

function printOffset(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const twoDigits = (part: number) => String(part).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function wallClock(written: string): string {
  return written.replace(/(?:Z|[+-]\d\d:\d\d)$/, '');
}

function rankOf(date: ToldDate): number {
  const precision = date.datePrecision === null ? -1 : RANKS.indexOf(date.datePrecision);
  const zone = hasZone(date) ? (date.publishedAt?.endsWith('Z') ? 1 : 2) : 0;
  return precision * 3 + zone;
}

function hasZone(date: ToldDate): boolean {
  return ZONE.test(date.publishedAt ?? '');
}

/** From the first moment it can mean to the last, as if it were UTC where no zone is named. */
function spanOf(date: ToldDate): { readonly from: number; readonly to: number } | null {
  if (date.publishedAt === null || date.datePrecision === null) return null;
  const written = date.publishedAt;
  const from = Date.parse(written.includes('T') && !hasZone(date) ? `${written}Z` : written);
  return Number.isNaN(from) ? null : { from, to: from + LENGTHS_MS[date.datePrecision] };
}
