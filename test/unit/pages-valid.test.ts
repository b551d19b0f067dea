// Every page is valid HTML of bounded weight, whatever stands in the archive.
import { brotliCompressSync } from 'node:zlib';
import * as cheerio from 'cheerio';
import { HtmlValidate } from 'html-validate';
import * as assert from 'uvu/assert';
import { ALL_PAGES, hostileThreads } from '../support/all-pages.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('all pages');

const MAX_PAGE_BYTES = 60_000;
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // Lists have names too: which list it is, is worth hearing.
  rules: { 'aria-label-misuse': ['error', { allowAnyNamable: true }] },
});

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads(hostileThreads(), { site: { mayBeIndexed: true } });
});
test.after(() => served.close());

async function pageAt(path: string): Promise<string> {
  const response = await served.app.request(path);
  assert.is(response.status, 200, path);
  return response.text();
}

for (const path of [...ALL_PAGES, '/nothing-here'])
  test(`${path.slice(0, 60)} is valid HTML`, async () => {
    const response = await served.app.request(path);
    assert.equal(await mistakesIn(await response.text()), [], path);
  });

async function mistakesIn(html: string): Promise<readonly string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

test('the pages of a long thread are valid HTML below 60 kB', async () => {
  const comments = Array.from({ length: 400 }, (_, index) =>
    makeComment({ id: String(index + 1), text: `The ferry ${index}. ${'It is late again. '.repeat(20)}` }),
  );
  const long = await serveThreads([makeThread({ id: 'long', post: makePost({ text: 'Ferry.' }), comments })]);
  try {
    for (const path of ['/threads/long', '/threads/long?page=2&hl=ferry', '/threads/long?at=c-400']) {
      const html = await (await long.app.request(path)).text();
      assert.match(html, /Page [123] of 3/);
      assert.equal(await mistakesIn(html), [], path);
      assert.ok(brotliCompressSync(html).length < MAX_PAGE_BYTES, path);
    }
  } finally {
    await long.close();
  }
});

test('no page weighs more than 60 kB on its way', async () => {
  for (const path of ALL_PAGES) {
    const bytes = brotliCompressSync(await pageAt(path)).length;
    assert.ok(bytes < MAX_PAGE_BYTES, `${path}: ${bytes} bytes`);
  }
});

test('no text becomes markup, and nothing but our own scripts is named', async () => {
  for (const path of ALL_PAGES) {
    const page = cheerio.load(await pageAt(path));
    const scripts = page('script:not([type="application/ld+json"])').toArray();
    for (const script of scripts) {
      assert.match(page(script).attr('src') ?? '', /^\/antler(-theme)?\.js\?v=/, path);
      assert.is(page(script).text(), '');
    }
    assert.is(page('img, iframe, object, embed, style, [style], [onclick], [onerror]').length, 0, path);
    for (const data of page('script[type="application/ld+json"]').toArray())
      assert.is(JSON.parse(page(data).text())['@type'], 'DiscussionForumPosting', path);
  }
});

test('a comment of five megabytes is shown without holding up or breaking its page', async () => {
  const text = 'The ferry is late again. '.repeat(200_000);
  const large = await serveThreads([
    makeThread({
      id: 'large',
      post: makePost({ text: 'Ferry.' }),
      comments: [makeComment({ id: '1', text })],
    }),
  ]);
  try {
    const results = await (await large.app.request('/search?q=late')).text();
    assert.ok(results.length < 50_000);
    const thread = await large.app.request('/threads/large');
    assert.is(thread.status, 200);
    assert.match(await thread.text(), /<\/html>\s*$/);
  } finally {
    await large.close();
  }
});

test.run();
