// Every page before axe-core in a real Chromium: light and dark, on phone and desktop, with and without scripts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { type RunningServer, startServer } from '../../src/http/serve.ts';
import { ALL_PAGES, hostileThreads } from '../support/all-pages.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';

const test = suite('accessibility in a browser');
const slow = { timeoutMs: 240_000 };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } } as const;

let browser: Browser;
let served: ServedArchive;
let server: RunningServer;

test.before(async () => {
  browser = await launchBrowser();
  served = await serveThreads(hostileThreads());
  server = await startServer(served.app, { port: 0, host: '127.0.0.1' });
});
test.after(async () => {
  await browser?.close();
  await server?.close(500);
  await served?.close();
});

/** What axe finds: rule, and where. Its code is run from outside, past the page's own policy. */
async function findProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' at ' + target + ': ' + failureSummary)))`);
}

/**
 * Each scheme, width and kind of script is met once on every page: axe itself needs scripts, so those of the page are not given
 * out.
 */
const SETTINGS = [
  { colorScheme: 'light', device: 'phone', hasScripts: true },
  { colorScheme: 'dark', device: 'desktop', hasScripts: false },
] as const;

for (const { colorScheme, device, hasScripts } of SETTINGS)
  test(
    `nothing is found on any page: ${colorScheme}, ${device}, ${hasScripts ? 'with' : 'without'} scripts`,
    async () => {
      const context = await browser.newContext({ colorScheme, viewport: WIDTHS[device] });
      if (!hasScripts) await context.route(/\.js\?v=/, (route) => route.abort());
      try {
        const page = await context.newPage();
        for (const path of ALL_PAGES) {
          await page.goto(`${server.url}${path}`);
          assert.equal(await findProblems(page), [], path);
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          assert.is(overflow, 0, `${path} is wider than its window`);
        }
      } finally {
        await context.close();
      }
    },
    slow,
  );

test(
  'nothing is found while suggestions are open, and with everything unfolded',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: WIDTHS.phone });
      try {
        const page = await context.newPage();
        await page.goto(`${server.url}/search?q=ferry`);
        await page.fill('#q', 'de');
        await page.locator('[role="option"]').first().waitFor();
        await page.press('#q', 'ArrowDown');
        assert.equal(await findProblems(page), [], colorScheme);
        await page.goto(`${server.url}/threads/hostile-00000001?hl=ferry`);
        await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
        assert.equal(await findProblems(page), [], colorScheme);
      } finally {
        await context.close();
      }
    }
  },
  slow,
);

test(
  'the choice of colours holds from page to page, and also where nothing may be stored',
  async () => {
    const context = await browser.newContext({ colorScheme: 'light' });
    try {
      const page = await context.newPage();
      const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      await page.goto(`${server.url}/help`);
      const light = await paper();
      await page.check('#theme input[value="dark"]');
      const dark = await paper();
      assert.is.not(dark, light);
      await page.goto(`${server.url}/people`);
      assert.equal([await paper(), await page.isChecked('#theme input[value="dark"]')], [dark, true]);
      assert.equal(await findProblems(page), []);
      await page.check('#theme input[value="auto"]');
      await page.goto(`${server.url}/about`);
      assert.is(await paper(), light);
      await page.addInitScript(
        'Object.defineProperty(window, "localStorage", { get() { throw new Error("no") } })',
      );
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      await page.goto(`${server.url}/help`);
      await page.check('#theme input[value="dark"]');
      await page.click('#keys input');
      assert.equal([await paper(), errors], [dark, []]);
    } finally {
      await context.close();
    }
  },
  slow,
);

test(
  'a span of years is chosen by form, by mouse and by keys',
  async () => {
    const context = await browser.newContext({ viewport: WIDTHS.desktop });
    try {
      const page = await context.newPage();
      const start = `${server.url}/search?q=ferry`;
      const arrived = (span: RegExp) => page.waitForURL(span);
      await page.goto(start);
      await page.selectOption('.range select[name="from"]', '2009');
      await page.selectOption('.range select[name="until"]', '2010');
      await page.click('.range button');
      await arrived(/q=ferry&from=2009&until=2010/);
      await page.goto(start);
      await page.hover('.timeline li[data-key="2008"] a');
      await page.mouse.down();
      await page.hover('.timeline li[data-key="2010"] .count');
      assert.is(await page.locator('.timeline .chosen').count(), 3);
      await page.mouse.up();
      await arrived(/q=ferry&from=2008&until=2010/);
      await page.goto(start);
      await page.focus('.timeline li[data-key="2010"] a');
      await page.keyboard.press('Shift+ArrowDown');
      assert.match((await page.textContent('.range [aria-live]')) ?? '', '2010 to 2011');
      await page.keyboard.press('Enter');
      await arrived(/q=ferry&from=2010&until=2011/);
      await page.goto(start);
      await page.click('.timeline li[data-key="2010"] a');
      await arrived(/from=2010&until=2010/);
    } finally {
      await context.close();
    }
  },
  slow,
);

test.run();
