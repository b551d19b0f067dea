// Written dates as numbers: the instant for sorting, and the calendar days they may mean for filters and counts.

/** Days are counted from 1970-01-01, in the written date's own offset; both ends belong to the span. */
export interface DateNumbers {
  /** Milliseconds since 1970 in UTC; the start of the span for a coarse date. */
  readonly instant: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

const DAY_MS = 86_400_000;
const WRITTEN =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** Numbers of an ISO 8601 date, cut to any precision; null when it is none. No offset means UTC. */
export function readDate(text: string): DateNumbers | null {
  const parts = WRITTEN.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, offset] = parts;
  const firstDay = dayNumber(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (firstDay === null) return null;
  const timeMs = ((Number(hour ?? 0) * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0)) * 1000;
  const instant = firstDay * DAY_MS + timeMs - offsetMs(offset);
  return { instant, firstDay, lastDay: lastDayOf(firstDay, month === undefined, day === undefined) };
}

/** Number of a calendar day; null when there is no such day. */
function dayNumber(year: number, month: number, day: number): number | null {
  // Date.UTC takes years below 100 for those of the last century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? Math.floor(date.getTime() / DAY_MS) : null;
}

function lastDayOf(firstDay: number, wholeYear: boolean, wholeMonth: boolean): number {
  if (!wholeMonth) return firstDay;
  const next = new Date(firstDay * DAY_MS);
  if (wholeYear) next.setUTCFullYear(next.getUTCFullYear() + 1);
  else next.setUTCMonth(next.getUTCMonth() + 1);
  return Math.floor(next.getTime() / DAY_MS) - 1;
}

function offsetMs(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Calendar year and month (1 to 12) of a day number. */
export function yearAndMonth(day: number): { readonly year: number; readonly month: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}
