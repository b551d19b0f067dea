// Numbers of documents, threads, people or tags: in the cluster those of each build begin at a base of its own, so that
// numbers of several builds never meet; here they are dense, part behind part.
import { randomInt } from 'node:crypto';
import { partition } from '../../packing/sorted-strings.ts';

/** Numbers of a build are below this: bases are multiples of it. */
const BASE_STEP = 2 ** 32;
/** With what is above it every number stays below 2⁵³, exact as a double. */
const BASES = 2 ** 21;

/** A base for one build: never 0, which is that of builds from before there were any. */
export function randomBase(): number {
  return randomInt(1, BASES) * BASE_STEP;
}

/** Whether a number can be a base. */
export function isBase(number: number): boolean {
  return number % BASE_STEP === 0 && number >= 0 && number < BASES * BASE_STEP;
}

/** Things of one build. */
export interface NumberedPart {
  /** In the cluster its numbers are this and more. */
  readonly base: number;
  readonly size: number;
}

/** A stretch of numbers of the cluster, as its range queries have it. */
export interface NumberRange {
  readonly gte: number;
  readonly lt: number;
}

/** Of one kind of thing. Order is kept: the parts are in the order of their bases. */
export class Numbering {
  readonly #bases: readonly number[];
  /** The first number of each part here, and behind them how many there are. */
  readonly #firsts: readonly number[];

  /** `parts`: by ascending base, not empty. */
  constructor(parts: readonly NumberedPart[]) {
    this.#bases = parts.map(({ base }) => base);
    const firsts = [0];
    for (const { size } of parts) firsts.push((firsts.at(-1) ?? 0) + size);
    this.#firsts = firsts;
  }

  get length(): number {
    return this.#firsts.at(-1) ?? 0;
  }

  /** Here, of a number of the cluster. Cost: a look at a few bases. */
  dense(written: number): number {
    const part = Math.max(0, partition(this.#bases.length, (at) => (this.#bases[at] ?? 0) <= written) - 1);
    return (this.#firsts[part] ?? 0) + written - (this.#bases[part] ?? 0);
  }

  /** In the cluster. */
  written(dense: number): number {
    const part = this.#partOf(dense);
    return (this.#bases[part] ?? 0) + dense - (this.#firsts[part] ?? 0);
  }

  /** What the numbers `from` to before `to` are in the cluster; ascending, one range a part. */
  ranges(from: number, to: number): readonly NumberRange[] {
    const ranges: NumberRange[] = [];
    const end = Math.min(to, this.length);
    for (let at = from; at < end; ) {
      const part = this.#partOf(at);
      const until = Math.min(end, this.#firsts[part + 1] ?? end);
      const gte = this.written(at);
      ranges.push({ gte, lt: gte + until - at });
      at = until;
    }
    return ranges;
  }

  #partOf(dense: number): number {
    const last = this.#bases.length - 1;
    return partition(last, (at) => (this.#firsts[at + 1] ?? 0) <= dense);
  }
}
