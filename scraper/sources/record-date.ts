// Dates of documents files: ISO 8601 in any precision, kept as written once they are known to be dates.
import type { DatePrecision } from '../model.ts';

const WRITTEN =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:[Zz]|[+-](\d\d)(?::?(\d\d))?)?)?)?)?$/;

/** A date and how much of it is known. */
export interface RecordDate {
  readonly publishedAt: string;
  readonly datePrecision: DatePrecision;
}

/** Null when `written` is no ISO 8601 date or no day of the calendar. A space for the `T` is forgiven. */
export function readRecordDate(written: string): RecordDate | null {
  const parts = WRITTEN.exec(written);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, offsetHour, offsetMinute] = parts;
  const isTime = limit(hour, 23) && limit(minute, 59) && limit(second, 59);
  if (!isTime || !limit(offsetHour, 18) || !limit(offsetMinute, 59) || !isDay(year, month, day)) return null;
  const publishedAt = written.replace(/[t ]/, 'T').replace(',', '.').replace('z', 'Z');
  return {
    publishedAt: offsetHour !== undefined && offsetMinute === undefined ? `${publishedAt}:00` : publishedAt,
    datePrecision: precisionOf(month, day, hour, second),
  };
}

function precisionOf(month?: string, day?: string, hour?: string, second?: string): DatePrecision {
  if (month === undefined) return 'year';
  if (day === undefined) return 'month';
  if (hour === undefined) return 'day';
  return second === undefined ? 'minute' : 'second';
}

function limit(digits: string | undefined, most: number): boolean {
  return digits === undefined || Number(digits) <= most;
}

function isDay(year = '', month = '01', day = '01'): boolean {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
