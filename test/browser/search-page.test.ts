// The search page as a reader meets it, in a real Chromium, over the real program serving the sample archive.
// Scripts are off: everything here has to work without.

import type { BrowserContextOptions, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { sampleInBrowser } from '../support/sample-in-browser.ts';
import { suite } from '../support/suite.ts';

const test = suite('search page in a browser');
const slow = { timeoutMs: 60_000 };

const sample = sampleInBrowser(test);

/** Opens `path` in a fresh context, runs `use`, and fails when the page asked any other host for anything. */
async function visit(path: string, use: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) {
  const context = await sample.newContext({ javaScriptEnabled: false, ...options });
  const foreign: string[] = [];
  const failed: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${sample.address()}/`) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  context.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  try {
    const page = await context.newPage();
    await page.goto(`${sample.address()}${path}`);
    await use(page);
    assert.equal(foreign, [], 'requests to other hosts');
    assert.equal(failed, [], 'requests that failed');
  } finally {
    await context.close();
  }
}

async function search(page: Page, words: string): Promise<void> {
  await page.fill('input[name="q"]', words);
  await page.press('input[name="q"]', 'Enter');
  await page.waitForSelector('article.hit');
}

/** How far the page is wider than its window, in CSS pixels. */
function overflow(page: Page): Promise<number> {
  return page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
}

test(
  'finds what is typed into the form and marks the words',
  () =>
    visit('/', async (page) => {
      await search(page, 'foghorn');
      assert.is(new URL(page.url()).searchParams.get('q'), 'foghorn');
      const marked = await page.locator('article.hit mark').allTextContents();
      assert.ok(marked.length > 0, 'something is marked');
      assert.equal(
        marked.filter((word) => !word.toLowerCase().startsWith('foghorn')),
        [],
      );
      assert.match((await page.locator('[role="status"]').textContent()) ?? '', /\d+ results? in \d+ thread/);
    }),
  slow,
);

test(
  'shows the number of results that the API gives',
  () =>
    visit('/search?q=gerald', async (page) => {
      const response = await fetch(`${sample.address()}/api/v1/search?q=gerald`);
      // The test's own server.
      const { totalHits } = (await response.json()) as { totalHits: number };
      const status = (await page.locator('[role="status"]').textContent()) ?? '';
      assert.match(status.replaceAll(',', ''), new RegExp(`^\\s*${totalHits} results`));
    }),
  slow,
);

test(
  'opens a found comment in its conversation, marked and in view',
  () =>
    visit('/search?q=%22arrested+by+a+jellyfish%22&type=comment&sort=oldest', async (page) => {
      await page.locator('article.hit h2 a').first().click();
      await page.waitForSelector('article.comment');
      const fragment = decodeURIComponent(new URL(page.url()).hash.slice(1));
      const target = page.locator(`[id="${fragment}"]`);
      assert.is(await target.count(), 1);
      const box = await target.boundingBox();
      const height = page.viewportSize()?.height ?? 0;
      assert.ok(
        box !== null && box.y >= 0 && box.y < height,
        `the target is in view: ${JSON.stringify(box)}`,
      );
      assert.match((await target.textContent()) ?? '', 'arrested by a jellyfish');
      assert.ok((await target.locator('mark').count()) > 0, 'the words are marked in the comment');
    }),
  slow,
);

test(
  'finds by keyboard alone',
  () =>
    visit('/search?q=tuba', async (page) => {
      const focused: string[] = [];
      for (let steps = 0; steps < 40 && focused.at(-1) !== 'hit'; steps += 1) {
        await page.keyboard.press('Tab');
        const isHit = await page.locator('article.hit h2 a:focus').count();
        const isVisible = await page.locator(':focus').isVisible();
        assert.ok(isVisible, `stop ${steps} of the tabulator is visible`);
        focused.push(isHit > 0 ? 'hit' : 'other');
      }
      assert.is(focused.at(-1), 'hit');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/threads\//);
    }),
  slow,
);

test(
  'narrows by the bars of the timeline, and leads back',
  () =>
    visit('/search?q=the+ferry', async (page) => {
      const all = await page.locator('[role="status"]').textContent();
      const bar = page.locator('.timeline li:has(a)').first();
      const count = (await bar.locator('.count').textContent()) ?? '';
      assert.ok(((await bar.locator('rect').boundingBox())?.width ?? 0) > 0, 'the bar has a width');
      await bar.locator('a').click();
      await page.waitForURL(/from=.*until=/);
      assert.match(
        (await page.locator('[role="status"]').textContent()) ?? '',
        new RegExp(`^${count} result`),
      );
      await page.locator('.timeline .wider a', { hasText: 'All years' }).click();
      await page.waitForURL(/q=the\+ferry$/);
      const again = await page.locator('[role="status"]').textContent();
      assert.is(again?.split('(')[0], all?.split('(')[0]);
    }),
  slow,
);

test(
  'fits a small window in letters of twice the size',
  () =>
    visit(
      '/search?q=footbridge&from=2009',
      async (page) => {
        await page.locator('html').evaluate((root) => root.style.setProperty('font-size', '200%'));
        assert.is(await overflow(page), 0);
      },
      { viewport: { width: 360, height: 740 } },
    ),
  slow,
);

for (const colorScheme of ['light', 'dark'] as const) {
  test(
    `fits a window of 320 pixels in the ${colorScheme} scheme`,
    () =>
      visit(
        '/search?q=footbridge',
        async (page) => {
          assert.is(await overflow(page), 0, 'results');
          assert.is(await page.locator('.timeline').count(), 1);
          await page.locator('article.hit h2 a').first().click();
          await page.waitForSelector('#comments');
          assert.is(await overflow(page), 0, 'thread');
          await page.goto(`${sample.address()}/`);
          assert.is(await overflow(page), 0, 'home');
          for (const path of ['/people', '/on-this-day?date=12-20', '/about', '/docs', '/resolve', '/help']) {
            await page.goto(`${sample.address()}${path}`);
            assert.is(await overflow(page), 0, path);
          }
          await page.goto(`${sample.address()}/people`);
          await page.locator('table a.person').first().click();
          await page.waitForSelector('#recent');
          assert.is(await overflow(page), 0, 'person');
        },
        { viewport: { width: 320, height: 640 }, colorScheme },
      ),
    slow,
  );
}

test(
  'is dark where the reader prefers it, with marks that can be read',
  () =>
    visit(
      '/search?q=ferry',
      async (page) => {
        const color = (selector: string, name: string): Promise<string> =>
          page
            .locator(selector)
            .first()
            .evaluate((element, property) => {
              return (
                element.ownerDocument.defaultView?.getComputedStyle(element).getPropertyValue(property) ?? ''
              );
            }, name);
        assert.ok(lightness(await color('body', 'background-color')) < 0.25, 'the ground is dark');
        assert.ok(lightness(await color('body', 'color')) > 0.6, 'the text is light');
        const mark = [await color('mark', 'background-color'), await color('mark', 'color')].map(lightness);
        assert.ok(Math.abs((mark[0] ?? 0) - (mark[1] ?? 0)) > 0.4, 'marks have contrast');
      },
      { colorScheme: 'dark' },
    ),
  slow,
);

/** Mean of the channels of `rgb(…)`, 0 to 1. */
function lightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3 / 255;
}

test(
  'searches within what one person wrote',
  () =>
    visit('/people', async (page) => {
      await page.locator('table a.person').first().click();
      const name = await page.locator('h1').textContent();
      await search(page, 'the ferry');
      const authors = await page.locator('article.hit > .byline a.person').allTextContents();
      assert.equal([...new Set(authors)], [name]);
    }),
  slow,
);

test(
  'treats markup in the query as text',
  () =>
    visit(
      '/search?q=%3Cscript%3Edocument.title%3D1%3C%2Fscript%3E%22%3E',
      async (page) => {
        assert.is(await page.locator('main script').count(), 0);
        assert.match(await page.inputValue('input[name="q"]'), '<script>document.title=1</script>">');
      },
      { javaScriptEnabled: true },
    ),
  slow,
);

test(
  'says what was searched when nothing is found',
  () =>
    visit('/search?q=zeppelin+%22no+such+phrase%22', async (page) => {
      assert.is(await page.locator('article.hit').count(), 0);
      assert.match((await page.locator('main').textContent()) ?? '', 'zeppelin');
    }),
  slow,
);

test.run();
