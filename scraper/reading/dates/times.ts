// Times of day beside a date: `@ 10:18 am`, `à 13 h 47`, `um 14:05 Uhr`, `18時32分`, with the zone a page names.

export interface FoundTime {
  /** `14:05` or `14:05:00`, with an offset where the page names a zone. */
  readonly iso: string;
  readonly hasSeconds: boolean;
  readonly start: number;
  readonly end: number;
}

/** Zones that mean one offset wherever a page names them. */
const zones: Readonly<Record<string, string>> = {
  UTC: 'Z',
  GMT: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  CET: '+01:00',
  CEST: '+02:00',
};

const time =
  /(?<![\d:.,/-])(\d{1,2})(?:\s*(?::|h|時|시|\.)\s*(\d{2})(?:\s*[:分]\s*(\d{2}))?(?!\d|[:/-]\d)\s*分?|(?=\s*[ap]\.?m\b))\s*(?:([ap])\.?\s?m(?:\.|\b))?(?:\s*Uhr\b)?(?:\s*\(?(UTC|GMT|E[SD]T|C[SD]T|M[SD]T|P[SD]T|CES?T)\b\)?)?(?:\s*([+-]\d{2}:?\d{2})\b)?/giu;

/** How far from a date its time may stand, in characters. */
const reach = 24;

/** The time that stands right behind a date, or right before it; null when there is none. */
export function findTime(line: string, dateStart: number, dateEnd: number): FoundTime | null {
  const inside = line.slice(dateStart, dateEnd).includes(':') ? firstTime(line, dateStart, dateEnd) : null;
  if (inside) return inside;
  const after = firstTime(line, dateEnd, Math.min(line.length, dateEnd + reach + 20));
  if (after && after.start - dateEnd <= reach && !/[\n]/.test(line.slice(dateEnd, after.start))) return after;
  const from = Math.max(0, dateStart - reach - 10);
  const before = lastTime(line, from, dateStart);
  return before && dateStart - before.end <= 12 ? before : null;
}

function firstTime(line: string, from: number, to: number): FoundTime | null {
  time.lastIndex = from;
  for (let match = time.exec(line); match && match.index < to; match = time.exec(line)) {
    const found = readTime(match);
    if (found && found.end <= Math.max(to, from)) return found;
    time.lastIndex = match.index + 1;
  }
  return null;
}

function lastTime(line: string, from: number, to: number): FoundTime | null {
  let last: FoundTime | null = null;
  for (let at = from; at < to; ) {
    const found = firstTime(line, at, to);
    if (!found) break;
    last = found;
    at = found.end;
  }
  return last;
}

function readTime(match: RegExpExecArray): FoundTime | null {
  const [whole, hours, minutes = '00', seconds, half, zone, offset] = match;
  let hour = Number(hours);
  const isAfternoon = half?.toLowerCase() === 'p';
  if (half && hour > 12) return hour < 24 ? found(hour) : null;
  if (half && hour === 12) hour = isAfternoon ? 12 : 0;
  else if (isAfternoon) hour += 12;
  return found(hour);

  function found(hourOfDay: number): FoundTime | null {
    if (hourOfDay > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
    const clock = `${String(hourOfDay).padStart(2, '0')}:${minutes}${seconds === undefined ? '' : `:${seconds}`}`;
    const where = { start: match.index, end: match.index + whole.trimEnd().length };
    return { iso: clock + offsetOf(zone, offset), hasSeconds: seconds !== undefined, ...where };
  }
}

function offsetOf(zone: string | undefined, offset: string | undefined): string {
  if (offset !== undefined) return offset.replace(/^(...)(\d\d)$/, '$1:$2');
  return zone === undefined ? '' : (zones[zone.toUpperCase()] ?? '');
}
