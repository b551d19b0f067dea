// Runs of words with which lines begin: where else in a thread do they stand?

/** Words of a text or line, by their places in a list of numbers, one for each word. */
export interface WordRange {
  readonly from: number;
  readonly to: number;
}

/** Words of a run: fewer make phrases that anybody writes. */
const RUN = 6;
const FACTOR = 0x2c1b3c6d;
/** Weight of the word that leaves a run: `FACTOR` to the power of `RUN`, modulo 2^32. */
const LEAVING = Array.from({ length: RUN }).reduce<number>((power) => Math.imul(power, FACTOR), 1);
/** What a mark says of its runs: begins a line, and was found once, or more often. */
const SOUGHT = 1;
const FOUND = 2;
const SHARED = 3;
/** Marks for each line: nearly all runs that begin no line find nothing there. */
const MARKS_PER_LINE = 64;

/** A number for the run that a line begins with; null when the line has fewer words. */
export function runAt(numbers: Int32Array, { from, to }: WordRange): number | null {
  if (to - from < RUN) return null;
  let run = 0;
  for (let at = from; at < from + RUN; at++) run = (Math.imul(run, FACTOR) + (numbers[at] ?? 0)) | 0;
  return run;
}

/**
 * Runs sought, kept as marks in a table by their upper bits: it may take another run for one of them, and never misses
 * one. Small and without objects, for it is asked for every word of a thread.
 */
export class SharedRuns {
  readonly #marks: Uint8Array;
  readonly #shift: number;

  constructor(sought: readonly number[]) {
    const bits = Math.ceil(Math.log2(MARKS_PER_LINE * (sought.length + 1)));
    this.#marks = new Uint8Array(2 ** bits);
    this.#shift = 32 - bits;
    for (const run of sought) this.#marks[run >>> this.#shift] = SOUGHT;
  }

  /** The runs of a text that seem to be sought, in order: a rolling hash (Karp and Rabin 1987). */
  find(numbers: Int32Array, text: WordRange): readonly number[] {
    const found: number[] = [];
    const marks = this.#marks;
    const shift = this.#shift;
    let run = runAt(numbers, text);
    if (run === null) return found;
    for (let next = text.from + RUN; ; next++) {
      const mark = marks[run >>> shift];
      if (mark) {
        found.push(run);
        marks[run >>> shift] = mark === SOUGHT ? FOUND : SHARED;
      }
      if (next >= text.to) return found;
      const leaving = Math.imul(numbers[next - RUN] ?? 0, LEAVING);
      run = (Math.imul(run, FACTOR) + (numbers[next] ?? 0) - leaving) | 0;
    }
  }

  /** False when the run was found only once in all texts: where its own line stands. */
  isShared(run: number): boolean {
    return this.#marks[run >>> this.#shift] === SHARED;
  }
}
