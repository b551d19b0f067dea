// Dates as RSS writes them (RFC 822).

const FEED_DATE =
  /^(?:[a-z]{3},\s+)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s+(?:[+-]\d{4}|GMT|UT|Z)$/i;

/** ISO 8601 instant in UTC, to the second, of an RFC 822 date; null for other text and implausible years. */
export function instantOfFeedDate(written: string): string | null {
  const trimmed = written.trim();
  if (trimmed.length > 60 || !FEED_DATE.test(trimmed)) return null;
  const time = Date.parse(trimmed);
  if (Number.isNaN(time)) return null;
  const instant = `${new Date(time).toISOString().slice(0, 19)}Z`;
  const year = Number(instant.slice(0, 4));
  return year >= 1980 && year <= 2100 ? instant : null;
}
