// Names found by the beginnings of their words, the most important first: titles of posts, people.

import { groupBy } from '../packing/group-by.ts';
import { GrowingLists } from '../packing/growing-array.ts';
import { findString, stringsFrom } from '../packing/sorted-strings.ts';
import { packStrings, readStrings, type StringTable } from '../packing/string-table.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';

/** Names are numbered by their rank, from 0. */
export interface RankedNames {
  /**
   * Numbers of the names that have all of these words, the last as the beginning of one; the most important first, which is
   * ascending but for names of several archives. Empty without words. Cost: the names that begin so, or those with the rarest
   * whole word.
   */
  find(words: readonly string[], limit: number): readonly number[];
}

/** Takes names in any order; memory: a few bytes a word, and every different word once. */
export class RankedNamesWriter {
  readonly #words = new Map<string, number>();
  readonly #wordsOfNames = new GrowingLists();

  /** The words of the next name; it may have none. */
  add(words: readonly string[]): void {
    for (const word of new Set(words)) {
      const number = this.#words.get(word) ?? this.#words.size;
      this.#words.set(word, number);
      this.#wordsOfNames.push(number);
    }
    this.#wordsOfNames.close();
  }

  /** `order`: numbers of the names as they were added, the most important first. */
  sections(name: string, order: Uint32Array): Record<string, Section> {
    const sorted = [...this.#words.keys()].map((word) => Buffer.from(word)).sort(Buffer.compare);
    const texts = sorted.map(String);
    const ranks = new Uint32Array(texts.length);
    texts.forEach((text, rank) => {
      ranks[this.#words.get(text) ?? 0] = rank;
    });
    const { wordsOfNames, wordOf, nameOf } = this.#inOrder(order, ranks);
    const { items, starts } = groupBy(wordOf, texts.length);
    return {
      ...packStrings(`${name}.words`, texts),
      [`${name}.byWord`]: items.map((at) => nameOf[at] ?? 0),
      [`${name}.byWord.starts`]: starts,
      [`${name}.byName`]: wordsOfNames.values(),
      [`${name}.byName.starts`]: wordsOfNames.starts(),
    };
  }

  #inOrder(order: Uint32Array, ranks: Uint32Array) {
    const [values, starts] = [this.#wordsOfNames.values(), this.#wordsOfNames.starts()];
    const wordsOfNames = new GrowingLists();
    const nameOf = new Uint32Array(values.length);
    let at = 0;
    order.forEach((added, name) => {
      const own = values.subarray(starts[added], starts[added + 1]).map((word) => ranks[word] ?? 0);
      for (const word of own.sort()) {
        wordsOfNames.push(word);
        nameOf[at++] = name;
      }
      wordsOfNames.close();
    });
    return { wordsOfNames, wordOf: wordsOfNames.values(), nameOf };
  }
}

/** The names written under this name. */
export function readRankedNames(sections: SectionReader, name: string): RankedNames {
  const words = readStrings(sections, `${name}.words`);
  const byWord = listsOf(sections, `${name}.byWord`);
  const byName = listsOf(sections, `${name}.byName`);
  return { find: (wanted, limit) => findNames({ words, byWord, byName }, wanted, limit) };
}

/** List i stands from `starts[i]` to before `starts[i + 1]`. */
interface Lists {
  readonly values: Uint32Array;
  readonly starts: Uint32Array;
}

interface Tables {
  readonly words: StringTable;
  /** Names by word, ascending. */
  readonly byWord: Lists;
  /** Words by name, ascending. */
  readonly byName: Lists;
}

function listsOf(sections: SectionReader, name: string): Lists {
  return { values: sections.u32(name), starts: sections.u32(`${name}.starts`) };
}

/** The names of the words from `start` to before `end`; a view. */
function namesWith({ values, starts }: Lists, start: number, end = start + 1): Uint32Array {
  return values.subarray(starts[start] ?? 0, starts[end] ?? 0);
}

function findNames(tables: Tables, wanted: readonly string[], limit: number): readonly number[] {
  const prefix = wanted.at(-1);
  if (prefix === undefined || limit <= 0) return [];
  const span = stringsFrom(tables.words, prefix);
  if (span.start === span.end) return [];
  const beginning = namesWith(tables.byWord, span.start, span.end);
  const whole: number[] = [];
  for (const word of new Set(wanted.slice(0, -1))) {
    const number = findString(tables.words, word);
    if (number === null) return [];
    whole.push(number);
  }
  if (whole.length === 0) return lowest(beginning, limit);
  const lists = whole.map((word) => namesWith(tables.byWord, word));
  const shortest = lists.reduce((best, list) => (list.length < best.length ? list : best));
  // Sorting costs more than walking.
  const candidates = beginning.length * 16 < shortest.length ? beginning.slice().sort() : shortest;
  const found: number[] = [];
  for (const name of candidates) {
    if (name === found.at(-1) || !hasWords(tables.byName, name, { whole, span })) continue;
    found.push(name);
    if (found.length === limit) break;
  }
  return found;
}

/** Whether a name has all of the whole words, and one of the span. Walks its words without a view of them. */
function hasWords(
  { values, starts }: Lists,
  name: number,
  {
    whole,
    span,
  }: { readonly whole: readonly number[]; readonly span: { readonly start: number; readonly end: number } },
): boolean {
  const end = starts[name + 1] ?? 0;
  let missing = whole.length;
  let hasBeginning = false;
  for (let at = starts[name] ?? 0; at < end; at++) {
    const word = values[at] ?? 0;
    if (whole.includes(word)) missing--;
    if (word >= span.start && word < span.end) hasBeginning = true;
  }
  return missing === 0 && hasBeginning;
}

/** More than so many are sorted as a whole. */
const FEW = 100;

/** The lowest of the numbers, each once, ascending. */
function lowest(numbers: Uint32Array, limit: number): readonly number[] {
  if (limit > FEW) return [...new Set(numbers)].sort((a, b) => a - b).slice(0, limit);
  const kept: number[] = [];
  let highest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] ?? 0;
    if (number >= highest) continue;
    const at = kept.findIndex((other) => other >= number);
    if (kept[at] === number) continue;
    kept.splice(at === -1 ? kept.length : at, 0, number);
    if (kept.length > limit) kept.pop();
    if (kept.length === limit) highest = kept[limit - 1] ?? 0;
  }
  return kept;
}
