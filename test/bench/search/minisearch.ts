// MiniSearch as it comes: title and text, its own words, read from JSON. Phrases are all words and a look into the texts,
// which are read from the documents file.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { BenchDocument } from '../documents-file.ts';
import type { BenchQuery } from '../query-classes.ts';
import type { CorpusFiles, OpenContender } from './contender.ts';

/** What it indexes and keeps; a document's id is its place in the file. */
export const MINISEARCH_OPTIONS = {
  fields: ['title', 'text'],
  storeFields: ['author', 'publishedAt'],
};

/** What it suggests for misspelt words. */
const FUZZY = 0.2;
/** MiniSearch's own rule, of its 7.2. */
const BETWEEN_WORDS = /[\n\r\p{Z}\p{P}]+/u;

/** Loads the index. */
export async function openMiniSearch(files: CorpusFiles): Promise<OpenContender> {
  const index = MiniSearch.loadJSON(readFileSync(files.minisearch, 'utf8'), MINISEARCH_OPTIONS);
  const texts = openTexts(files);
  return {
    ask: (query) => findInMiniSearch(index, query, texts.read).length,
    sharedBytes: 0,
    close: texts.close,
  };
}

/** Reads documents where they stand in their file. */
export interface Texts {
  read(place: number): BenchDocument;
  close(): void;
}

/** Opens the documents file with its table of places. */
export function openTexts({ documents, places }: Pick<CorpusFiles, 'documents' | 'places'>): Texts {
  const table = new Float64Array(new Uint8Array(readFileSync(places)).buffer);
  const file = openSync(documents, 'r');
  return {
    read: (place) => {
      const [start = 0, length = 0] = table.subarray(2 * place, 2 * place + 2);
      const bytes = Buffer.allocUnsafe(length);
      readSync(file, bytes, 0, length, start);
      return JSON.parse(bytes.toString('utf8')) as BenchDocument;
    },
    close: () => closeSync(file),
  };
}

/** All hits, best first. */
export function findInMiniSearch(
  index: MiniSearch,
  query: BenchQuery,
  read: Texts['read'],
): readonly SearchResult[] {
  const found = index.search(query.words, searchOptionsOf(query));
  if (query.class !== 'phrase') return found;
  const phrase = wordsOf(query.words);
  return found.filter(({ id }) => {
    const { title = '', text } = read(Number(id));
    return holds(wordsOf(title), phrase) || holds(wordsOf(text), phrase);
  });
}

function searchOptionsOf(query: BenchQuery): SearchOptions {
  const { author, from, until } = query;
  const combineWith = query.match === 'all' ? 'AND' : 'OR';
  if (query.class === 'keystroke')
    return { combineWith, prefix: (_term, at, terms) => at === terms.length - 1 };
  if (query.class === 'typo') return { combineWith, fuzzy: FUZZY };
  if (author !== undefined) return { combineWith, filter: (hit) => hit.author === author };
  if (from === undefined || until === undefined) return { combineWith };
  return {
    combineWith,
    filter: ({ publishedAt }) => {
      const day = typeof publishedAt === 'string' ? publishedAt.slice(0, 10) : '';
      return day >= from && day <= until;
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(BETWEEN_WORDS);
}

function holds(words: readonly string[], phrase: readonly string[]): boolean {
  const [first = ''] = phrase;
  for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1)) {
    if (phrase.every((word, offset) => words[at + offset] === word)) return true;
  }
  return false;
}
