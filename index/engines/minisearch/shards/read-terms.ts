// Finds words in the shards of a cut index: by stem, and by the beginnings of forms.

import { sectionReader } from '../../../packing/compact-sections.ts';
import { partition } from '../../../packing/sorted-strings.ts';
import { readStrings, type StringTable } from '../../../packing/string-table.ts';
import type { ReadShard, Sections } from '../../../shards/model.ts';
import type { SectionReader } from '../../../snapshot/section-file.ts';
import type { StemNumber } from '../dictionary.ts';
import { SHARDS } from './layout.ts';
import type { FormLists } from './list-reader.ts';

/** A form as its shard has it. */
export interface ReadForm extends FormLists {
  readonly text: string;
  /** Its UTF-8: forms are sorted by it. */
  readonly key: Uint8Array;
}

/** A stem with all its forms, in their order; the number is that of the whole index. */
export interface ReadStem {
  readonly number: StemNumber;
  readonly text: string;
  readonly forms: readonly ReadForm[];
}

/** Asks for one shard a stem, and for those of a beginning; a shard is decoded once. */
export class TermReader {
  readonly #read: ReadShard;
  readonly #firstStems: StringTable;
  readonly #firstNumbers: Uint32Array;
  readonly #firstForms: StringTable;
  readonly #decoded = new WeakMap<Sections, readonly ReadStem[]>();

  constructor(read: ReadShard, root: SectionReader) {
    this.#read = read;
    this.#firstStems = readStrings(root, 'terms.first');
    this.#firstNumbers = root.u32('terms.numbers');
    this.#firstForms = readStrings(root, 'forms.first');
  }

  /** Those of the stems that the index has, and all with a form that begins so; ascending by number, without repeats. */
  async stems(wanted: Iterable<string>, prefixes: Iterable<string>): Promise<readonly ReadStem[]> {
    const found = new Map<StemNumber, ReadStem>();
    const add = (stem: ReadStem | undefined) => stem !== undefined && found.set(stem.number, stem);
    const byName = [...wanted].map(async (stem) => {
      const at = shardOf(this.#firstStems, stem);
      if (at >= 0) add((await this.#shard(at)).find(({ text }) => text === stem));
    });
    const byBeginning = [...prefixes].map(async (prefix) => {
      const numbers = await this.#stemsBeginning(prefix);
      const shards = new Set(numbers.map((number) => this.#shardOfNumber(number)));
      const wantedNumbers = new Set(numbers);
      const read = await Promise.all([...shards].map((at) => this.#shard(at)));
      for (const stem of read.flat()) if (wantedNumbers.has(stem.number)) add(stem);
    });
    await Promise.all([...byName, ...byBeginning]);
    return [...found.values()].sort((a, b) => a.number - b.number);
  }

  /** Stems of the forms that begin so. */
  async #stemsBeginning(prefix: string): Promise<readonly StemNumber[]> {
    const first = Math.max(0, shardOf(this.#firstForms, prefix));
    const numbers: StemNumber[] = [];
    for (let at = first; at < this.#firstForms.length; at++) {
      if (at > first && !this.#firstForms.at(at).startsWith(prefix)) break;
      const shard = sectionReader(await this.#read(SHARDS.forms(at)));
      const stems = shard.u32('stems');
      for (const [index, form] of readStrings(shard, 'forms').all().entries()) {
        if (form.startsWith(prefix)) numbers.push(stems[index] ?? 0);
      }
    }
    return numbers;
  }

  #shardOfNumber(number: StemNumber): number {
    return partition(this.#firstNumbers.length, (at) => (this.#firstNumbers[at] ?? 0) <= number) - 1;
  }

  async #shard(at: number): Promise<readonly ReadStem[]> {
    const shard = await this.#read(SHARDS.terms(at));
    const known = this.#decoded.get(shard) ?? decodeStems(sectionReader(shard));
    this.#decoded.set(shard, known);
    return known;
  }
}

/** The last shard that begins with the text or before it; −1 when none does. */
function shardOf(firsts: StringTable, text: string): number {
  const bytes = new TextEncoder().encode(text);
  return partition(firsts.length, (at) => compareBytes(bytesAt(firsts, at), bytes) <= 0) - 1;
}

function bytesAt({ bytes, offsets }: StringTable, at: number): Uint8Array {
  return bytes.subarray(offsets[at] ?? 0, offsets[at + 1] ?? 0);
}

/** Below, above or equal to 0 as the first stands before, behind or at the second. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function decodeStems(shard: SectionReader): readonly ReadStem[] {
  const stems = readStrings(shard, 'stems');
  const numbers = shard.u32('stems.numbers');
  const formCounts = shard.u32('stems.forms');
  const forms = readStrings(shard, 'forms');
  const body = listsOf(shard, 'body');
  const positions = listsOf(shard, 'positions');
  const title = listsOf(shard, 'title');
  let next = 0;
  return stems.all().map((text, index): ReadStem => {
    const first = next;
    next += formCounts[index] ?? 0;
    const own = Array.from({ length: next - first }, (_, at): ReadForm => {
      const form = first + at;
      return {
        text: forms.at(form),
        key: bytesAt(forms, form),
        body: body(form),
        positions: positions(form).bytes,
        title: title(form),
      };
    });
    return { number: numbers[index] ?? 0, text, forms: own };
  });
}

function listsOf(shard: SectionReader, name: string): (form: number) => FormLists['body'] {
  const counts = shard.u32(`${name}.counts`);
  const bytes = shard.u8(`${name}.bytes`);
  const starts = startsOf(shard.u32(`${name}.sizes`));
  return (form) => ({
    count: counts[form] ?? 0,
    bytes: bytes.subarray(starts[form] ?? 0, starts[form + 1] ?? 0),
  });
}

/** Where each of several things begins that are so long, and where the last ends. */
export function startsOf(sizes: Uint32Array): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1);
  for (let at = 0; at < sizes.length; at++) starts[at + 1] = (starts[at] ?? 0) + (sizes[at] ?? 0);
  return starts;
}
