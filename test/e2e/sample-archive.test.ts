// The sample archive through the whole program: what is built out of it, and searches whose answers are known.

import * as assert from 'uvu/assert';
import { inReadingOrder } from '../support/sample/model.ts';
import { readThreads } from '../support/sample/read-threads.ts';
import { type ServedSample, serveSample } from '../support/served-sample.ts';
import { suite } from '../support/suite.ts';

const test = suite('sample archive, searched');
const threads = readThreads();
const comments = threads
  .flatMap((thread) => inReadingOrder(thread.comments))
  .filter(({ kind }) => kind === 'comment');
/** The static About page is a document, too. */
const STATIC_PAGES = 1;

interface Answer {
  readonly totalHits: number;
  readonly totalThreads: number;
  readonly hits: readonly {
    readonly type: string;
    readonly title: string;
    readonly author: { readonly name: string } | null;
    readonly snippet: { readonly text: string };
  }[];
}

let served: ServedSample | null = null;
test.before(async () => {
  served = await serveSample();
});
test.after(async () => {
  await served?.program.stop();
});

async function search(q: string, parameters: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(
    `${served?.address}/api/v1/search?${new URLSearchParams({ q, ...parameters })}`,
  );
  assert.is(response.status, 200, q);
  // The program's own answer; what it holds is asserted on.
  return (await response.json()) as Answer;
}

async function countHits(q: string): Promise<number> {
  return (await search(q, { limit: '0' })).totalHits;
}

test('holds every post and every comment once', async () => {
  assert.is(await countHits(''), threads.length + STATIC_PAGES + comments.length);
  assert.is(await countHits('type:comment'), comments.length);
});

test('finds all that one person wrote', async () => {
  for (const name of ['bosun_tom', 'Mrs. Penhallow', 'Jürgen aus Kiel']) {
    const written = comments.filter(({ author }) => author === name).length;
    assert.is(await countHits(`author:"${name}"`), written, name);
  }
});

/** Query → what the best hit says: the title of its thread, and a piece of its text. */
const GOLDEN: Readonly<Record<string, readonly [title: string, words: string]>> = {
  'maritime cliche': ['The clock is right', 'maritime cliché'],
  'seven minutes': ['Seven minutes', ''],
  '"arrested by a jellyfish" author:pc-lowther': ['Regatta day, live', 'arrested by a jellyfish'],
  'kintsugi gold': ['The teapot affair', 'kintsugi'],
  'author:"Wilf Oakes" peas': ['Does fish pie take peas?', 'No peas'],
  eyjafjallajokull: ['Morning Tide: ash and silence', 'Eyjafjallajökull'],
  '"grey lady" ropewalk dusk': ['Three ghosts and a plumber', 'Grey Lady'],
  'Тихая вода': ['Morning Tide: rafts wanted', 'Тихая вода'],
  潮まつり: ['Regatta day, live', '潮まつり'],
  '"school of thought" author:reverend-abel-moss': ['Found: one tuba', 'A school of thought'],
  'snowman duchess': ['Snow day at the ferry', 'snowman'],
};

for (const [query, [title, words]] of Object.entries(GOLDEN)) {
  test(`answers ${query}`, async () => {
    const [best] = (await search(query)).hits;
    assert.is(best?.title, title);
    assert.ok(best?.snippet.text.includes(words), best?.snippet.text);
  });
}

test('a year holds what was written in it', async () => {
  const written = [...threads, ...comments].filter(({ at }) => at.getUTCFullYear() === 2010).length;
  assert.is(await countHits('year:2010'), written);
});

test.run();
