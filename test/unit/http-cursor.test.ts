// Pages past the highest offset: links.next goes on by cursor to the last hit, on the API and on the page.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { MAX_OFFSET } from '../../src/answers/search-cursor.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makePost, makeThread } from '../support/threads.ts';

const test = suite('pages past the highest offset');
const DOCUMENTS = MAX_OFFSET + 130;
const TIMEOUT = { timeoutMs: 60_000 };

const answerSchema = z.object({
  totalHits: z.number(),
  hits: z.array(z.object({ id: z.string() })),
  links: z.object({ next: z.string().nullable() }),
});

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads(
    Array.from({ length: DOCUMENTS }, (_, number) =>
      makeThread({ id: `rain-${number}-00000000`, post: makePost({ text: 'Rain.', title: `${number}` }) }),
    ),
  );
});
test.after(() => served.close());

for (const group of ['thread', 'none']) {
  test(
    `${group === 'none' ? 'documents' : 'threads'} follow each other to the last, none twice`,
    async () => {
      const ids: string[] = [];
      const start = MAX_OFFSET - 50;
      let path: string | null = `/api/v1/search?q=rain&limit=50&offset=${start}&group=${group}`;
      while (path !== null) {
        const response = await served.app.request(path);
        assert.is(response.status, 200, path);
        const answer: z.infer<typeof answerSchema> = answerSchema.parse(await response.json());
        assert.is(answer.totalHits, DOCUMENTS);
        ids.push(...answer.hits.map(({ id }) => id));
        path = answer.links.next;
      }
      assert.is(ids.length, DOCUMENTS - start);
      assert.is(new Set(ids).size, ids.length);
    },
    TIMEOUT,
  );
}

test(
  'the page goes on the same way',
  async () => {
    const $ = cheerio.load(
      await (await served.app.request(`/search?q=rain&limit=100&offset=${MAX_OFFSET}`)).text(),
    );
    const next = $('a[rel=next]').attr('href') ?? '';
    assert.match(next, /[?&]cursor=/);
    const last = cheerio.load(await (await served.app.request(next)).text());
    assert.is(last('.hit').length, DOCUMENTS - MAX_OFFSET - 100);
    assert.is(last('a[rel=next]').length, 0);
  },
  TIMEOUT,
);

test.run();
