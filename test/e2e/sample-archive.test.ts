// The sample archive through the whole program: what is built out of it, and searches whose answers are known.

import * as assert from 'uvu/assert';
import { GOLDEN_QUERIES } from '../support/sample/golden-queries.ts';
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

for (const [query, golden] of Object.entries(GOLDEN_QUERIES)) {
  test(`answers ${query}`, async () => {
    const [best] = (await search(query)).hits;
    assert.equal(
      { title: best?.title, commentBy: best?.type === 'post' ? null : (best?.author?.name ?? '?') },
      { title: golden.title, commentBy: golden.commentBy },
    );
    assert.ok(best?.snippet.text.includes(golden.shows), best?.snippet.text);
  });
}

test('a year holds what was written in it', async () => {
  const written = [...threads, ...comments].filter(({ at }) => at.getUTCFullYear() === 2010).length;
  assert.is(await countHits('year:2010'), written);
});

test.run();
