// Builds MiniSearch's index in one thread: `minisearch.ts plain|same DOCUMENTS [INDEX PLACES]`; as it comes, or with the
// words, stems and fields of antler. Prints a line of JSON with its cost; writes the index where files are named.

import { writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { createAnalysis } from '../../../index/analysis/analysis.ts';
import { readLines } from '../documents-file.ts';
import { ownCost } from '../measure.ts';
import { MINISEARCH_OPTIONS } from '../search/minisearch.ts';

const [kind = '', documents = '', indexFile = '', placesFile = ''] = process.argv.slice(2);

/** Tells stems from exact forms. */
const STEM_MARK = '~';

function createIndex(): MiniSearch {
  if (kind === 'plain') return new MiniSearch(MINISEARCH_OPTIONS);
  const analysis = createAnalysis('english');
  return new MiniSearch({
    fields: ['title', 'body'],
    tokenize: (text) => analysis.forms(text),
    processTerm: (form) => (analysis.isStopWord(form) ? form : [STEM_MARK + analysis.stem(form), form]),
  });
}

const index = createIndex();
const places: number[] = [];
const startedAt = performance.now();
let count = 0;
for (const { line, start, length } of readLines(documents)) {
  const { title = '', text, author, publishedAt, tags = [] } = JSON.parse(line);
  if (kind === 'plain') index.add({ id: count, title, text, author, publishedAt });
  else index.add({ id: count, title, body: `${title}\n${text}\n${tags.join('\n')}` });
  if (placesFile !== '') places.push(start, length);
  count += 1;
}
const elapsedMs = performance.now() - startedAt;
const cost = ownCost();
if (indexFile !== '') writeFileSync(indexFile, JSON.stringify(index));
if (placesFile !== '') writeFileSync(placesFile, new Uint8Array(Float64Array.from(places).buffer));
process.stdout.write(`${JSON.stringify({ documents: count, elapsedMs, ...cost })}\n`);
