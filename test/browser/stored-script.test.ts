// An archive whose every field attacks the reader: all pages of the server are visited with scripts on. No script but our
// own may run, or even stand in a page, and no other host may be asked for anything.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import * as assert from 'uvu/assert';
import { launchBrowser } from '../support/browser.ts';
import { runProgram, withServer } from '../support/program.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('stored script in a browser');
const EVIL = 'http://evil.example';
const RUN = `window.wasRun=1;fetch('${EVIL}/x')`;
const ATTACKS: readonly string[] = [
  `<script>${RUN}</script>`,
  `"><img src=${EVIL}/a.png onerror="${RUN}">`,
  `'><svg onload="${RUN}">`,
  `</title></textarea></style></script><script>${RUN}</script>`,
  `--><script>${RUN}</script><!--`,
  `]]><script>${RUN}</script>`,
  `<a href="javascript:${RUN}" autofocus onfocus="${RUN}">here</a>`,
  `<base href="${EVIL}/"><link rel=stylesheet href=${EVIL}/s.css><style>@import "${EVIL}/t.css";</style>`,
  `<meta http-equiv="refresh" content="0;url=${EVIL}/">`,
  `<iframe srcdoc="<script>parent.wasRun=1</script>"></iframe><object data=${EVIL}></object>`,
  `" onmouseover="${RUN}" x="`,
  `<mark onclick="${RUN}">tide</mark></mark>`,
  `javascript:${RUN}`,
  `\u0000<scr\u0000ipt>${RUN}</script>\u2028\u202e`,
  `&lt;script&gt;${RUN}&lt;/script&gt; &#60;script&#62;`,
  `<template><script>${RUN}</script></template><math><mtext></p><script>${RUN}</script>`,
];
const MAX_OF_A_KIND = 18;

let browser: Browser | null = null;
test.before(async () => {
  browser = await launchBrowser();
});
test.after(async () => {
  await browser?.close();
});

/** Every field of a documents file attacks, and a page of HTML does so in its own way. */
function writeArchive(folder: string): void {
  const lines = ATTACKS.flatMap((attack, at) => {
    const thread = `t${at}${attack}`;
    const fields = {
      author: `Ada ${attack}`,
      text: `tide ${attack}`,
      threadId: thread,
      links: [`javascript:${RUN}`, `${EVIL}/"><script>`],
    };
    const url = at % 2 === 0 ? `javascript:${RUN}` : `http://quay.example/${attack}`;
    const post = {
      id: thread,
      title: `Tide ${attack}`,
      tags: [attack],
      url,
      publishedAt: '2009-06-18',
      ...fields,
    };
    const comment = {
      id: `c${at}${attack}`,
      type: 'comment',
      parentId: thread,
      publishedAt: '2009-06-18T10:00',
      ...fields,
    };
    return [post, comment];
  });
  writeFileSync(join(folder, 'attacks.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const escaped = ATTACKS.map((attack) =>
    attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  );
  const comments = ATTACKS.map(
    (attack, at) =>
      `<li class="comment" id="comment-${at}"><cite class="fn">${escaped[at]}</cite> says: June 18, 2009 at 9:02 pm<p>${attack} ${escaped[at]}</p></li>`,
  );
  writeFileSync(
    join(folder, 'page.html'),
    `<html><head><title>${escaped[0]}</title><link rel="canonical" href="http://quay.example/2009/06/tides/"></head><body class="single postid-5" onload="${RUN}"><div class="post" id="post-5"><h2>${escaped.join(' ')}</h2><div class="entry"><p>High tide. ${escaped.join('</p><p>')}</p>${ATTACKS.join('')}</div></div><ol class="commentlist">${comments.join('')}</ol></body></html>`,
  );
}

interface Watched {
  readonly page: Page;
  readonly complaints: string[];
}

async function watch(context: BrowserContext, address: string): Promise<Watched> {
  const complaints: string[] = [];
  const complain = (request: Request): void => {
    const isOwn = request.url().startsWith(`${address}/`) || request.url().startsWith('data:');
    if (!isOwn) complaints.push(`asked ${request.url()}`);
  };
  context.on('requestfinished', complain);
  context.on('requestfailed', (request) => {
    // Told to the console, never to the host.
    if (!/blocked_by_csp|^csp$/i.test(request.failure()?.errorText ?? '')) complain(request);
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`script failed: ${error}`));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  // What the content security policy stops has come too far already, save in the archived pages themselves.
  page.on('console', (line) => {
    if (!isArchived(page.url()) && /content security policy|refused to/i.test(line.text()))
      complaints.push(line.text());
  });
  return { page, complaints };
}

/** Archived pages are shown as they are, in a sandbox: whatever stands in them, nothing of it may run. */
function isArchived(url: string): boolean {
  return new URL(url).pathname.startsWith('/archive/');
}

const RAN = 'a stored script ran';

/** In the page: what stands in it that must not. */
const FIND_INTRUDERS = `(() => {
  const found = 'wasRun' in window ? ['${RAN}'] : [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    if (['iframe', 'object', 'embed', 'base', 'style', 'math'].includes(name)) found.push('<' + name + '>');
    if (name === 'script' && !(element.getAttribute('src') ?? '').startsWith('/')) found.push('<script>');
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on')) found.push(name + ' ' + attribute);
      if (/^\\s*(javascript|data|vbscript):/i.test(value) && ['href', 'src', 'action'].includes(attribute))
        found.push(name + ' ' + attribute + '=' + value);
    }
  }
  return found;
})()`;
const FIND_LINKS = `[...document.querySelectorAll('a[href]')]
  .filter((link) => link.origin === location.origin)
  .map((link) => link.pathname + link.search)`;
/** In a page of the same address: elements of feeds that no feed has. */
const findStrange = (path: string) => `(async () => {
  const xml = await (await fetch(${JSON.stringify(path)})).text();
  const parsed = new DOMParser().parseFromString(xml, 'text/xml');
  const names = [...parsed.querySelectorAll('*')].map((element) => element.localName);
  return names.filter((name) => ['parsererror', 'script', 'svg', 'img', 'iframe'].includes(name));
})()`;

const findIntruders = (page: Page) => page.evaluate<readonly string[]>(FIND_INTRUDERS);
const linksOf = (page: Page) => page.evaluate<readonly string[]>(FIND_LINKS);
const asQuery = (text: string) => encodeURIComponent(text);

const STARTS: readonly string[] = [
  ...[
    '/',
    '/people',
    '/about',
    '/help',
    '/docs',
    '/on-this-day?date=06-18',
    '/search?q=tide',
    '/search?q=tide&group=none',
  ],
  ...ATTACKS.flatMap((attack) => [`/search?q=${asQuery(attack)}`, `/resolve?url=${asQuery(attack)}`]),
  ...[
    `/search?q=tide&tag=${asQuery(ATTACKS[0] ?? '')}&author=${asQuery(ATTACKS[1] ?? '')}&sort=${asQuery(ATTACKS[1] ?? '')}`,
  ],
  ...[
    `/threads/${asQuery(ATTACKS[1] ?? '')}`,
    `/people/${asQuery(ATTACKS[2] ?? '')}`,
    `/${asQuery(ATTACKS[0] ?? '')}`,
  ],
];

/** Pages first of which there is only one kind, then what they link to. */
async function visitAll(address: string, context: BrowserContext): Promise<ReadonlyMap<string, number>> {
  const { page, complaints } = await watch(context, address);
  const waiting = [...STARTS];
  const seen = new Set(waiting);
  const kinds = new Map<string, number>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = path.split(/[/?]/)[1] ?? '';
    // Every day links to the next, every search to others.
    if ((kinds.get(kind) ?? 0) >= MAX_OF_A_KIND && !STARTS.includes(path)) continue;
    const response = await page.goto(`${address}${path}`);
    if (!(response?.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    const intruders = await findIntruders(page);
    assert.equal(isArchived(page.url()) ? intruders.filter((found) => found === RAN) : intruders, [], path);
    assert.equal(complaints, [], path);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (isArchived(page.url())) continue;
    const fresh = (await linksOf(page)).filter((link) => !seen.has(link) && !link.endsWith('.atom'));
    for (const link of fresh.slice(0, 12)) {
      seen.add(link);
      // Threads and people before more searches.
      if (link.startsWith('/search')) waiting.push(link);
      else waiting.unshift(link);
    }
  }
  return kinds;
}

/** Suggestions are put in by our own script: they must come as text. */
async function checkSuggestions(address: string, context: BrowserContext): Promise<void> {
  const { page, complaints } = await watch(context, address);
  await page.goto(`${address}/`);
  await page.locator('#q').pressSequentially('tide');
  await page.waitForSelector('[role="option"]');
  assert.equal(await findIntruders(page), []);
  assert.equal(complaints, []);
}

async function checkFeeds(address: string, context: BrowserContext): Promise<void> {
  const { page, complaints } = await watch(context, address);
  await page.goto(`${address}/help`);
  for (const path of ['/search.atom?q=tide', '/on-this-day.atom?date=06-18', '/opensearch.xml']) {
    const broken = await page.evaluate<readonly string[]>(findStrange(path));
    assert.equal(broken, [], path);
  }
  assert.equal(complaints, []);
}

test(
  'nothing that an archive holds runs in any page, and no other host is asked',
  async () => {
    const [archive, data] = [makeTempFolder('attacks'), makeTempFolder('data')];
    writeArchive(archive);
    const built = await runProgram(['build', archive, '--data', data]);
    // Some of it cannot be read, as the report says.
    assert.is.not(built.code, 2, built.stderr);
    assert.match(built.stderr, /Documents indexed: [4-9]\d/);
    await withServer(['serve', '--data', data], async ({ url }) => {
      if (browser === null) throw new Error('no browser');
      const context = await browser.newContext();
      try {
        const kinds = await visitAll(url, context);
        for (const kind of [
          'archive',
          'search',
          'threads',
          'people',
          'on-this-day',
          'about',
          'help',
          'docs',
          'resolve',
        ])
          assert.ok((kinds.get(kind) ?? 0) > 0, `pages under /${kind} were visited`);
        assert.ok((kinds.get('threads') ?? 0) >= 10 && (kinds.get('people') ?? 0) >= 10);
        await checkSuggestions(url, context);
        await checkFeeds(url, context);
      } finally {
        await context.close();
      }
    });
  },
  { timeoutMs: 240_000 },
);

test.run();
