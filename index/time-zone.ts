// Times without an offset get that of the archive's time zone, summer time included. Dates are never moved.
import type { DatePrecision } from '../scraper/model.ts';
import { IndexError } from './errors.ts';

/** The archive's zone: where clocks stood that an archived page shows without an offset. */
export interface TimeZone {
  readonly name: string;
  /** The time with the zone's offset added, e.g. `2009-06-18T14:03-05:00`; unchanged when it has one or has no time of day. */
  withOffset(publishedAt: string | null, precision: DatePrecision | null): string | null;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?$/;
const FIXED_OFFSET = /^([+-])(\d{2}):?(\d{2})$/;

/**
 * A zone by IANA name (`America/New_York`), fixed offset (`-05:00`), `UTC` or `Z`.
 * @throws IndexError `bad-setting` when there is no such zone.
 */
export function createTimeZone(name: string): TimeZone {
  const offsetAt = fixedOffset(name) ?? namedOffset(name);
  return {
    name,
    withOffset(publishedAt, precision) {
      if (publishedAt === null || (precision !== 'minute' && precision !== 'second')) return publishedAt;
      const match = LOCAL_TIME.exec(publishedAt);
      const localMs = match ? Date.parse(`${match[1]}Z`) : Number.NaN;
      if (Number.isNaN(localMs)) return publishedAt;
      return publishedAt + printOffset(offsetOfLocalTime(localMs, offsetAt));
    },
  };
}

/** Minutes east of UTC at an instant. */
type OffsetAt = (instantMs: number) => number;

/**
 * The offset at a local clock reading. A reading that occurs twice means its first time, one that was skipped is
 * read with the offset before the change (RFC 5545, section 3.3.5).
 */
function offsetOfLocalTime(localMs: number, offsetAt: OffsetAt): number {
  const day = Math.floor(localMs / DAY_MS) * DAY_MS;
  const before = offsetAt(day - DAY_MS);
  const after = offsetAt(day + 2 * DAY_MS);
  if (before === after) return before;
  const isAfterChange = offsetAt(localMs - before * MINUTE_MS) === after;
  const isReadingOfAfter = offsetAt(localMs - after * MINUTE_MS) === after;
  return isAfterChange && isReadingOfAfter ? after : before;
}

function fixedOffset(name: string): OffsetAt | null {
  if (/^(UTC|Z)$/i.test(name)) return () => 0;
  const match = FIXED_OFFSET.exec(name);
  if (!match) return null;
  const hours = Number(match[2]);
  const minutes = Number(match[3]);
  if (hours > 14 || minutes > 59) return null;
  const offset = (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
  return () => offset;
}

function namedOffset(name: string): OffsetAt {
  const formatter = openFormatter(name);
  const known = new Map<number, number>();
  return (instantMs) => {
    const cached = known.get(instantMs);
    if (cached !== undefined) return cached;
    const offset = parseOffset(formatter.format(instantMs));
    // Only starts of days repeat; the bound is for archives that are not what they seem.
    if (instantMs % DAY_MS === 0 && known.size < 100_000) known.set(instantMs, offset);
    return offset;
  };
}

function openFormatter(name: string): Intl.DateTimeFormat {
  try {
    if (name === '') throw new RangeError('empty');
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' });
  } catch (cause) {
    throw new IndexError('bad-setting', `There is no time zone called "${name}".`, {
      hint: 'Give a name like Europe/Berlin, an offset like -05:00, or UTC.',
      cause,
    });
  }
}

/** From `…GMT-05:00`, `…GMT-04:56:02` (local mean time, cut to minutes) or `…GMT`. */
function parseOffset(formatted: string): number {
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(formatted);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

function printOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
