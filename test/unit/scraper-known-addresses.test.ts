// Addresses a thread is known by, out of the names of its parts.
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { knownAddresses } from '../../scraper/joining/known-addresses.ts';
import { suite } from '../support/suite.ts';
import { makePart, makePost } from '../support/threads.ts';

const test = suite('known addresses');

test('paths and numbers become addresses on the host of their page, each once', () => {
  const own = makePart({
    host: 'quay.example',
    url: 'http://www.quay.example/2009/06/ropes/',
    aliases: ['path:/2009/06/ropes/', 'post:12|ropes', 'comment:7|ropes'],
  });
  const copy = makePart({ host: 'quay.example', aliases: ['post:12|ropes', 'path:/print/ropes/?x=1'] });
  assert.equal(knownAddresses([own, copy]), [
    'http://www.quay.example/2009/06/ropes/',
    '//quay.example/2009/06/ropes/',
    '//quay.example/?p=12',
    '//quay.example/print/ropes/?x=1',
  ]);
});

test('a page without a host gives paths, a blog in a folder its own numbers, a feed what it knows', () => {
  const parts = [
    makePart({ aliases: ['path:/blog/ropes.html', 'post:blog#12|ropes', 'post:12'] }),
    makePart({ aliases: ['in:path:/2009/ropes/', 'in:post:13|ropes'] }),
    makePart({ aliases: ['thread:ropes', 'file:ropes.html', 'post:x|ropes', 'path:'] }),
  ];
  assert.equal(knownAddresses(parts), [
    '/blog/ropes.html',
    '/blog/?p=12',
    '/?p=12',
    '/2009/ropes/',
    '/?p=13',
  ]);
});

test('a thread keeps them, and not more than a hundred', () => {
  const parts = Array.from({ length: 300 }, (_, number) =>
    makePart({ page: `${number}.html`, post: makePost({ text: 'A rope.' }), aliases: [`path:/${number}/`] }),
  );
  const { thread } = assembleThread('host path:/0/', parts);
  assert.is(thread.addresses?.length, 100);
  assert.ok(thread.addresses?.includes('/0/'));
});

test.run();
