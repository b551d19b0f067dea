// Titles of posts, found while they are typed.

import type { ThreadInfo } from '../model.ts';
import { GrowingUint32 } from '../packing/growing-array.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';
import type { TitleDirectory } from './model.ts';
import { RankedNamesWriter, readRankedNames } from './ranked-names.ts';

/** Takes threads in snapshot order. Memory: a few bytes a word of a title. */
export class TitleWriter {
  readonly #names = new RankedNamesWriter();
  readonly #rows = new GrowingUint32();
  readonly #commentCounts = new GrowingUint32();

  /** `words`: those of its title, by the analysis of the snapshot; none: it is left out. */
  addThread({ commentCount }: Pick<ThreadInfo, 'commentCount'>, row: number, words: readonly string[]): void {
    if (words.length === 0) return;
    this.#names.add(words);
    this.#rows.push(row);
    this.#commentCounts.push(commentCount);
  }

  sections(): Record<string, Section> {
    const counts = this.#commentCounts;
    const order = Uint32Array.from({ length: this.#rows.length }, (_, title) => title);
    order.sort((a, b) => counts.at(b) - counts.at(a) || a - b);
    return {
      ...this.#names.sections('titles', order),
      'titles.rows': order.map((title) => this.#rows.at(title)),
    };
  }
}

/** The titles written by `TitleWriter`. */
export function readTitles(sections: SectionReader): TitleDirectory {
  const rows = sections.u32('titles.rows');
  return { ...readRankedNames(sections, 'titles'), threadRow: (number) => rows[number] ?? 0 };
}
