// Which numbers of the cluster are one person or one tag: those of one build are as they stand, those of a joined index
// are looked up, since each of its parts has numbers of its own for the same names.
import { groupBy } from '../../packing/group-by.ts';
import { GrowingUint32 } from '../../packing/growing-array.ts';
import type { Section, SectionReader } from '../../snapshot/section-file.ts';
import { Numbering } from './numbering.ts';

/** Collects whom the names of each part are in the whole. */
export class JoinedNumbers {
  readonly #numbers = new GrowingUint32();
  readonly #sizes: number[] = [];

  /** The next part, with `size` names; `numberOf`: the number in the whole. */
  add(size: number, numberOf: (number: number) => number): void {
    for (let number = 0; number < size; number++) this.#numbers.push(numberOf(number));
    this.#sizes.push(size);
  }

  /** Part behind part. */
  values(): Uint32Array {
    return this.#numbers.values();
  }

  /** Names of each part. */
  sizes(): Uint32Array {
    return Uint32Array.from(this.#sizes);
  }
}

/** The sections that hold them under `section`; `count`: names of the whole. */
export function packWrittenNames(
  section: string,
  numbers: JoinedNumbers,
  count: number,
): Record<string, Section> {
  const joined = numbers.values();
  const { items, starts } = groupBy(joined, count);
  return {
    [`${section}.sizes`]: numbers.sizes(),
    [`${section}.joined`]: joined,
    [`${section}.written`]: items,
    [`${section}.starts`]: starts,
  };
}

interface Tables {
  readonly joined: Uint32Array;
  readonly written: Uint32Array;
  readonly starts: Uint32Array;
}

/** Names of one kind by number. Memory of a joined one: 12 bytes a name of a part, shared. */
export class WrittenNames {
  readonly #numbering: Numbering;
  readonly #tables: Tables | null;

  private constructor(numbering: Numbering, tables: Tables | null) {
    this.#numbering = numbering;
    this.#tables = tables;
  }

  /** Of one build. */
  static ofOne(base: number, size: number): WrittenNames {
    return new WrittenNames(new Numbering([{ base, size }]), null);
  }

  /** What was written under `section`; `bases` are those of the parts. */
  static ofJoined(sections: SectionReader, section: string, bases: readonly number[]): WrittenNames {
    const sizes = sections.u32(`${section}.sizes`);
    const numbering = new Numbering(bases.map((base, at) => ({ base, size: sizes[at] ?? 0 })));
    return new WrittenNames(numbering, {
      joined: sections.u32(`${section}.joined`),
      written: sections.u32(`${section}.written`),
      starts: sections.u32(`${section}.starts`),
    });
  }

  /** Numbers that the cluster has. */
  get writtenCount(): number {
    return this.#numbering.length;
  }

  /** Whose number of the cluster it is. */
  numberOf(written: number): number {
    const dense = this.#numbering.dense(written);
    return this.#tables === null ? dense : (this.#tables.joined[dense] ?? 0);
  }

  /** The numbers that the cluster has for it, ascending; none for who came later. */
  written(number: number): readonly number[] {
    if (this.#tables === null)
      return number < this.#numbering.length ? [this.#numbering.written(number)] : [];
    const { written, starts } = this.#tables;
    const found = written.subarray(starts[number] ?? 0, starts[number + 1] ?? starts[number] ?? 0);
    return Array.from(found, (dense) => this.#numbering.written(dense));
  }
}
