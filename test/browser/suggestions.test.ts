// Suggestions under the search box and the keys that lead to it, in a real Chromium, over the sample archive.

import type { Locator, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { sampleInBrowser } from '../support/sample-in-browser.ts';
import { suite } from '../support/suite.ts';

const test = suite('suggestions in a browser');
const slow = { timeoutMs: 60_000 };

const sample = sampleInBrowser(test);

/** Opens `path` with scripts on; fails when a script failed or was refused. */
async function visit(path: string, use: (page: Page, box: Locator) => Promise<void>) {
  const context = await sample.newContext();
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    await page.goto(`${sample.address()}${path}`);
    await use(page, page.locator('#q'));
    assert.equal(complaints, []);
  } finally {
    await context.close();
  }
}

/** Types and waits for the list. */
async function type(page: Page, box: Locator, words: string): Promise<string[]> {
  await box.pressSequentially(words, { delay: 10 });
  await page.locator('[role="option"]').first().waitFor();
  return page.locator('[role="option"]').allTextContents();
}

const chosen = (page: Page) => page.locator('[role="option"][aria-selected="true"]');

test(
  'titles and people come while typing, after one question, and say how many they are',
  () =>
    visit('/', async (page, box) => {
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/api/v1/suggest')) asked.push(request.url());
      });
      const texts = await type(page, box, 'the');
      const response = await fetch(`${sample.address()}/api/v1/suggest?q=the&limit=8`);
      // The test's own server.
      const { suggestions } = (await response.json()) as { suggestions: { text: string }[] };
      assert.equal([...texts].sort(), suggestions.map(({ text }) => text).sort());
      assert.is(asked.length, 1);
      assert.is(await box.getAttribute('aria-expanded'), 'true');
      assert.match((await page.locator('[aria-live]').textContent()) ?? '', `${texts.length} suggestion`);
      assert.is(new URL(page.url()).pathname, '/');
    }),
  slow,
);

test(
  'arrows choose, Enter opens what is chosen, and what was typed when nothing is',
  () =>
    visit('/', async (page, box) => {
      const texts = await type(page, box, 'the');
      await box.press('ArrowDown');
      assert.is(await chosen(page).textContent(), texts[0]);
      assert.is(await box.getAttribute('aria-activedescendant'), await chosen(page).getAttribute('id'));
      await box.press('ArrowUp');
      assert.is(await chosen(page).count(), 0);
      assert.is(await box.getAttribute('aria-activedescendant'), null);
      await box.press('ArrowUp');
      assert.is(await chosen(page).textContent(), texts.at(-1));
      const target = await chosen(page).getAttribute('href');
      await box.press('Enter');
      await page.waitForURL((url) => url.href === target);
      await page.goBack();
      await page.locator('#q').fill('the ferry');
      await page.locator('#q').press('Enter');
      await page.waitForURL(/\/search\?q=the\+ferry/);
    }),
  slow,
);

test(
  'Esc closes the list, then clears the box; Tab leaves',
  () =>
    visit('/', async (page, box) => {
      await type(page, box, 'the');
      await box.press('Escape');
      assert.is(await page.locator('[role="option"]').count(), 0);
      assert.is(await box.getAttribute('aria-expanded'), 'false');
      assert.is(await box.inputValue(), 'the');
      await box.press('Escape');
      assert.is(await box.inputValue(), '');
      await type(page, box, 'the');
      await box.press('Tab');
      assert.is(await page.locator('[role="option"]').count(), 0);
      assert.is(await page.locator('button:focus').count(), 1);
    }),
  slow,
);

test(
  'a corrected word is searched with the filters of the form',
  () =>
    visit('/search?q=&type=comment', async (page, box) => {
      const texts = await type(page, box, 'foghron');
      assert.equal(texts, ['foghorn']);
      await page.locator('[role="option"]').click();
      await page.waitForURL(/q=foghorn&type=comment/);
    }),
  slow,
);

test(
  'an answer that comes too late is not shown, and markup in one is text',
  () =>
    visit('/', async (page, box) => {
      const evil = '<img src=x onerror=alert(1)>';
      await page.route('**/api/v1/suggest*', async (route) => {
        const isFirst = route.request().url().includes('q=first');
        if (isFirst) await new Promise((resolve) => setTimeout(resolve, 600));
        const suggestion = { kind: 'title', text: isFirst ? 'too late' : evil, url: 'javascript:alert(2)' };
        await route.fulfill({ json: { query: '', suggestions: [suggestion] } }).catch(() => {});
      });
      await box.fill('first');
      await page.waitForRequest('**/api/v1/suggest*');
      await box.fill('second');
      await page.locator('[role="option"]').waitFor();
      await page.waitForTimeout(700);
      assert.equal(await page.locator('[role="option"]').allTextContents(), [evil]);
      assert.is(await page.locator('[role="option"]').getAttribute('href'), null);
      assert.is(await page.locator('.suggestions img').count(), 0);
    }),
  slow,
);

test(
  'a slash and Ctrl+K lead to the box, not from inside fields, and the slash can be switched off',
  () =>
    visit('/help', async (page, box) => {
      const isFocused = () => box.evaluate((input) => input.matches(':focus'));
      await page.keyboard.press('/');
      assert.is(await isFocused(), true);
      assert.is(await box.inputValue(), '');
      await page.keyboard.press('/');
      assert.is(await box.inputValue(), '/');
      for (const [keys, leads] of [
        ['Control+k', true],
        ['Control+Shift+k', false],
        ['Control+/', false],
      ] as const) {
        await box.evaluate((input) => input.blur());
        await page.keyboard.press(keys);
        assert.is(await isFocused(), leads, keys);
      }
      await page.locator('#keys input').uncheck();
      await page.reload();
      await page.keyboard.press('/');
      assert.is(await isFocused(), false);
      assert.is(await page.locator('#keys input').isChecked(), false);
    }),
  slow,
);

test.run();
