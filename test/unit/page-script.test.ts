// The scripts as served, of the pages and for other sites: weight, that they never make markup, who may load them.
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { readAssets } from '../../src/assets.ts';
import { madeApp } from '../support/made-snapshot.ts';
import { suite } from '../support/suite.ts';

const test = suite('the scripts');

const { script, siteScript, themeScript, hash } = readAssets();
const { app } = madeApp(() => Promise.reject(new Error('nobody asks')));

for (const { route, text } of [script, siteScript]) {
  test(`${route} weighs at most 8 kB compressed`, () => {
    assert.ok(gzipSync(text).length <= 8_192, `${gzipSync(text).length} bytes`);
  });

  test(`${route} loads no other, makes no markup and runs no text`, () => {
    assert.not.match(text, /^\s*(import|export)\b/m);
    assert.not.match(text, /innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function/);
  });

  test(`${route} names each of its functions once`, () => {
    const names = [...text.matchAll(/^(?:async )?function (\w+)/gm)].map(([, name]) => name);
    assert.ok(names.length > 5);
    assert.is(new Set(names).size, names.length);
  });
}

test('the script of the pages leaves a page without a search box alone and adds no global name', () => {
  const context = { document: { querySelectorAll: () => [], getElementById: () => null } };
  runInNewContext(script.text, context);
  assert.equal(Object.keys(context), ['document']);
});

test('the script of the pages is served at the address that pages name, to be kept for ever there alone', async () => {
  const page = cheerio.load(await (await app.request('/docs')).text());
  const own = page('script[type="module"]');
  assert.equal([own.length, own.attr('src')], [1, script.path]);
  assert.is(page('script:not([type])').attr('src'), themeScript.path);
  const named = await app.request(script.path);
  assert.is(await named.text(), script.text);
  assert.match(named.headers.get('content-type') ?? '', /^text\/javascript/);
  assert.match(named.headers.get('cache-control') ?? '', 'immutable');
  assert.not.match((await app.request('/antler.js')).headers.get('cache-control') ?? '', 'immutable');
  assert.match(hash, script.hash);
});

test('the script of the pages is the only one that pages may run, and asks this server only', async () => {
  const policy = (await app.request('/docs')).headers.get('content-security-policy') ?? '';
  const directives = policy.split('; ');
  assert.ok(directives.includes("default-src 'none'"));
  assert.ok(directives.includes("script-src 'self'"));
  assert.ok(directives.includes("connect-src 'self'"));
  assert.not.match(policy, /unsafe|\*/);
});

test('the box for other sites may be loaded by any of them, and the pages of ours by none', async () => {
  const { status, headers } = await app.request('/antler-search.js');
  assert.is(status, 200);
  assert.match(headers.get('content-type') ?? '', /^text\/javascript/);
  assert.is(headers.get('access-control-allow-origin'), '*');
  assert.is(headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.is(headers.get('cache-control'), 'public, max-age=3600');
  assert.is((await app.request(script.path)).headers.get('access-control-allow-origin'), null);
});

test.run();
