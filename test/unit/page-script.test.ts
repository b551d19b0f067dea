// The script of the pages, as served: its weight, that it never makes markup, and what the pages allow it.
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { readAssets } from '../../src/assets.ts';
import { madeApp } from '../support/made-snapshot.ts';
import { suite } from '../support/suite.ts';

const test = suite('the script of the pages');

const { script, hash } = readAssets();
const { app } = madeApp(() => Promise.reject(new Error('nobody asks')));

test('weighs at most 8 kB compressed', () => {
  assert.ok(gzipSync(script.text).length <= 8_192, `${gzipSync(script.text).length} bytes`);
});

test('is one script that loads no other, makes no markup and runs no text', () => {
  assert.not.match(script.text, /^\s*(import|export)\b/m);
  assert.not.match(script.text, /innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function/);
});

test('leaves a page without a search box alone and adds no global name', () => {
  const context = { document: { querySelectorAll: () => [], getElementById: () => null } };
  runInNewContext(script.text, context);
  assert.equal(Object.keys(context), ['document']);
});

test('is served at the address that pages name, to be kept for ever there alone', async () => {
  const page = cheerio.load(await (await app.request('/docs')).text());
  assert.is(page('script').attr('src'), script.path);
  assert.is(page('script').attr('type'), 'module');
  const named = await app.request(script.path);
  assert.is(await named.text(), script.text);
  assert.match(named.headers.get('content-type') ?? '', /^text\/javascript/);
  assert.match(named.headers.get('cache-control') ?? '', 'immutable');
  assert.not.match((await app.request('/antler.js')).headers.get('cache-control') ?? '', 'immutable');
  assert.match(hash, script.hash);
});

test('is the only one that pages may run, and asks this server only', async () => {
  const policy = (await app.request('/docs')).headers.get('content-security-policy') ?? '';
  const directives = policy.split('; ');
  assert.ok(directives.includes("default-src 'none'"));
  assert.ok(directives.includes("script-src 'self'"));
  assert.ok(directives.includes("connect-src 'self'"));
  assert.not.match(policy, /unsafe|\*/);
});

test.run();
