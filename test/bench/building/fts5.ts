// Builds FTS5's database out of a documents file: `fts5.ts DOCUMENTS DATABASE`. Prints a line of JSON with its cost.

import Database from 'libsql';
import { readDocuments } from '../documents-file.ts';
import { ownCost } from '../measure.ts';

const [documents = '', path = ''] = process.argv.slice(2);
const database = new Database(path);
database.exec(`
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  CREATE TABLE documents (id INTEGER PRIMARY KEY, author TEXT, day TEXT);
  CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize = 'porter unicode61');
  BEGIN;`);
const addDocument = database.prepare('INSERT INTO documents VALUES (?, ?, ?)');
const addWords = database.prepare('INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)');
const startedAt = performance.now();
let count = 0;
for (const { author, publishedAt, title, text } of readDocuments(documents)) {
  count += 1;
  addDocument.run(count, author, publishedAt?.slice(0, 10) ?? null);
  addWords.run(count, title ?? '', text);
}
database.exec('COMMIT');
const elapsedMs = performance.now() - startedAt;
database.close();
process.stdout.write(`${JSON.stringify({ documents: count, elapsedMs, ...ownCost() })}\n`);
