// A static site in a real Chromium, served by something that knows nothing but files: what is found, what is loaded, and
// what is said where it cannot search.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { writeMadeArchive } from '../bench/made-archive.ts';
import { launchBrowser } from '../support/browser.ts';
import { type FolderServer, serveFolder } from '../support/folder-server.ts';
import { runProgram } from '../support/program.ts';
import { GOLDEN_QUERIES } from '../support/sample/golden-queries.ts';
import { type ServedSample, serveSample } from '../support/served-sample.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('static site');
const slow = { timeoutMs: 120_000 };

const MADE_DOCUMENTS = 10_000;
const MOST_BYTES = 300_000;
/** Of a query: postings, what ranks, and the texts of the first page; not the page itself. */
const INDEX_FILE = /\.bin$/;

let served: ServedSample | null = null;
let browser: Browser | null = null;
let sample: FolderServer | null = null;
let sampleFolder = '';

test.before(async () => {
  served = await serveSample();
  sampleFolder = await exportSite(served.data);
  sample = await serveFolder(sampleFolder);
  browser = await launchBrowser();
});

test.after(async () => {
  await browser?.close();
  await sample?.close();
  await served?.program.stop();
});

async function exportSite(data: string): Promise<string> {
  const folder = join(makeTempFolder('site'), 'site');
  const result = await runProgram(['export', '--static', folder, '--data', data], { timeoutMs: 60_000 });
  assert.is(result.code, 0, result.stderr);
  return folder;
}

/** Opens a page; fails when a script failed, the policy was broken, or another host was asked. */
async function visit(
  address: string,
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  if (browser === null) throw new Error('no browser');
  const context = await browser.newContext(options);
  const failures: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => failures.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(address).origin) failures.push(request.url());
    });
    await page.goto(address);
    await use(page);
    assert.equal(failures, []);
  } finally {
    await context.close();
  }
}

function found(page: Page) {
  return page.locator('main p[role=status]');
}

function bySearch(q: string): string {
  return `?${new URLSearchParams({ q })}`;
}

/** Title, and what is shown of the text, of each hit of the first page; further hits of a thread behind its first. */
async function hitsOn(page: Page): Promise<readonly string[]> {
  const hits = page.locator('.hits > li > article');
  return hits.evaluateAll((found) =>
    found.flatMap((hit) =>
      [...hit.querySelectorAll('h2, .snippet')].map((part) => part.textContent?.trim() ?? ''),
    ),
  );
}

interface ServedHit {
  readonly title: string | null;
  readonly snippet: { readonly text: string };
  readonly more?: readonly ServedHit[];
}

/** The same, as the server has it. Spelling is not corrected in a copy, so the server must not either. */
async function servedHits(q: string): Promise<readonly string[]> {
  const response = await fetch(`${served?.address}/api/v1/search?${new URLSearchParams({ q, typo: 'off' })}`);
  // The program's own answer.
  const { hits } = (await response.json()) as { readonly hits: readonly ServedHit[] };
  const shown = ({ snippet }: ServedHit) => (snippet.text.trim() === '' ? [] : [snippet.text.trim()]);
  return hits.flatMap((hit) => [hit.title ?? '', ...shown(hit), ...(hit.more ?? []).flatMap(shown)]);
}

test(
  'shows on the golden queries what the server finds, in the same order',
  () =>
    visit(`${sample?.address}`, async (page) => {
      for (const q of Object.keys(GOLDEN_QUERIES)) {
        await page.getByRole('searchbox').fill(q);
        await page.getByRole('searchbox').press('Enter');
        await page.locator('main:not([aria-busy]) h1', { hasText: q }).waitFor();
        const wanted = await servedHits(q);
        assert.ok(wanted.length > 0, q);
        assert.equal(await hitsOn(page), wanted, q);
      }
    }),
  slow,
);

test('finds the post that has just this title first', async () => {
  const { title } = GOLDEN_QUERIES['found one tuba'] ?? { title: '' };
  await visit(`${sample?.address}${bySearch('found one tuba')}`, async (page) => {
    assert.is(await page.locator('.hits h2').first().textContent(), title);
  });
});

test('a hit leads to its comment on the page of its thread, and from there back into a search', async () => {
  await visit(`${sample?.address}`, async (page) => {
    await page.getByRole('searchbox').fill('jellyfish arrest');
    await page.getByRole('searchbox').press('Enter');
    await page.locator('.hits h2 a').first().click();
    await page.waitForURL(/threads\/.*\.html#c-/);
    const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
    assert.ok((await page.locator(`[id="${id}"]`).textContent())?.includes('jellyfish'));
    await page.locator('.person').first().click();
    await page.waitForURL(/index\.html\?author=/);
    assert.match((await found(page).textContent()) ?? '', /[1-9]\d* results?/);
  });
});

test('the colours are chosen once for all pages, those that search and those to read', async () => {
  await visit(`${sample?.address}about.html`, async (page) => {
    await page.getByLabel('dark').check();
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const dark = await paper();
    for (const path of ['index.html', `index.html${bySearch('tuba')}`, 'people.html']) {
      await page.goto(`${sample?.address}${path}`);
      assert.is(await paper(), dark, path);
      await page.locator('#theme [value=dark]:checked').waitFor();
    }
    await page.getByLabel('light').check();
    assert.is.not(await paper(), dark);
  });
});

test('the keys that lead to the search box work on every page', async () => {
  await visit(`${sample?.address}index.html${bySearch('tuba')}`, async (page) => {
    await found(page).waitFor();
    await page.keyboard.press('/');
    assert.is(await page.locator('input:focus').inputValue(), 'tuba');
    await page.goto(`${sample?.address}help.html`);
    await page.locator('#keys').waitFor({ state: 'visible' });
    await page.keyboard.press('Control+K');
    assert.is(await page.locator('input:focus').getAttribute('name'), 'q');
  });
});

test(
  'a long thread has pages, and an address without one leads to its comment, with scripts or without',
  async () => {
    const server = await serveFolder(await exportSite(await dataOf(longThread())));
    try {
      await visit(`${server.address}${bySearch('heron')}`, async (page) => {
        await page.locator('.hits h2 a').first().click();
        await page.waitForURL(/threads\/long\.page\d\.html#c-399$/);
        assert.match((await page.locator('[id="c-399"]').textContent()) ?? '', /heron/);
      });
      await visit(
        `${server.address}threads/long.html#c-399`,
        async (page) => {
          await page.locator('[id="c-399"]').click();
          await page.waitForURL(/threads\/long\.page\d\.html#c-399$/);
          assert.match((await page.locator('[id="c-399"]').textContent()) ?? '', /heron/);
          await page.locator('.pager a[rel=prev]').first().click();
          assert.match(page.url(), /long\.page\d\.html#comments$/);
        },
        { javaScriptEnabled: false },
      );
    } finally {
      await server.close();
    }
  },
  slow,
);

/** A post with 400 comments of some length. */
function longThread(): readonly object[] {
  const text = 'The tide went out and nobody wrote of it again. '.repeat(8);
  const comments = Array.from({ length: 400 }, (_, index) => ({
    id: String(index + 1),
    type: 'comment',
    threadId: 'long',
    text: `${text}${index}${index === 398 ? ' A heron.' : ''}`,
  }));
  return [{ id: 'long', type: 'post', title: 'A long thread', text: 'It began so.' }, ...comments];
}

async function dataOf(documents: readonly object[]): Promise<string> {
  const folder = makeTempFolder('made');
  writeFileSync(join(folder, 'made.jsonl'), documents.map((one) => JSON.stringify(one)).join('\n'));
  const data = join(folder, 'data');
  const built = await runProgram(['build', join(folder, 'made.jsonl'), '--data', data], {
    timeoutMs: 60_000,
  });
  assert.is(built.code, 0, built.stderr);
  return data;
}

test('back and forward go through searches without loading the page again', async () => {
  await visit(`${sample?.address}index.html${bySearch('tuba')}`, async (page) => {
    await found(page).waitFor();
    await page.locator('body').evaluate((body) => body.setAttribute('data-same', 'yes'));
    await page.getByRole('searchbox').fill('herring');
    await page.getByRole('searchbox').press('Enter');
    await page.locator('h1', { hasText: 'herring' }).waitFor();
    await page.goBack();
    await page.locator('h1', { hasText: 'tuba' }).waitFor();
    assert.is(await page.locator('body').getAttribute('data-same'), 'yes');
  });
});

test('says what it leaves out, and what it could not read of an address', async () => {
  await visit(`${sample?.address}index.html${bySearch('herrring~ gull')}&type=stone`, async (page) => {
    const notice = (await page.locator('.notice').textContent()) ?? '';
    assert.match(notice, /word~/);
    assert.match(notice, /“stone” was left out/);
  });
  await visit(`${sample?.address}about.html`, async (page) => {
    const text = (await page.locator('main').textContent()) ?? '';
    assert.match(text, /correct misspelt words/);
    assert.match(text, /count results by kind/);
  });
});

test('without JavaScript it says so, and threads can be read', async () => {
  await visit(
    `${sample?.address}index.html${bySearch('tuba')}`,
    async (page) => {
      await page.getByText('Searching here needs JavaScript').waitFor({ state: 'visible' });
      await page.locator('.discussed a').first().click();
      await page.waitForURL(/threads\//);
      assert.ok(((await page.locator('.comments-head').textContent()) ?? '').includes('comment'));
    },
    { javaScriptEnabled: false },
  );
});

test('opened as a file of the disk it says that it cannot search', async () => {
  if (browser === null) throw new Error('no browser');
  const page = await browser.newPage();
  try {
    await page.goto(`${pathToFileURL(join(sampleFolder, 'index.html'))}${bySearch('tuba')}`);
    await page.getByText('opened as a file').waitFor({ state: 'visible' });
  } finally {
    await page.close();
  }
});

test('tells when its index cannot be read, and tries again when it is asked to', async () => {
  if (browser === null) throw new Error('no browser');
  const page = await browser.newPage();
  try {
    await page.goto(sample?.address ?? '');
    await page.route('**/terms/*', (route) => route.fulfill({ status: 503 }));
    await page.getByRole('searchbox').fill('tuba');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('alert').getByText('503').waitFor();
    await page.unroute('**/terms/*');
    await page.getByRole('link', { name: 'Try again' }).click();
    await found(page).waitFor();
  } finally {
    await page.close();
  }
});

test('the script has at most 60 kB, whatever the language', () => {
  const built = new URL('../../dist/static-site/', import.meta.url);
  const size = (path: string): number => gzipSync(readFileSync(new URL(path, built)), { level: 9 }).length;
  const languages = readdirSync(new URL('languages/', built)).map((name) => size(`languages/${name}`));
  assert.is(languages.length, 25);
  const largest = size('search.js') + Math.max(...languages);
  assert.ok(largest <= 60_000, `${largest} bytes`);
});

test(
  `a query over ${MADE_DOCUMENTS} documents loads at most ${MOST_BYTES} bytes`,
  async () => {
    const folder = makeTempFolder('made');
    const file = join(folder, 'documents.jsonl');
    writeMadeArchive(file, MADE_DOCUMENTS);
    const data = join(folder, 'data');
    const built = await runProgram(['build', file, '--data', data], { timeoutMs: 60_000 });
    assert.is(built.code, 0, built.stderr);
    const server = await serveFolder(await exportSite(data));
    try {
      for (const q of typicalQueries(file)) assert.ok((await bytesFor(server, q)) <= MOST_BYTES, q);
    } finally {
      await server.close();
    }
  },
  slow,
);

/** Words as they stand in the archive: one, some, a phrase, a question, a beginning, what one person wrote. */
function typicalQueries(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, 2_000);
  const texts = lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line).text as string]));
  const words = (texts[40] ?? '').match(/\p{L}{4,}/gu) ?? [];
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = words;
  const author = JSON.parse(lines[1] ?? '{}').author as string;
  return [
    a,
    `${b} ${c}`,
    `"${d} ${e}"`,
    `${a} ${b} ${c} ${d} ${e} ${f}`,
    `${c} OR ${f}`,
    `${b.slice(0, 5)}*`,
    `author:${author}`,
  ];
}

async function bytesFor(server: FolderServer, q: string): Promise<number> {
  server.sent.clear();
  await visit(`${server.address}index.html${bySearch(q)}`, async (page) => {
    await found(page).waitFor({ timeout: 60_000 });
  });
  const files = [...server.sent].filter(([path]) => INDEX_FILE.test(path));
  assert.ok(files.length > 2, 'nothing was read');
  return files.reduce((sum, [, bytes]) => sum + bytes, 0);
}

test.run();
