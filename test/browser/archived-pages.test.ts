// A hostile archived page in a real Chromium with scripts on: it looks as it did, runs nothing, and reaches nobody.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import * as assert from 'uvu/assert';
import { launchBrowser } from '../support/browser.ts';
import { runProgram, servedAddress, startProgram } from '../support/program.ts';
import { SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('archived pages in a browser');
const slow = { timeoutMs: 90_000 };

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><script>document.title="run"</script><rect width="40" height="30"/></svg>';

let browser: Browser | null = null;
let elsewhere: Server | null = null;
let connections = 0;

test.before(async () => {
  browser = await launchBrowser();
  elsewhere = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere?.listen(0, '127.0.0.1', resolve));
});
test.after(async () => {
  await browser?.close();
  elsewhere?.close();
});

/** Everything that has ever made a page run code or call home. */
function hostileHead(other: string): string {
  return `<link rel="stylesheet" href="../../theme.css"><style>h1 { color: rgb(0, 128, 0) }</style>
<link rel="preconnect" href="${other}"><link rel=dns-prefetch href="${other}"><link rel="prefetch" href="${other}/a">
<LINK REL='stylesheet' HREF='${other}/b.css'><link data-x=">" rel=preconnect href="${other}">
<meta http-equiv="refresh" content="0;url=${other}/c"><base href="${other}/">
<script>document.title = 'run'; document.cookie = 'seen=yes'; fetch('${other}/d')</script><script src="${other}/e.js"></script>`;
}

function hostileBody(other: string): string {
  return `<img id="own" src="../../picture.svg"><img src="${other}/f.png" onerror="document.title='run'"><iframe src="${other}/g"></iframe>
<object data="${other}/h"></object><video src="${other}/i" autoplay></video><form action="${other}/j"><input autofocus onfocus="document.title='run'"></form>
<p style="background: url(${other}/k)">Shown.</p><a href="javascript:document.title='run'" id="code">Code</a>`;
}

test(
  'it is styled, its pictures are there, nothing runs and nobody else hears of it',
  async () => {
    const address = elsewhere?.address();
    const other = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const mirror = makeTempFolder('mirror');
    for (const [path, page] of Object.entries(SMALL_ARCHIVE)) {
      mkdirSync(join(mirror, path, '..'), { recursive: true });
      writeFileSync(join(mirror, path), page);
    }
    writeFileSync(
      join(mirror, '2008/theme.css'),
      `h1 { margin-left: 77px } body { background: url(${other}/l) }`,
    );
    writeFileSync(join(mirror, '2008/picture.svg'), PICTURE);
    const data = join(makeTempFolder('hostile'), 'data');
    const built = await runProgram(['build', mirror, '--data', data], { timeoutMs: 60_000 });
    assert.is(built.code, 0, built.stderr);
    // Only now: a page that sends its reader elsewhere is no post.
    for (const [path, page] of Object.entries(SMALL_ARCHIVE)) {
      const hostile = page.replace('</head>', `${hostileHead(other)}</head>`);
      writeFileSync(join(mirror, path), hostile.replace('</body>', `${hostileBody(other)}</body>`));
    }
    const program = startProgram(['serve', '--data', data, '--port', '0']);
    try {
      const page = await (await browser?.newContext())?.newPage();
      if (page === undefined) throw new Error('no browser');
      await page.goto(`${await servedAddress(program)}/search?q=lantern+saturday`);
      await page.click('text="Archived page"');
      await page.waitForURL(/\/archive\/0\//);
      const title = await page.title();
      await page.click('#code');
      await page.waitForTimeout(500);
      assert.is(await page.title(), title);
      assert.match(title, /A lantern for the pier/);
      const look = await page.evaluate(`(() => {
      const { color, marginLeft } = getComputedStyle(document.querySelector('h1'));
      return { color, marginLeft, picture: document.querySelector('#own').naturalWidth, origin: self.origin };
    })()`);
      assert.equal(look, { color: 'rgb(0, 128, 0)', marginLeft: '77px', picture: 40, origin: 'null' });
      assert.is(connections, 0, 'connections to another server');
    } finally {
      await program.stop();
    }
  },
  slow,
);

test.run();
