// The search box on another site: a page of another origin in a real Chromium, and an archive that knows nothing of it.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { sampleInBrowser } from '../support/sample-in-browser.ts';
import { suite } from '../support/suite.ts';

const test = suite('the box on another site');
const slow = { timeoutMs: 60_000 };

const sample = sampleInBrowser(test);
let site: Server | null = null;
let home = '';
/** What the other site's page holds. */
let body = '';

test.before(async () => {
  site = createServer((_, response) => {
    // A page that isolates itself loads only what says that it may be loaded.
    const headers = {
      'Content-Type': 'text/html; charset=utf-8',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    };
    response.writeHead(200, headers).end(`<!DOCTYPE html><title>Another site</title>${body}`);
  });
  const listening = site;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  // A server on a port has an address of this form.
  home = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
});

test.after(() => {
  site?.closeAllConnections();
  site?.close();
});

/** What the help page says to copy: the form, then the element. */
async function copiedFromHelp(): Promise<string[]> {
  const context = await sample.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(`${sample.address()}/help`);
    return await page.locator('#embed pre').allTextContents();
  } finally {
    await context.close();
  }
}

/** Opens the other site's page with `markup` on it; fails when a script failed. */
async function visit(markup: string, use: (page: Page) => Promise<void>, javaScriptEnabled = true) {
  body = markup;
  const context = await sample.newContext({ javaScriptEnabled });
  const failures: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => failures.push(String(error)));
    await page.goto(home);
    await use(page);
    assert.equal(failures, []);
  } finally {
    await context.close();
  }
}

test(
  'the element of the help page shows the first results where it stands, with links to the archive',
  async () => {
    const [, element = ''] = await copiedFromHelp();
    await visit(element, async (page) => {
      const box = page.getByRole('searchbox').or(page.getByRole('combobox'));
      await box.fill('foghorn');
      await box.press('Enter');
      await page.locator('antler-search li').first().waitFor();
      assert.is(new URL(page.url()).origin, home);
      const response = await fetch(`${sample.address()}/api/v1/search?q=foghorn&limit=5`);
      // The test's own server.
      const answer = (await response.json()) as {
        totalHits: number;
        hits: { title: string; url: string; snippet: { text: string; ranges: [number, number][] } }[];
      };
      assert.match((await page.getByRole('status').textContent()) ?? '', `${answer.totalHits} found`);
      const links = page.locator('antler-search li > a');
      assert.equal(
        await links.allTextContents(),
        answer.hits.map(({ title }) => title),
      );
      assert.is(await links.first().getAttribute('href'), `${sample.address()}${answer.hits[0]?.url}`);
      assert.equal(
        await page.locator('antler-search mark').allTextContents(),
        answer.hits.flatMap(({ snippet: { text, ranges } }) =>
          ranges.map(([from, to]) => text.slice(from, to)),
        ),
      );
    });
  },
  slow,
);

test(
  'the element suggests while one types and opens what is chosen',
  () =>
    visit(embedded(), async (page) => {
      const box = page.getByRole('combobox');
      await box.pressSequentially('the');
      await page.getByRole('option').first().waitFor();
      await box.press('ArrowDown');
      const target = await page.getByRole('option', { selected: true }).getAttribute('href');
      assert.ok(target?.startsWith(`${sample.address()}/`), `${target}`);
      await box.press('Enter');
      await page.waitForURL((url) => url.href === target);
    }),
  slow,
);

test(
  'texts of the archive stay texts, whatever they say, and addresses of scripts are no links',
  () =>
    visit(embedded(), async (page) => {
      const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
      await page.route('**/api/v1/search*', (route) =>
        route.fulfill({ json: hostileAnswer(evil), headers: { 'Access-Control-Allow-Origin': '*' } }),
      );
      await page.getByRole('combobox').fill('x');
      await page.getByRole('combobox').press('Enter');
      const link = page.locator('antler-search li > a');
      await link.waitFor();
      assert.is(await link.textContent(), evil);
      assert.is(await link.getAttribute('href'), null);
      assert.is(await page.locator('antler-search mark').textContent(), '<img');
      assert.is(await page.locator('antler-search img, antler-search script').count(), 0);
    }),
  slow,
);

test(
  'an archive that does not answer is said, with a link to its own page',
  () =>
    visit(embedded(), async (page) => {
      await page.route('**/api/v1/*', (route) => route.abort());
      await page.getByRole('combobox').fill('ferry');
      await page.getByRole('combobox').press('Enter');
      await page.getByText('does not answer').waitFor();
      const link = page.locator('antler-search a');
      assert.is(await link.getAttribute('href'), `${sample.address()}/search?q=ferry`);
    }),
  slow,
);

test(
  'without JavaScript, or without a good address, the form inside is what one has',
  async () => {
    const [form = '', element = ''] = await copiedFromHelp();
    const search = async (page: Page) => {
      await page.getByLabel('Search the archive').fill('foghorn');
      await page.getByRole('button').click();
      await page.waitForURL(`${sample.address()}/search?q=foghorn`);
    };
    await visit(form, search, false);
    await visit(element, search, false);
    await visit(
      element.replace(`<antler-search src="${sample.address()}">`, '<antler-search src="data:x">'),
      search,
    );
  },
  slow,
);

function embedded(): string {
  return `<script type="module" src="${sample.address()}/antler-search.js"></script>
<antler-search src="${sample.address()}"></antler-search>`;
}

/** An answer as nobody should ever give it. */
function hostileAnswer(evil: string): object {
  const hit = {
    title: evil,
    url: 'javascript:alert(3)',
    type: 'comment',
    author: { name: evil },
    publishedAt: '2009-06-18',
    datePrecision: 'day',
    thread: { position: 1 },
    snippet: { text: evil, ranges: [[0, 4]] },
  };
  return { totalHits: 1, totalThreads: 1, hits: [hit], relaxed: null };
}

test.run();
