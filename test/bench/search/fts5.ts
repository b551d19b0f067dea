// SQLite's FTS5 with its porter stemmer, ranked by bm25. It finds the best 20 and does not count the rest, which would
// take it longer; misspelt words it takes as they are.

import Database from 'libsql';
import type { BenchQuery } from '../query-classes.ts';
import { type CorpusFiles, type OpenContender, PAGE } from './contender.ts';

const BY_WORDS = 'SELECT rowid FROM words WHERE words MATCH ?';
const JOINED = `SELECT words.rowid FROM words JOIN documents ON documents.id = words.rowid WHERE words MATCH ?`;
const BEST = `ORDER BY rank LIMIT ${PAGE}`;

/** Opens the database. */
export async function openFts5({ fts5 }: CorpusFiles): Promise<OpenContender> {
  const database = new Database(fts5, { readonly: true });
  const plain = database.prepare(`${BY_WORDS} ${BEST}`);
  const byAuthor = database.prepare(`${JOINED} AND documents.author = ? ${BEST}`);
  const byDate = database.prepare(`${JOINED} AND documents.day BETWEEN ? AND ? ${BEST}`);
  return {
    ask: (query) => {
      const expression = expressionOf(query);
      if (query.author !== undefined) byAuthor.all(expression, query.author);
      else if (query.from !== undefined) byDate.all(expression, query.from, query.until);
      else plain.all(expression);
      return null;
    },
    sharedBytes: 0,
    close: () => {
      database.close();
    },
  };
}

function expressionOf({ class: name, words, match }: BenchQuery): string {
  if (name === 'phrase') return `"${words}"`;
  const terms = words.split(' ').map((word) => `"${word}"`);
  return terms.join(match === 'all' ? ' AND ' : ' OR ') + (name === 'keystroke' ? '*' : '');
}
