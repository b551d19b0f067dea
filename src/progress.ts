// Progress on stderr: one line that is rewritten on a terminal, one line at the end of a phase elsewhere.
import { countOf, printCount, printDuration } from './numbers.ts';
import type { OutputStream } from './output.ts';

/** Back to the first column, and the rest of the line away (ECMA-48). */
const CLEAR_LINE = '\r\u001b[K';
const REWRITE_MS = 100;
/** Logs of services see a sign of life this often during a long phase. */
const HEARTBEAT_MS = 30_000;

export interface Progress {
  /** Begins a phase; one that is open is finished first. `noun` is what is counted, `page` or `thread`. */
  start(label: string, noun: string, total: number | null): void;
  /** Sets the count; cheap enough to call for every item. A total may become known late. */
  update(done: number, total?: number | null): void;
  /** Ends the phase and tells what it did; without an open phase nothing happens. */
  finish(): void;
  /** Ends the phase without a word. */
  cancel(): void;
  /** Writes a whole line above the progress line. */
  above(line: string): void;
}

interface Phase {
  readonly label: string;
  readonly noun: string;
  readonly startedAt: number;
  done: number;
  total: number | null;
  shownAt: number;
}

export interface ProgressOptions {
  /** Phases are not shown; lines from `above` are. */
  readonly isQuiet?: boolean;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/** Progress on `stream`. A stream that breaks is written to no more, and ends nothing. */
export function createProgress(stream: OutputStream, options: ProgressOptions = {}): Progress {
  stream.on('error', () => {});
  return new LineProgress(stream, options);
}

class LineProgress implements Progress {
  readonly #stream: OutputStream;
  readonly #isTerminal: boolean;
  readonly #isQuiet: boolean;
  readonly #now: () => number;
  #phase: Phase | null = null;

  constructor(stream: OutputStream, { isQuiet = false, now = () => performance.now() }: ProgressOptions) {
    this.#stream = stream;
    this.#isTerminal = stream.isTTY === true;
    this.#isQuiet = isQuiet;
    this.#now = now;
  }

  start(label: string, noun: string, total: number | null): void {
    this.finish();
    if (this.#isQuiet) return;
    const at = this.#now();
    this.#phase = { label, noun, startedAt: at, done: 0, total, shownAt: at };
    if (this.#isTerminal) this.#show(this.#phase);
  }

  update(done: number, total?: number | null): void {
    const phase = this.#phase;
    if (phase === null) return;
    phase.done = done;
    if (total !== undefined) phase.total = total;
    const intervalMs = this.#isTerminal ? REWRITE_MS : HEARTBEAT_MS;
    if (this.#now() - phase.shownAt >= intervalMs) this.#show(phase);
  }

  finish(): void {
    const phase = this.#phase;
    if (phase === null) return;
    this.cancel();
    this.#write(`${finishLine(phase, this.#now())}\n`);
  }

  cancel(): void {
    this.#clear();
    this.#phase = null;
  }

  above(line: string): void {
    this.#clear();
    this.#write(line);
    if (this.#isTerminal && this.#phase !== null) this.#show(this.#phase);
  }

  #show(phase: Phase): void {
    const at = this.#now();
    phase.shownAt = at;
    const text = progressLine(phase, at);
    const columns = (this.#stream.columns || 80) - 1;
    this.#write(this.#isTerminal ? `${CLEAR_LINE}${text.slice(0, columns)}` : `${text}\n`);
  }

  #clear(): void {
    if (this.#isTerminal && this.#phase !== null) this.#write(CLEAR_LINE);
  }

  #write(text: string): void {
    if (this.#stream.writable) this.#stream.write(text);
  }
}

/** `Reading pages: 1,234 of 5,678 (22 %), 312/s, 14 s left`. */
function progressLine(phase: Phase, at: number): string {
  const rate = ratePerSecond(phase, at);
  const count = printCount(phase.done);
  if (phase.done === 0) return phase.total ? `${phase.label}: 0 of ${printCount(phase.total)}` : phase.label;
  if (phase.total === null || phase.total === 0) return `${phase.label}: ${count}, ${printRate(rate)}`;
  const share = Math.min(100, Math.floor((phase.done / phase.total) * 100));
  const left =
    rate > 0 ? `, ${printDuration((Math.max(0, phase.total - phase.done) / rate) * 1000)} left` : '';
  return `${phase.label}: ${count} of ${printCount(phase.total)} (${share} %), ${printRate(rate)}${left}`;
}

/** A rate out of a moment says nothing, nor does `in 0.0 s`: they are left out. */
function finishLine(phase: Phase, at: number): string {
  const tookMs = at - phase.startedAt;
  const rate = tookMs < 500 ? '' : ` (${printRate(ratePerSecond(phase, at))})`;
  const took = tookMs < 50 ? '' : ` in ${printDuration(tookMs)}`;
  return `${phase.label}: ${countOf(phase.done, phase.noun)}${took}${rate}`;
}

function ratePerSecond(phase: Phase, at: number): number {
  const milliseconds = at - phase.startedAt;
  return milliseconds <= 0 ? 0 : (phase.done * 1000) / milliseconds;
}

function printRate(rate: number): string {
  return `${rate >= 10 ? printCount(Math.round(rate)) : rate.toFixed(1)}/s`;
}
