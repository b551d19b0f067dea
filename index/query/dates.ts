// Partial ISO dates and spans of days, read and printed.
import type { DaySpan } from './model.ts';

/** First and last day of a year, month or day, as ISO days. */
export interface DateSpan {
  readonly first: string;
  readonly last: string;
}

const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const LAST_DAY = '9999-12-31';

/** Reads `2008`, `2008-11` or `2008-11-04`, years 0001 to 9999; null when it is no such date or no day of the calendar. */
export function parseDate(text: string): DateSpan | null {
  const [, year, month, day] = PARTIAL.exec(text) ?? [];
  if (year === undefined || year === '0000') return null;
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  const days = daysOf(Number(year), Number(month));
  if (day === undefined) return days === 0 ? null : { first: `${text}-01`, last: `${text}-${days}` };
  return Number(day) >= 1 && Number(day) <= days ? { first: text, last: text } : null;
}

/** Reads a date or a range `A..B` with either end open; a range written backwards is turned round. Null when neither. */
export function parseSpan(text: string): { readonly span: DaySpan; readonly isBackwards: boolean } | null {
  const dots = text.indexOf('..');
  const [from, until] = dots < 0 ? [text, text] : [text.slice(0, dots), text.slice(dots + 2)];
  if (from === '' && until === '') return null;
  const first = from === '' ? null : parseDate(from);
  const last = until === '' ? null : parseDate(until);
  if ((from !== '' && first === null) || (until !== '' && last === null)) return null;
  if (first !== null && last !== null && first.first > last.last) {
    return { span: { from: last.first, until: first.last }, isBackwards: true };
  }
  return { span: { from: first?.first ?? null, until: last?.last ?? null }, isBackwards: false };
}

/** Days from the start of the date on. */
export function spanAfter(date: DateSpan): DaySpan {
  return { from: date.first, until: null };
}

/** Days before the start of the date. */
export function spanBefore(date: DateSpan): DaySpan {
  return { from: null, until: shiftDay(date.first, -1) };
}

/** The span as a filter of the query language, as short as it goes: `date:2008-11`, `after:2009`, `before:2008-12-31`. */
export function printSpan({ from, until }: DaySpan): string {
  if (from === null) return printUntil(until ?? LAST_DAY);
  if (until === null) return `after:${printFirst(from)}`;
  const whole = [from.slice(0, 4), from.slice(0, 7), from].find((date) => {
    const read = parseDate(date);
    return read?.first === from && read.last === until;
  });
  return `date:${whole ?? `${from}..${until}`}`;
}

function printUntil(until: string): string {
  const next = shiftDay(until, 1);
  return next > until ? `before:${printFirst(next)}` : `date:..${until}`;
}

function printFirst(day: string): string {
  return day.replace(/-01-01$/, '').replace(/^(\d{4}-\d\d)-01$/, '$1');
}

/** ISO day some days away; the year 10000 sorts before all others as text and is how `printUntil` knows the end. */
function shiftDay(day: string, days: number): string {
  const date = new Date(0);
  date.setUTCFullYear(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)) + days);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Days of a month of the Gregorian calendar; 0 when there is no such month. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
