// Dates as pages print them, in prose and in attributes, to ISO 8601 as written. Relative times ("2 years ago") are no dates.
import type { DateOrder, DatePrecision } from '../../model.ts';
import { monthNumber } from './month-names.ts';
import { type FoundTime, findTime } from './times.ts';

/** What decides how a numeric date is read. */
export interface DateHints {
  /** Two-letter language of the page, or null. */
  readonly language: string | null;
  /** Order of day and month in `1/2/2009` on this page; null when nothing tells. */
  readonly order: DateOrder | null;
}

export interface FoundDate {
  /** Cut to its precision, with the offset the page names, else none. */
  readonly iso: string;
  readonly precision: DatePrecision;
  /** How it was read when nothing on the page tells the order of its day and month; else undefined. */
  readonly guess?: DateOrder | undefined;
  /** Where it stands in the text, time included. */
  readonly start: number;
  readonly end: number;
}

interface DayMatch {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly guess: DateOrder | undefined;
  readonly start: number;
  readonly end: number;
}

/** Longest text that is looked through: dates stand in short lines. */
const maxText = 600;

const isoInstant =
  /\b(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z\b|[+-]\d\d:?\d\d\b)?)?/g;
const eastAsian = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/g;
const dayMonthYear =
  /(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?(?:\.|,)?[\s\u00a0-]*(?:de\s+|di\s+|d['’]|of\s+|den\s+)?(\p{L}{3,14})\.?,?[\s\u00a0-]*(?:de\s+|del\s+|do\s+|of\s+)?(['’]?\d{2}(?!\d)|\d{4})(?!\d)/giu;
const monthDayYear =
  /(?<!\p{L})(\p{L}{3,14})\.?[\s\u00a0]+(\d{1,2})(?:st|nd|rd|th)?[\s\u00a0]*[,.]?[\s\u00a0-]*(\d{4}|['’]\d{2})(?!\d)/giu;
const monthDayTimeYear =
  /(?<!\p{L})(\p{L}{3,9})[\s\u00a0]+(\d{1,2})[\s\u00a0]+(\d{2}:\d{2}:\d{2})[\s\u00a0]+(?:[A-Z]{2,4}[\s\u00a0]+)?(\d{4})(?!\d)/giu;
const yearMonthDay = /(?<!\d)(\d{4})[,.]?[\s\u00a0]+(\p{L}{3,14})\.?[\s\u00a0]+(\d{1,2})(?!\d|:)/giu;
const numeric = /(?<![\d.:/-])(\d{1,4})([./-])[\s\u00a0]?(\d{1,2})\2[\s\u00a0]?(\d{4}|\d{1,2})(?![\d/-])/g;

/** The first date in a line of text, with its time if one stands beside it; null when there is none. */
export function findDate(text: string, hints: DateHints): FoundDate | null {
  const line = text.slice(0, maxText);
  if (!/\d/.test(line)) return null;
  const instant = findInstant(line);
  const day = findDay(line, hints);
  if (instant && (!day || instant.start <= day.start)) return instant;
  return day ? withTime(line, day) : null;
}

/** Reads a date attribute (`datetime`, `content`, `title`); null when it holds none. */
export function readDateAttribute(value: string, hints: DateHints): FoundDate | null {
  return findDate(value.trim(), hints);
}

/** ISO instant in UTC of a time in milliseconds since 1970, as found in addresses; null when implausible. */
export function dateOfEpoch(epochMs: number): FoundDate | null {
  const date = new Date(epochMs);
  if (!Number.isFinite(epochMs) || !isPlausible(date.getUTCFullYear(), 1, 1)) return null;
  return { iso: date.toISOString().replace(/\.\d+Z$/, 'Z'), precision: 'second', start: 0, end: 0 };
}

function findInstant(line: string): FoundDate | null {
  for (const match of line.matchAll(isoInstant)) {
    const [whole, year, month, day, hour, minute, second, zone] = match;
    if (!isPlausible(Number(year), Number(month), Number(day))) continue;
    const date = `${year}-${month}-${day}`;
    const found = { start: match.index, end: match.index + whole.length };
    if (hour === undefined || Number(hour) > 23) {
      const time = hour === undefined ? findTime(line, found.start, found.end) : null;
      return time ? joinTime(date, time, found) : { iso: date, precision: 'day', ...found };
    }
    const worded = wordedTime.test(line.slice(found.end)) ? timeAfterDay(line, found.start) : null;
    if (worded) return joinTime(date, worded, found);
    return second === undefined
      ? { iso: `${date}T${hour}:${minute}${tidyZone(zone)}`, precision: 'minute', ...found }
      : { iso: `${date}T${hour}:${minute}:${second}${tidyZone(zone)}`, precision: 'second', ...found };
  }
  return null;
}

/** Half of the day or zone in words behind the digits of a time. */
const wordedTime = /^\s*(?:[ap]\.?m\b|\(?(?:UTC|GMT|[ECMP][SD]T|CES?T)\b)/i;

/** `2004-02-09 05:46 pm (UTC)`: the time behind the ten characters of the day. */
function timeAfterDay(line: string, start: number): FoundTime | null {
  return findTime(line, start, start + 10);
}

function tidyZone(zone: string | undefined): string {
  return zone === undefined || zone === 'Z' ? (zone ?? '') : zone.replace(/^(...)(\d\d)$/, '$1:$2');
}

function findDay(line: string, hints: DateHints): DayMatch | null {
  const { language } = hints;
  const found = [
    firstDay(line, eastAsian, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]),
    firstDay(line, dayMonthYear, (m) => namedDay(m[3], m[2], m[1], language)),
    firstDay(line, monthDayYear, (m) => namedDay(m[3], m[1], m[2], language)),
    firstDay(line, monthDayTimeYear, (m) => namedDay(m[4], m[1], m[2], language)),
    firstDay(line, yearMonthDay, (m) => namedDay(m[1], m[2], m[3], language)),
    firstDay(line, numeric, (m) => numericDay(m, hints, line)),
  ];
  let first: DayMatch | null = null;
  for (const day of found) if (day && (!first || day.start < first.start)) first = day;
  return first;
}

type DayParts = readonly [year: number, month: number, day: number, guess?: DateOrder | undefined];

function firstDay(
  line: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => DayParts | null,
): DayMatch | null {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const parts = read(match);
    if (parts && isPlausible(parts[0], parts[1], parts[2])) {
      const [year, month, day, guess] = parts;
      return { year, month, day, guess, start: match.index, end: pattern.lastIndex };
    }
    pattern.lastIndex = match.index + 1;
  }
  return null;
}

function namedDay(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  language: string | null,
): DayParts | null {
  const number = monthNumber(month ?? '', language);
  return number === null ? null : [fullYear(year ?? ''), number, Number(day)];
}

function numericDay(match: RegExpExecArray, hints: DateHints, line: string): DayParts | null {
  const [, first = '', separator = '', second = '', third = ''] = match;
  // Versions of programs are written like days that begin with the year: 2020.1.2.
  if (first.length === 4)
    return third.length === 2 || (third.length === 1 && separator !== '.')
      ? [Number(first), Number(second), Number(third)]
      : null;
  if (first.length > 2 || third.length === 1) return null;
  const year = fullYear(third);
  const [a, b] = [Number(first), Number(second)];
  if (a > 12) return [year, b, a];
  if (b > 12) return [year, a, b];
  const isGuess = a !== b && hints.order === null && separator !== '.';
  return isMonthFirst(separator, hints, line)
    ? [year, a, b, isGuess ? 'month-first' : undefined]
    : [year, b, a, isGuess ? 'day-first' : undefined];
}

function isMonthFirst(separator: string, hints: DateHints, line: string): boolean {
  if (hints.order !== null) return hints.order === 'month-first';
  if (separator === '.') return false;
  if (/\d\s*[ap]\.?m\b/i.test(line)) return true;
  return hints.language === null || hints.language === 'en';
}

function fullYear(text: string): number {
  const digits = text.replace(/\D/g, '');
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year >= 70 ? 1900 + year : 2000 + year;
}

function isPlausible(year: number, month: number, day: number): boolean {
  if (year < 1980 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function withTime(line: string, day: DayMatch): FoundDate {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${day.year}-${two(day.month)}-${two(day.day)}`;
  const time = findTime(line, day.start, day.end);
  if (!time) return { iso: date, precision: 'day', guess: day.guess, start: day.start, end: day.end };
  return joinTime(date, time, day);
}

function joinTime(
  date: string,
  time: FoundTime,
  day: { start: number; end: number; guess?: DateOrder | undefined },
): FoundDate {
  return {
    iso: `${date}T${time.iso}`,
    precision: time.hasSeconds ? 'second' : 'minute',
    guess: day.guess,
    start: Math.min(day.start, time.start),
    end: Math.max(day.end, time.end),
  };
}
