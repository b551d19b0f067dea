// Dates that a page states twice: as local time in prose, and as an instant in an address. Together they name the zone.
import { type DateHints, dateOfEpoch, type FoundDate, findDate } from './dates.ts';

const minuteMs = 60_000;
/** Zones lie between UTC-12 and UTC+14, in steps of a quarter of an hour. */
const zoneStepMinutes = 15;
const leastOffset = -12 * 60;
const greatestOffset = 14 * 60;

/**
 * The date of an instant as the page prints it: local time with the offset that follows from both. A numeric date whose
 * order of day and month is in doubt is read the way that agrees with the instant. A day without a time stays a day unless
 * the instant falls on it. Without a printed date that agrees, the instant in UTC; null when it is implausible.
 */
export function localDateOfEpoch(epochMs: number, printed: string, hints: DateHints): FoundDate | null {
  const instant = dateOfEpoch(epochMs);
  if (!instant) return null;
  const found = findDate(printed, hints);
  if (!found) return instant;
  for (const iso of [found.iso, withDaySwapped(found.iso)]) {
    const local = iso === null ? null : agreeing(epochMs, iso, instant);
    if (local) return { ...local, start: found.start, end: found.end };
  }
  return instant;
}

function agreeing(epochMs: number, iso: string, instant: FoundDate): FoundDate | null {
  const [day = '', time] = iso.split('T');
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  if (!Number.isFinite(dayMs)) return null;
  if (time === undefined) {
    if (instant.iso.startsWith(day)) return instant;
    const hours = (dayMs + 12 * 60 * minuteMs - epochMs) / (60 * minuteMs);
    return Math.abs(hours) <= 26 ? { ...instant, iso: day, precision: 'day' } : null;
  }
  const clock = /^(\d\d):(\d\d)/.exec(time);
  const localMinutes = dayMs / minuteMs + Number(clock?.[1]) * 60 + Number(clock?.[2]);
  const offset = localMinutes - Math.floor(epochMs / minuteMs);
  if (offset % zoneStepMinutes !== 0 || offset < leastOffset || offset > greatestOffset) return null;
  return { ...instant, iso: `${isoAt(epochMs + offset * minuteMs)}${printOffset(offset)}` };
}

/** `2009-02-01…` for `2009-01-02…`; null when the day is no month. */
function withDaySwapped(iso: string): string | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(.*)$/s.exec(iso);
  return parts && Number(parts[3]) <= 12 ? `${parts[1]}-${parts[3]}-${parts[2]}${parts[4]}` : null;
}

function isoAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

function printOffset(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
