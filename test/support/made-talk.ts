// A made archive in which the same people, tags and words come back everywhere: the same number of threads gives the same
// documents.

import type { ThreadDocuments } from '../../index/documents.ts';
import { createRandom } from '../bench/random.ts';
import { makeSampleThread, type SampleEntry } from './engine-samples.ts';

const SYLLABLES = ['ba', 'dor', 'fe', 'gi', 'hul', 'ka', 'lin', 'mo', 'nesk', 'pra', 'rot', 'ti'];

/** All words of it, the most frequent first. */
export const TALK_WORDS: readonly string[] = Array.from({ length: 180 }, (_, at) => {
  const [first, second, third] = [at % 12, Math.floor(at / 12) % 12, (7 * at + 5) % 12];
  return `${SYLLABLES[first]}${SYLLABLES[second]}${SYLLABLES[third]}`;
});

/** Threads of two to seven documents, each of some words, rare ones now and then. */
export function makeTalk(threads: number): readonly ThreadDocuments[] {
  const random = createRandom(20_081_101);
  const some = (length: number) =>
    Array.from({ length }, () => TALK_WORDS[Math.floor(TALK_WORDS.length * random.share() ** 3)]).join(' ');
  return Array.from({ length: threads }, (_, thread) => {
    const size = 2 + random.below(6);
    const entries = Array.from({ length: size }, (_, at): SampleEntry => {
      const shared = {
        id: `${thread}.${at}`,
        text: some(8 + random.below(30)),
        author: `Writer ${random.below(14)}`,
        publishedAt: `20${String(8 + random.below(6)).padStart(2, '0')}-0${1 + (at % 9)}-1${thread % 10}`,
      };
      if (at > 0) return { ...shared, parentId: `${thread}.${random.below(at)}` };
      return {
        ...shared,
        kind: 'post',
        title: some(3),
        tags: [`Tag ${thread % 5}`, `tag ${(thread * 3) % 7}`],
      };
    });
    return makeSampleThread(`talk-${thread}`, entries);
  });
}

/** Threads of two documents with one word; about as much by each of seven people. */
export function makeCooks(threads: number): readonly ThreadDocuments[] {
  return Array.from({ length: threads }, (_, at) =>
    makeSampleThread(`thread-${at}`, [
      { id: `${at}.1`, text: 'soup', author: `Cook ${at % 7}` },
      { id: `${at}.2`, text: 'soup', author: `Cook ${(at + 3) % 7}` },
    ]),
  );
}
