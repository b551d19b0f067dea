// Names found by the beginnings of their words, the most important first: titles of posts, people.

import { groupBy } from '../engines/minisearch/building/group-by.ts';
import { findString, stringsFrom } from '../engines/minisearch/sorted-strings.ts';
import { packStrings, readStrings, type StringTable } from '../engines/minisearch/string-table.ts';
import { GrowingLists } from '../growing-array.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';

/** Names are numbered by their rank, from 0. */
export interface RankedNames {
  /**
   * Numbers of the names that have all of these words, the last as the beginning of one; ascending, so that the most
   * important come first. Empty without words. Cost: the names that begin so, or those with the rarest whole word.
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

/** List i of a two-level list; a view. */
type Lists = (list: number, end?: number) => Uint32Array;

interface Tables {
  readonly words: StringTable;
  /** Names by word, ascending. */
  readonly byWord: Lists;
  /** Words by name, ascending. */
  readonly byName: Lists;
}

function listsOf(sections: SectionReader, name: string): Lists {
  const values = sections.u32(name);
  const starts = sections.u32(`${name}.starts`);
  return (list, end = list + 1) => values.subarray(starts[list] ?? 0, starts[end] ?? 0);
}

function findNames(tables: Tables, wanted: readonly string[], limit: number): readonly number[] {
  const prefix = wanted.at(-1);
  if (prefix === undefined || limit <= 0) return [];
  const { start, end } = stringsFrom(tables.words, prefix);
  if (start === end) return [];
  const whole: number[] = [];
  for (const word of new Set(wanted.slice(0, -1))) {
    const number = findString(tables.words, word);
    if (number === null) return [];
    whole.push(number);
  }
  if (whole.length === 0) return lowest(tables.byWord(start, end), limit);
  const lists = whole.map((word) => tables.byWord(word)).sort((a, b) => a.length - b.length);
  const found: number[] = [];
  for (const name of lists[0] ?? []) {
    const own = tables.byName(name);
    const isFound =
      whole.every((word) => own.includes(word)) && own.some((word) => word >= start && word < end);
    if (isFound) found.push(name);
    if (found.length === limit) break;
  }
  return found;
}

/** More than so many are sorted as a whole. */
const FEW = 64;

/** The lowest of the numbers, each once, ascending. */
function lowest(numbers: Uint32Array, limit: number): readonly number[] {
  if (limit > FEW) return [...new Set(numbers)].sort((a, b) => a - b).slice(0, limit);
  const kept: number[] = [];
  for (const number of numbers) {
    if (kept.length === limit && number >= (kept[limit - 1] ?? 0)) continue;
    const at = kept.findIndex((other) => other >= number);
    if (kept[at] === number) continue;
    kept.splice(at === -1 ? kept.length : at, 0, number);
    if (kept.length > limit) kept.pop();
  }
  return kept;
}
