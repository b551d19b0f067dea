// Dates that a page states twice: as local time in prose, and as an instant in an address. Together they name the zone.
import { type DateHints, dateOfEpoch, type FoundDate, findDate } from './dates.ts';
import { findTime } from './times.ts';

const minuteMs = 60_000;
/** Zones lie between UTC-12 and UTC+14, in steps of a quarter of an hour. */
const zoneStepMinutes = 15;
const leastOffset = -12 * 60;
const greatestOffset = 14 * 60;
/** Hawaii is the last of the lands. */
const leastPeopled = -10 * 60;
const minutesOfDay = 24 * 60;

/**
 * The date of an instant as the page prints it: local time with the offset that follows from both. A numeric date whose
 * order of day and month is in doubt is read the way that agrees with the instant; a time alone takes its day from there. A day without a time stays a day unless
 * the instant falls on it. Without a printed date that agrees, the instant in UTC; null when it is implausible.
 */
export function localDateOfEpoch(epochMs: number, printed: string, hints: DateHints): FoundDate | null {
  const instant = dateOfEpoch(epochMs);
  if (!instant) return null;
  const text = printed.slice(0, 200);
  const found = findDate(text, hints);
  if (!found) return atTime(epochMs, instant, text);
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
  return withOffset(epochMs, instant, dayMs / minuteMs + clockMinutes(time) - Math.floor(epochMs / minuteMs));
}

/** A time without a day: of all zones with people in them, no two show the same time. */
function atTime(epochMs: number, instant: FoundDate, printed: string): FoundDate {
  const time = findTime(printed.slice(0, 60), 0, 0);
  if (!time) return instant;
  const offset = clockMinutes(time.iso) - (Math.floor(epochMs / minuteMs) % minutesOfDay);
  const turn = offset < leastPeopled ? 1 : offset >= leastPeopled + minutesOfDay ? -1 : 0;
  return withOffset(epochMs, instant, offset + turn * minutesOfDay) ?? instant;
}

function withOffset(epochMs: number, instant: FoundDate, offset: number): FoundDate | null {
  if (offset % zoneStepMinutes !== 0 || offset < leastOffset || offset > greatestOffset) return null;
  return { ...instant, iso: `${isoAt(epochMs + offset * minuteMs)}${printOffset(offset)}` };
}

function clockMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
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
