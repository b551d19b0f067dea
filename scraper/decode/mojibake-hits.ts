// Finds character sequences that would be one UTF-8 character if a one-byte table had not come between.
import type { ByteTable } from './mojibake-tables.ts';

/** A sequence that may be mojibake. Positions are UTF-16 offsets. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  /** The byte that opens the UTF-8 sequence. */
  readonly lead: number;
  /** The characters after the first, one per further byte. */
  readonly trails: string;
  /** What the sequence means as UTF-8. */
  readonly codePoint: number;
  /** The character before and after, empty at the ends of the text. */
  readonly before: string;
  readonly after: string;
  /** The second character after. */
  readonly afterNext: string;
  /** How many hits stand side by side without anything between, this one included. */
  readonly runLength: number;
  /** The further characters of the first hits of the run. */
  readonly runTrails: string;
}

// Enough to judge a run by, and every hit of a run of a million carries it.
const MAX_RUN_TRAILS = 16;

type LoneHit = Omit<Hit, 'runLength' | 'runTrails'>;

/** All hits of a table in text order, never overlapping. Linear, and made for texts without any. */
export function findHits(text: string, { bytes }: ByteTable): readonly Hit[] {
  const hits: LoneHit[] = [];
  for (let at = 0; at < text.length; at++) {
    const lead = bytes[text.charCodeAt(at)] ?? 0;
    if (lead < 0xc2 || lead > 0xf0) continue;
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const codePoint = readSequence(text, at, lead, length, bytes);
    if (codePoint < 0) continue;
    hits.push(hitAt(text, at, length, lead, codePoint));
    at += length - 1;
  }
  return joinRuns(hits);
}

/** The code point of a UTF-8 sequence, or -1 when the characters are none (Unicode 15, table 3-7). */
function readSequence(text: string, at: number, lead: number, length: number, bytes: Uint8Array): number {
  let codePoint = lead & (0xff >> (length + 1));
  for (let offset = 1; offset < length; offset++) {
    const trail = bytes[text.charCodeAt(at + offset)] ?? 0;
    if (trail < 0x80 || trail > 0xbf) return -1;
    codePoint = (codePoint << 6) | (trail & 0x3f);
  }
  const isOverlong = codePoint < (length === 3 ? 0x800 : length === 4 ? 0x1_0000 : 0x80);
  return isOverlong || (codePoint >= 0xd800 && codePoint <= 0xdfff) ? -1 : codePoint;
}

function hitAt(text: string, start: number, length: number, lead: number, codePoint: number): LoneHit {
  const end = start + length;
  return {
    start,
    end,
    lead,
    codePoint,
    trails: text.slice(start + 1, end),
    before: text.charAt(start - 1),
    after: text.charAt(end),
    afterNext: text.charAt(end + 1),
  };
}

function joinRuns(hits: readonly LoneHit[]): readonly Hit[] {
  const joined: Hit[] = [];
  for (let first = 0; first < hits.length; ) {
    let next = first + 1;
    while (next < hits.length && hits[next]?.start === hits[next - 1]?.end) next++;
    const run = hits.slice(first, next);
    const runTrails = runTrailsOf(run);
    for (const hit of run) joined.push({ ...hit, runLength: run.length, runTrails });
    first = next;
  }
  return joined;
}

function runTrailsOf(run: readonly LoneHit[]): string {
  if (run.length === 1) return run[0]?.trails ?? '';
  return run
    .slice(0, MAX_RUN_TRAILS)
    .map(({ trails }) => trails)
    .join('');
}
