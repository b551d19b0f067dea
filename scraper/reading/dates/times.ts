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

/** Words for the halves of the day that are no `am` and `pm`: before the time in East Asia, behind it elsewhere. */
const morningBefore = '午前|上午|早上|凌晨|오전';
const afternoonBefore = '午後|下午|晚上|오후';
const morningBehind = 'vorm\\.|[πΠ]\\.\\s?[μΜ]\\.';
const afternoonBehind = 'nachm\\.|[μΜ]\\.\\s?[μΜ]\\.';

const clock = [
  `(?:(?<dawn>${morningBefore})|(?<dusk>${afternoonBefore}))?\\s*`,
  '(?<![\\d:.,/-])(?<hours>\\d{1,2})',
  '(?:\\s*(?::|h|\\.)\\s*(?<minutes>\\d{2})(?:\\s*:\\s*(?<seconds>\\d{2}))?(?!\\d|[:/-]\\d)',
  '|\\s*[時时点點시]\\s*(?:(?<parts>\\d{1,2})\\s*[分분](?:\\s*(?<rest>\\d{1,2})\\s*[秒초])?)?',
  '|(?=\\s*[ap]\\.?m\\b))',
  `\\s*(?:(?<half>[ap])\\.?\\s?m(?:\\.|\\b)|(?<early>${morningBehind})|(?<late>${afternoonBehind}))?`,
  '(?:\\s*Uhr\\b)?',
  '(?:\\s*\\(?(?<zone>UTC|GMT|E[SD]T|C[SD]T|M[SD]T|P[SD]T|CES?T)\\b\\)?)?',
  '(?:\\s*(?<offset>[+-]\\d{2}:?\\d{2})\\b)?',
];
const time = new RegExp(clock.join(''), 'giu');

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
  const { dawn, dusk, hours, minutes, parts, seconds, rest, half, early, late, zone, offset } =
    match.groups ?? {};
  const two = (value: string | undefined) => (value ?? '0').padStart(2, '0');
  const second = seconds ?? rest;
  const isAfternoon = (dusk ?? late) !== undefined || half?.toLowerCase() === 'p';
  const isMorning = (dawn ?? early) !== undefined || half?.toLowerCase() === 'a';
  const hour = hourOfDay(Number(hours), isMorning, isAfternoon);
  const minute = minutes ?? parts;
  if (hour > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null;
  const iso = `${two(String(hour))}:${two(minute)}${second === undefined ? '' : `:${two(second)}`}`;
  const [whole] = match;
  const lead = whole.length - whole.trimStart().length;
  return {
    iso: iso + offsetOf(zone, offset),
    hasSeconds: second !== undefined,
    start: match.index + lead,
    end: match.index + whole.trimEnd().length,
  };
}

/** A half of the day beside an hour above 12 says nothing more. */
function hourOfDay(hour: number, isMorning: boolean, isAfternoon: boolean): number {
  if (hour > 12 || !(isMorning || isAfternoon)) return hour;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function offsetOf(zone: string | undefined, offset: string | undefined): string {
  if (offset !== undefined) return offset.replace(/^(...)(\d\d)$/, '$1:$2');
  return zone === undefined ? '' : (zones[zone.toUpperCase()] ?? '');
}
