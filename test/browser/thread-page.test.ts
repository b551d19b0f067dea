// The thread page as a reader meets it, in a real Chromium, with and without scripts, on phone and desk: the hit in view,
// steps from hit to hit, folds, print, keys, copying, and threads that are long, deep or hostile.

import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { launchBrowser } from '../support/browser.ts';
import { type ServedSample, serveSource } from '../support/served-sample.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('the thread page in a browser');
const slow = { timeoutMs: 90_000 };

const WORDS = 'Nobody moved the lamp on the quay, and the rope lay where it had always lain that winter. ';
/** Comments of the harbour thread that speak of the walrus. */
const HITS = [3, 17, 30];

interface MadeComment {
  readonly number: number;
  readonly parent?: number;
  readonly text?: string;
  readonly author?: string;
}

function documentsOf(threadId: string, comments: readonly MadeComment[]): object[] {
  const post = {
    id: `${threadId}.post`,
    threadId,
    title: `The ${threadId} thread`,
    author: 'Orla Quill',
    publishedAt: '2009-06-18',
    text: WORDS.repeat(12),
    url: `http://harbour.example/${threadId}/`,
  };
  return [
    post,
    ...comments.map(({ number, parent, text = WORDS.repeat(2), author = 'Bram' }) => ({
      id: `${threadId}.${number}`,
      threadId,
      type: 'comment',
      author,
      text,
      publishedAt: `2009-06-18T10:${twoDigits(number / 60)}:${twoDigits(number % 60)}`,
      url: `http://harbour.example/${threadId}/#comment-${number}`,
      ...(parent === undefined ? {} : { parentId: `${threadId}.${parent}` }),
    })),
  ];
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

/** Comments in branches of three. */
const HARBOUR = Array.from({ length: 36 }, (_, index): MadeComment => {
  const number = index + 1;
  return {
    number,
    ...(index % 3 === 0 ? {} : { parent: index }),
    text: `${WORDS.repeat(3)}${HITS.includes(number) ? 'A walrus looked on.' : ''}`,
  };
});
const DEEP = Array.from(
  { length: 40 },
  (_, index): MadeComment => ({
    number: index + 1,
    ...(index === 0 ? {} : { parent: index }),
  }),
);
const LONG = Array.from(
  { length: 1_300 },
  (_, index): MadeComment => ({
    number: index + 1,
    text: index === 650 || index === 1_250 ? 'A heron.' : 'Still here.',
  }),
);
const HOSTILE: readonly MadeComment[] = [
  { number: 1, text: 'w'.repeat(10_000), author: 'n'.repeat(300) },
  { number: 2, text: '<script>document.title = "owned"</script><img src=x onerror=alert(1)>', parent: 1 },
  { number: 3, text: '\u202Eneve won\u200B\u200B\u200B שלום עולם', author: 'שלום', parent: 2 },
];

let served: ServedSample | null = null;
let browser: Browser | null = null;
let address = '';

test.before(async () => {
  const documents = [
    ...documentsOf('harbour', HARBOUR),
    ...documentsOf('deep', DEEP),
    ...documentsOf('long', LONG),
    ...documentsOf('hostile', HOSTILE),
  ];
  const lines = documents.map((document) => JSON.stringify(document)).join('\n');
  served = await serveSource(join(await makeTempFolderWith({ 'made.jsonl': lines }), 'made.jsonl'));
  address = served.address;
  browser = await launchBrowser();
});

test.after(async () => {
  await browser?.close();
  await served?.program.stop();
});

const PHONE = { viewport: { width: 340, height: 700 } };
const DESK = { viewport: { width: 1280, height: 800 } };
const PLAIN = { javaScriptEnabled: false };

/** Opens `path`; fails when the page asked another host for anything, or a script failed or was refused. */
async function visit(path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) {
  if (browser === null) throw new Error('no browser');
  const context = await browser.newContext(options);
  const complaints: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) complaints.push(request.url());
  });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    await page.goto(`${address}${path}`);
    await use(page);
    assert.equal(complaints, []);
  } finally {
    await context.close();
  }
}

const comment = (page: Page, number: number) => page.locator(`[id="c-${number}"]`);

/** Whether the top of the element is in the upper half of the window. */
async function isUpInView(page: Page, element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.height > 0 && box.y >= 0 && box.y < height / 2;
}

async function waitUntilUpInView(page: Page, number: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isUpInView(page, comment(page, number))) return;
    await page.waitForTimeout(50);
  }
  assert.unreachable(
    `comment ${number} is in view: ${JSON.stringify(await comment(page, number).boundingBox())}`,
  );
}

for (const [name, window] of [
  ['phone', PHONE],
  ['desk', DESK],
] as const) {
  test(
    `a result leads to its hit: in view, marked, its ancestors open, the branches beside it folded (${name})`,
    () =>
      visit('/search?q=walrus', { ...window, ...PLAIN }, async (page) => {
        const last = page.locator('article.hit a[href*="#c-30"]').first();
        await last.click();
        await waitUntilUpInView(page, 30);
        assert.is(await comment(page, 30).locator('mark').innerText(), 'walrus');
        assert.ok(await comment(page, 28).isVisible(), 'the beginning of its branch');
        assert.ok(await comment(page, 29).isVisible(), 'what it replies to');
        assert.ok(await comment(page, 25).isVisible(), 'a comment on the post');
        assert.not.ok(await comment(page, 26).isVisible(), 'a reply beside it');
        const colour = (number: number) =>
          comment(page, number).evaluate(
            (element) => element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor ?? '',
          );
        assert.is.not(await colour(30), await colour(28), 'the target stands out');
      }),
    slow,
  );

  test(
    `each hit leads to the next and the previous one (${name})`,
    () =>
      visit('/threads/harbour?hl=walrus#c-3', { ...window, ...PLAIN }, async (page) => {
        await waitUntilUpInView(page, 3);
        await comment(page, 3).locator('.steps a', { hasText: 'Next' }).click();
        await waitUntilUpInView(page, 17);
        await comment(page, 17).locator('.steps a', { hasText: 'Next' }).click();
        await waitUntilUpInView(page, 30);
        assert.is(await comment(page, 30).locator('.steps a', { hasText: 'Next' }).count(), 0);
        await comment(page, 30).locator('.steps a', { hasText: 'Previous' }).click();
        await waitUntilUpInView(page, 17);
        await page.goBack();
        await waitUntilUpInView(page, 30);
      }),
    slow,
  );
}

test(
  'the form searches inside the thread and lists its hits, and filters of a search hold there too',
  () =>
    visit('/threads/harbour', { ...DESK, ...PLAIN }, async (page) => {
      await page.fill('#hl', 'walrus');
      await page.press('#hl', 'Enter');
      await page.waitForURL(/\?hl=walrus/);
      assert.match((await page.locator('#hits [role="status"]').innerText()) ?? '', /^3 hits for walrus/);
      assert.is(await page.inputValue('#hl'), 'walrus');
      await page.locator('.hit-list a').nth(1).click();
      await waitUntilUpInView(page, 17);
      await page.goto(`${address}/threads/harbour?hl=walrus&author=nobody`);
      assert.match((await page.locator('#hits').innerText()) ?? '', /No hit for walrus, by nobody/);
      await page.goto(`${address}/threads/harbour?hl=walrus&from=someday`);
      assert.match((await page.locator('#hits').innerText()) ?? '', /from.*left out/s);
    }),
  slow,
);

test(
  'branches fold and unfold, all of them by one link',
  () =>
    visit('/threads/harbour?hl=walrus', { ...DESK, ...PLAIN }, async (page) => {
      assert.not.ok(await comment(page, 5).isVisible());
      await page.locator('li:has(> #c-4) > .branch > summary').click();
      assert.ok(await comment(page, 5).isVisible());
      await page.locator('#hits a', { hasText: 'Unfold everything' }).click();
      await page.waitForURL(/open=all/);
      assert.is(await page.locator('.branch:not([open])').count(), 0);
      assert.is(await page.locator('.found').count(), 3);
    }),
  slow,
);

test(
  'everything unfolds in print, without scripts',
  () =>
    visit('/threads/harbour?hl=walrus', { ...DESK, ...PLAIN }, async (page) => {
      assert.not.ok(await comment(page, 8).isVisible());
      await page.emulateMedia({ media: 'print' });
      for (const number of [5, 6, 8, 26]) {
        assert.ok(await comment(page, number).isVisible(), `comment ${number}`);
        assert.ok(((await comment(page, number).boundingBox())?.height ?? 0) > 20, `comment ${number}`);
      }
      assert.not.ok(await page.locator('#hits').isVisible());
      assert.not.ok(await page.locator('.branch > summary').first().isVisible());
    }),
  slow,
);

test(
  'n and p lead from hit to hit, not while typing, and can be switched off',
  () =>
    visit('/threads/harbour?hl=walrus', DESK, async (page) => {
      assert.match((await page.locator('#hits').innerText()) ?? '', /keys n and p/);
      for (const [key, number] of [
        ['n', 3],
        ['n', 17],
        ['n', 30],
        ['n', 30],
        ['p', 17],
        ['p', 3],
      ] as const) {
        await page.keyboard.press(key);
        await waitUntilUpInView(page, number);
        assert.is(new URL(page.url()).hash, `#c-${number}`);
      }
      await page.keyboard.press('Control+n');
      await page.locator('#q').focus();
      await page.keyboard.type('nnn');
      assert.is(await page.inputValue('#q'), 'nnn');
      assert.is(new URL(page.url()).hash, '#c-3');
      await page.goto(`${address}/help`);
      await page.locator('#keys input').uncheck();
      await page.goto(`${address}/threads/harbour?hl=walrus`);
      await page.keyboard.press('n');
      await page.waitForTimeout(200);
      assert.is(new URL(page.url()).hash, '');
    }),
  slow,
);

test(
  'a branch folded by hand opens for an address inside it',
  () =>
    visit('/threads/harbour', DESK, async (page) => {
      await page.locator('li:has(> #c-1) > .branch > summary').click();
      assert.not.ok(await comment(page, 2).isVisible());
      await page.evaluate("location.hash = '#c-2'");
      await waitUntilUpInView(page, 2);
    }),
  slow,
);

test(
  'a citation can be selected and copied, and so can the address',
  () =>
    visit(
      '/threads/harbour',
      { ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] },
      async (page) => {
        const panel = comment(page, 2).locator('.cite');
        assert.not.ok(await panel.locator('.citation').isVisible());
        await panel.locator('summary').click();
        const copied = async (label: string) => {
          await panel.locator('button', { hasText: label }).click();
          await panel.locator('[role="status"]', { hasText: 'Copied' }).waitFor();
          return page.evaluate('navigator.clipboard.readText()');
        };
        const here = `${address}/threads/harbour#c-2`;
        assert.is(await copied('Copy link'), here);
        assert.is(
          await copied('Copy citation'),
          `Bram, comment 2 on “The harbour thread”, 18 June 2009, 10:00. http://harbour.example/harbour/#comment-2. Archived at ${here}`,
        );
      },
    ),
  slow,
);

test(
  'an address without a page leads to its comment on another page of a long thread',
  () =>
    visit('/threads/long#c-1000', DESK, async (page) => {
      await page.waitForURL(/\?at=c-1000#c-1000$/);
      await waitUntilUpInView(page, 1_000);
      await page.goto(`${address}/threads/long?hl=heron`);
      await page.locator('.hit-list a').first().click();
      await page.waitForURL(/at=c-651/);
      await waitUntilUpInView(page, 651);
      // The script says so where it has begun.
      await page.locator('#q[aria-keyshortcuts]').waitFor();
      await page.keyboard.press('n');
      await page.waitForURL(/at=c-1251/);
      await waitUntilUpInView(page, 1_251);
    }),
  slow,
);

test(
  'results lead to the right page of a long thread without scripts',
  () =>
    visit('/search?q=heron', { ...PHONE, ...PLAIN }, async (page) => {
      await page.locator('article.hit a[href*="#c-1251"]').first().click();
      await waitUntilUpInView(page, 1_251);
      await comment(page, 1_251).locator('.steps a', { hasText: 'Previous' }).click();
      await page.waitForURL(/at=c-651/);
      await waitUntilUpInView(page, 651);
    }),
  slow,
);

for (const colorScheme of ['light', 'dark'] as const)
  test(
    `fits a window of 340 pixels, deep and hostile threads too (${colorScheme})`,
    () =>
      visit('/threads/deep', { ...PHONE, colorScheme }, async (page) => {
        for (const path of ['deep', 'hostile?hl=script', 'harbour?hl=walrus', 'long?page=2']) {
          await page.goto(`${address}/threads/${path}`);
          await page.locator('.cite summary').nth(1).click();
          const overflow = await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
          assert.is(overflow, 0, path);
          assert.match(await page.title(), /thread/);
        }
        await page.goto(`${address}/threads/deep`);
        const width = (await comment(page, 40).locator('.passage').boundingBox())?.width ?? 0;
        assert.ok(width > 200, `the deepest reply has ${width} pixels`);
      }),
    slow,
  );

test(
  'can be read by keyboard: every stop is visible, and a target takes the place to go on from',
  () =>
    visit('/threads/harbour?hl=walrus#c-17', { ...PHONE, ...PLAIN }, async (page) => {
      await waitUntilUpInView(page, 17);
      await page.keyboard.press('Tab');
      assert.ok(
        await comment(page, 17).locator('a:focus').isVisible(),
        'the first stop is in the comment that the address names',
      );
      for (let steps = 0; steps < 12; steps += 1) {
        await page.keyboard.press('Tab');
        const box = await page.locator(':focus').boundingBox();
        assert.ok(box !== null && box.y >= 0 && box.y < PHONE.viewport.height, `stop ${steps}`);
      }
    }),
  slow,
);

test.run();
