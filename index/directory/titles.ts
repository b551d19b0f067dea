// Titles of posts, found while they are typed; those of several archives as if they were one.
import type { ThreadInfo } from '../model.ts';
import { GrowingUint32 } from '../packing/growing-array.ts';
import { joinNumbers } from '../packing/joined-numbers.ts';
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
      'titles.comments': order.map((title) => counts.at(title)),
    };
  }
}

/** The titles written by `TitleWriter`. */
export function readTitles(sections: SectionReader): TitleDirectory {
  const rows = sections.u32('titles.rows');
  const commentCounts = sections.u32('titles.comments');
  return {
    ...readRankedNames(sections, 'titles'),
    count: rows.length,
    threadRow: (number) => rows[number] ?? 0,
    commentCount: (number) => commentCounts[number] ?? 0,
  };
}

/** Titles of one of several archives. */
export interface PartialTitles {
  readonly titles: TitleDirectory;
  /** Row of its first thread among those of all. */
  readonly firstThread: number;
}

/** Finds what one directory of all would find, in the same order. Each is asked; numbers go on from one to the next. */
export function joinTitles(parts: readonly PartialTitles[]): TitleDirectory {
  const numbers = joinNumbers(parts.map(({ titles }) => titles.count));
  const commentCount = (number: number): number => {
    const { part, own } = numbers.placeOf(number);
    return parts[part]?.titles.commentCount(own) ?? 0;
  };
  return {
    count: numbers.count,
    commentCount,
    threadRow: (number) => {
      const { part, own } = numbers.placeOf(number);
      const of = parts[part];
      return of === undefined ? 0 : of.firstThread + of.titles.threadRow(own);
    },
    find: (words, limit) => {
      const found = parts.flatMap(({ titles }, part) =>
        titles.find(words, limit).map((own) => {
          const number = numbers.firstOf(part) + own;
          return { number, comments: titles.commentCount(own) };
        }),
      );
      found.sort((a, b) => b.comments - a.comments || a.number - b.number);
      return found.slice(0, limit).map(({ number }) => number);
    },
  };
}
