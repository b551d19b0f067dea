// A static site as files: links led to them, the folder written whole or not at all, views made as the server makes them.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as hono from 'hono/jsx/jsx-runtime';
import * as assert from 'uvu/assert';
import { packSections, sectionReader, unpackSections } from '../../index/packing/compact-sections.ts';
import { CommandError } from '../../src/errors.ts';
import { Fragment, jsx } from '../../src/static-site/browser/jsx-runtime.ts';
import { readRequest } from '../../src/static-site/browser/read-request.ts';
import { SiteFolder } from '../../src/static-site/site-folder.ts';
import { threadFile, withSiteLinks } from '../../src/static-site/site-links.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('static site files');

test('leads paths of the server to files, from wherever the page lies', () => {
  const cases = {
    '/': 'index.html',
    '/search?q=a&amp;type=post': 'index.html?q=a&amp;type=post',
    '/search': 'index.html',
    '/threads/tea-and-rain-00000001?hl=tea#c-11': 'threads/tea-and-rain-00000001.html#c-11',
    '/threads/tea-00000001?page=12#c-11': 'threads/tea-00000001.page12.html#c-11',
    '/people/ada-l': 'index.html?author=ada-l',
    '/people': 'people.html',
    '/help': 'help.html',
    '/about': 'about.html',
  };
  for (const [path, file] of Object.entries(cases)) {
    assert.is(withSiteLinks(`<a href="${path}">x</a>`, ''), `<a href="${file}">x</a>`);
    assert.is(withSiteLinks(`<form action="${path}">`, '../'), `<form action="../${file}">`);
  }
  assert.is(withSiteLinks('<a href="/on-this-day">x</a>', ''), '<a>x</a>');
  assert.is(withSiteLinks('<a href="http://a.example/">x</a>', ''), '<a href="http://a.example/">x</a>');
});

test('a text that looks like a link stays as it was written', () => {
  const text = '<p>&lt;a href=&quot;/search&quot;&gt;</p>';
  assert.is(withSiteLinks(text, '../'), text);
});

test('the file of a thread is safe for every file system, and different for different threads', () => {
  const ids = ['a', 'A', '../../etc/passwd', 'con:', 'ä', 'x'.repeat(300), '', 'a/b', 'a b', '.', 'a.b'];
  const files = ids.map((id) => threadFile(id));
  for (const file of files) assert.match(file, /^threads\/[a-z0-9][a-z0-9.-]{0,110}\.html$/);
  assert.is(new Set(files.map((file) => file.toLowerCase())).size, ids.length);
});

test('writes a folder whole, and writes it anew', async () => {
  const target = join(makeTempFolder('site'), 'deep', 'site');
  for (const text of ['one', 'two']) {
    const folder = await SiteFolder.begin(target);
    await folder.write('a/b.txt', text);
    // Nobody sees it yet.
    assert.is(existsSync(join(target, 'a/c.txt')), text === 'two');
    if (text === 'one') await folder.write('a/c.txt', text);
    await folder.finish({});
    assert.is(readFileSync(join(target, 'a/b.txt'), 'utf8'), text);
  }
  assert.equal(readdirSync(join(target, 'a')), ['b.txt']);
  assert.equal(readdirSync(join(target, '..')), ['site']);
  assert.is(statSync(target).mode & 0o055, 0o055 & ~process.umask());
});

async function rejectsAsUnusable(work: Promise<unknown>): Promise<void> {
  await work.then(
    () => assert.unreachable('nothing was refused'),
    (error: unknown) =>
      assert.ok(error instanceof CommandError && error.code === 'file-unusable', String(error)),
  );
}

test('refuses a folder with anything else in it, also one that came in between', async () => {
  const target = makeTempFolder('site');
  const folder = await SiteFolder.begin(target);
  writeFileSync(join(target, 'diary.txt'), 'mine');
  await rejectsAsUnusable(folder.finish({}));
  await folder.discard();
  await rejectsAsUnusable(SiteFolder.begin(target));
  await rejectsAsUnusable(SiteFolder.begin(join(target, 'diary.txt')));
  writeFileSync(join(target, 'antler-site.json'), '{}');
  await rejectsAsUnusable(SiteFolder.begin(target));
  assert.equal(readdirSync(target).sort(), ['antler-site.json', 'diary.txt']);
});

test('what is given up leaves nothing behind', async () => {
  const parent = makeTempFolder('site');
  mkdirSync(join(parent, 'site'));
  const folder = await SiteFolder.begin(join(parent, 'site'));
  await folder.write('a.txt', 'a');
  await folder.discard();
  assert.equal(readdirSync(parent), ['site']);
  assert.equal(readdirSync(join(parent, 'site')), []);
});

test('sections come back as they were packed, in fewer bytes', () => {
  const numbers = fc.array(fc.nat(0xffffffff), { maxLength: 50 });
  const anySections = fc.record({
    u32: numbers.map((values) => Uint32Array.from(values)),
    sorted: numbers.map((values) => Uint32Array.from(values).sort()),
    u16: numbers.map((values) => Uint16Array.from(values)),
    i32: numbers.map((values) => Int32Array.from(values)),
    u8: numbers.map((values) => Uint8Array.from(values)),
    f64: fc.array(fc.double({ noNaN: true }), { maxLength: 9 }).map((values) => Float64Array.from(values)),
  });
  fc.assert(
    fc.property(anySections, fc.nat(7), (sections, shift) => {
      const packed = packSections(sections);
      // Wherever it lies in memory.
      const moved = new Uint8Array(packed.length + shift);
      moved.set(packed, shift);
      assert.equal(unpackSections(moved.subarray(shift)), { ...sections });
    }),
  );
});

test('bytes that are no sections are refused, whatever they are', () => {
  for (const bytes of [[], [0xa7], [0xa7, 2, 91, 93, 1], [...Buffer.from('<!DOCTYPE html>')]]) {
    try {
      unpackSections(Uint8Array.from(bytes));
    } catch (error) {
      assert.match(String(error), /not what was written/);
      continue;
    }
    assert.equal(bytes, [0xa7, 2, 91, 93, 1]);
  }
  assert.throws(() => sectionReader({}).u32('starts'), /not what was written/);
});

/** A tree of elements, made by one runtime or the other. */
type Make = (tag: string, props: Record<string, unknown>) => unknown;
const leaf = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, undefined, true, false));
const attribute = fc.oneof(leaf, fc.constantFrom('<"\'&>'));
const tree = fc.letrec<{ node: (make: Make) => unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf.map((value) => () => value),
    fc
      .record({
        tag: fc.constantFrom('p', 'br', 'input', 'ul'),
        checked: attribute,
        title: attribute,
        children: fc.array(tie('node'), { maxLength: 3 }),
      })
      .map(({ tag, checked, title, children }) => (make: Make) => {
        const inner =
          tag === 'br' || tag === 'input' ? {} : { children: children.map((child) => child(make)) };
        return make(tag, { checked, title, ...inner });
      }),
  ),
})).node;

test('views are the same text as the server makes of them', () => {
  const ofServer: Make = (tag, props) => hono.jsx(tag, props);
  fc.assert(
    fc.property(tree, (make) => {
      const own = String(Fragment({ children: make(jsx) }));
      assert.is(own, String(hono.jsx('b', { children: make(ofServer) as string })).slice(3, -4));
    }),
  );
});

test('reads a search out of an address, and tells of what it cannot', () => {
  const { request, mistakes } = readRequest(
    new URLSearchParams(
      'q=tea&type=post&author=a&author=b&from=2009-13&until=2010&limit=500&offset=20&sort=best',
    ),
  );
  assert.equal(
    {
      q: request.q,
      type: request.type,
      authors: request.authors,
      offset: request.offset,
      limit: request.limit,
    },
    { q: 'tea', type: 'post', authors: ['a', 'b'], offset: 20, limit: 20 },
  );
  assert.equal([request.from, request.until, request.sort], [null, '2010', null]);
  assert.is(mistakes.length, 3);
});

test.run();
