// The rival of the serving part: `rival.ts FOLDER`: plain MiniSearch behind a bare HTTP server, with snippets as one would
// write them in an afternoon. Prints its address.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import MiniSearch from 'minisearch';
import type { BenchDocument } from '../documents-file.ts';
import type { BenchQuery } from '../query-classes.ts';
import { corpusFiles, PAGE } from '../search/contender.ts';
import { findInMiniSearch, MINISEARCH_OPTIONS, openTexts } from '../search/minisearch.ts';

const SNIPPET_LENGTH = 240;
const files = corpusFiles(process.argv[2] ?? '');
const index = MiniSearch.loadJSON(readFileSync(files.minisearch, 'utf8'), MINISEARCH_OPTIONS);
const texts = openTexts(files);

function answer(query: BenchQuery): object {
  const found = findInMiniSearch(index, query, texts.read);
  const hits = found.slice(0, PAGE).map(({ id, score, terms }) => {
    const document = texts.read(Number(id));
    const { author, publishedAt, title = null } = document;
    return {
      id: document.id,
      score,
      author,
      publishedAt,
      title,
      snippet: snippetOf(document, new Set(terms)),
    };
  });
  return { totalHits: found.length, hits };
}

/** The text around the first match, with all matches marked. */
function snippetOf({ text }: BenchDocument, terms: ReadonlySet<string>): string {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  const first = words.find(([word]) => terms.has(word.toLowerCase()))?.index ?? 0;
  const start = Math.max(0, first - SNIPPET_LENGTH / 2);
  return text
    .slice(start, start + SNIPPET_LENGTH)
    .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\p{L}\p{N}]+/gu, (word) => (terms.has(word.toLowerCase()) ? `<mark>${word}</mark>` : word));
}

const server = createServer((request, response) => {
  const query = JSON.parse(new URL(request.url ?? '/', 'http://localhost').searchParams.get('query') ?? '{}');
  const body = Buffer.from(JSON.stringify(answer(query)));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
});
// While it searches it reads nothing, and would take those who wait for still ones.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`The rival serves http://127.0.0.1:${port}\n`);
});
