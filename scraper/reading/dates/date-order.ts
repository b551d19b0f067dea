// The order of day and month in numeric dates: what a page proves by its other dates, its address, the order of its comments.
import type { DateOrder } from '../../model.ts';

const numeric = /(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?![\d/-])/g;
const addressDate = /\/((?:19|20)\d\d)\/(\d\d?)\/(?:(\d\d?)(?:\/|$))?/;

/**
 * Order on a page: from dates with a number above 12, and from those that agree with the day or month in the page's
 * address in one order only. Null when nothing tells or both orders are told as often.
 */
export function learnOrder(text: string, address: string | null = null): DateOrder | null {
  const [, year = '', month = '', day] = addressDate.exec(address ?? '') ?? [];
  let balance = 0;
  for (const [, one, two, last = ''] of text.matchAll(numeric)) {
    const [first, second] = [Number(one), Number(two)];
    if (first > 12 && second <= 12) balance++;
    else if (second > 12 && first <= 12) balance--;
    else if (first !== second && month !== '' && year.endsWith(last))
      balance += agreement(first, second, Number(month), day === undefined ? null : Number(day));
  }
  return balance === 0 ? null : balance > 0 ? 'day-first' : 'month-first';
}

/** 1 when only day-first agrees with the address, -1 when only month-first does, else 0. */
function agreement(first: number, second: number, month: number, day: number | null): number {
  const dayFirst = second === month && (day === null || first === day);
  const monthFirst = first === month && (day === null || second === day);
  return Number(dayFirst) - Number(monthFirst);
}

/** An ISO date with day and month changed places; the same when the day is above 12. */
export function swapDayAndMonth(iso: string): string {
  return iso.replace(/^(\d{4})-(\d\d)-(\d\d)/, (date, year, month, day) =>
    Number(day) > 12 ? date : `${year}-${day}-${month}`,
  );
}

/** A date as it was read, with what it was guessed by. */
export interface DatedRecord {
  readonly publishedAt: string | null;
  readonly dateGuess?: DateOrder | undefined;
}

/** Fewer dates than this stand in any order by chance. */
const enoughDates = 4;

/**
 * Reads guessed dates the other way when only so they follow one another, as comments do. Dates must all have been
 * guessed; else the page told their order.
 */
export function settleByTime<T extends DatedRecord>(records: readonly T[]): readonly T[] {
  const dated = records.filter(({ publishedAt }) => publishedAt !== null);
  if (dated.length < enoughDates || dated.some(({ dateGuess }) => dateGuess === undefined)) return records;
  const asRead = dated.map(({ publishedAt }) => publishedAt ?? '');
  if (isSorted(asRead)) return records;
  return isSorted(asRead.map(swapDayAndMonth)) ? records.map(readOtherwise) : records;
}

/** Ends the guessing: the date is read in the order that is known by now, or stays as it was guessed for null. */
export function settleByOrder<T extends DatedRecord>(record: T, order: DateOrder | null): T {
  if (record.dateGuess === undefined) return record;
  const settled = order === null || record.dateGuess === order ? record : readOtherwise(record);
  return { ...settled, dateGuess: undefined };
}

function readOtherwise<T extends DatedRecord>(record: T): T {
  if (record.publishedAt === null || record.dateGuess === undefined) return record;
  const other: DateOrder = record.dateGuess === 'day-first' ? 'month-first' : 'day-first';
  return { ...record, publishedAt: swapDayAndMonth(record.publishedAt), dateGuess: other };
}

function isSorted(dates: readonly string[]): boolean {
  const rises = dates.every((date, i) => i === 0 || (dates[i - 1] ?? '') <= date);
  return rises || dates.every((date, i) => i === 0 || (dates[i - 1] ?? '') >= date);
}
