// Measures every page in a real Chromium: first contentful paint, how far things shift while it loads, what it weighs.
// Run by itself: node --import tsx test/bench/pages.ts. Ends with 1 when something shifts or is too heavy.
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { readAssets } from '../../src/assets.ts';
import { startServer } from '../../src/http/serve.ts';
import { ALL_PAGES, hostileThreads } from '../support/all-pages.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveThreads } from '../support/served-archive.ts';

const VISITS = 5;
const MAX_PAGE_BYTES = 60_000;
const MAX_ASSET_BYTES = 8_192;
const WINDOWS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

/** Runs in the page, before anything of it. */
const OBSERVE = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) window.shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });`;
const READ = `({
  paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  shifted: window.shifted,
})`;

interface Visit {
  readonly paintMs: number;
  readonly shifted: number;
}

interface Measured {
  readonly page: string;
  /** Median of the visits. */
  readonly paintMs: number;
  /** The most of any visit; cumulative layout shift. */
  readonly shifted: number;
  /** Of the HTML, compressed. */
  readonly bytes: number;
}

async function visit(browser: Browser, url: string, viewport: (typeof WINDOWS)['phone']): Promise<Visit> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    await page.addInitScript(OBSERVE);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(150);
    return await page.evaluate<Visit>(READ);
  } finally {
    await context.close();
  }
}

async function measure(browser: Browser, origin: string, path: string): Promise<Measured> {
  const visits: Visit[] = [];
  for (const viewport of Object.values(WINDOWS))
    for (let count = 0; count < VISITS; count += 1)
      visits.push(await visit(browser, `${origin}${path}`, viewport));
  const paints = visits.map(({ paintMs }) => paintMs).sort((a, b) => a - b);
  const html = await (await fetch(`${origin}${path}`)).text();
  return {
    page: path,
    paintMs: paints[Math.floor(paints.length / 2)] ?? Number.NaN,
    shifted: Math.max(...visits.map(({ shifted }) => shifted)),
    bytes: brotliCompressSync(html).length,
  };
}

async function main(): Promise<number> {
  const served = await serveThreads(hostileThreads());
  const server = await startServer(served.app, { port: 0, host: '127.0.0.1' });
  const browser = await launchBrowser();
  let failures = 0;
  const print = (line: string, isFine: boolean) => {
    failures += Number(!isFine);
    process.stdout.write(`${isFine ? '  ' : '! '}${line}\n`);
  };
  try {
    for (const path of ALL_PAGES) {
      const { paintMs, shifted, bytes } = await measure(browser, server.url, path);
      const line = `${path.slice(0, 50).padEnd(52)}${paintMs.toFixed(0).padStart(6)} ms ${shifted.toFixed(4)} shift ${String(bytes).padStart(7)} B`;
      print(line, shifted === 0 && bytes < MAX_PAGE_BYTES);
    }
    const { stylesheet, script, themeScript } = readAssets();
    for (const { route, text } of [stylesheet, script, themeScript]) {
      const bytes = brotliCompressSync(text).length;
      print(`${route.padEnd(52)}${''.padStart(23)}${String(bytes).padStart(7)} B`, bytes <= MAX_ASSET_BYTES);
    }
  } finally {
    await browser.close();
    await server.close(500);
    await served.close();
  }
  return failures === 0 ? 0 : 1;
}

process.exitCode = await main();
