// Addresses: archive prefixes, hosts, paths that name a thread.
import * as assert from 'uvu/assert';
import { absoluteLink, hostOf, splitPagePath, unwrapArchive } from '../../scraper/reading/markup/urls.ts';
import { suite } from '../support/suite.ts';

const test = suite('addresses');

test('takes off the prefixes of the Wayback Machine', () => {
  assert.is(
    unwrapArchive('https://web.archive.org/web/20090618143000/http://quay.example/a'),
    'http://quay.example/a',
  );
  assert.is(unwrapArchive('/web/2009im_/http://quay.example/a.png'), 'http://quay.example/a.png');
  assert.is(unwrapArchive('http://quay.example/web/2009/x/'), 'http://quay.example/web/2009/x/');
});

test('takes off the prefixes of other web archives, which have the time of a capture in them', () => {
  for (const prefix of [
    'https://wayback.harbour.example/1234/20120304050607/',
    'http://archive.harbour.example/wayback/20120304050607id_/',
    '/20120304050607/',
  ])
    assert.is(unwrapArchive(`${prefix}http://quay.example/a`), 'http://quay.example/a', prefix);
  for (const plain of [
    'http://quay.example/20120304050607/',
    'http://quay.example/go/1234/http://sea.example/',
  ])
    assert.is(unwrapArchive(plain), plain);
});

test('gives no link for what is not http', () => {
  for (const href of ['javascript:alert(1)', 'mailto:a@b.example', '#x', '', 'http://', 'data:text/html,x']) {
    assert.is(absoluteLink(href, 'http://quay.example/'), null, href);
  }
  assert.is(absoluteLink('b.html', null), null);
});

test('compares hosts without www and case', () => {
  assert.is(hostOf('HTTP://WWW.Quay.example:80/x'), 'quay.example');
});

test('knows a blog at Blogger under the domains of all countries', () => {
  for (const domain of ['com', 'co.uk', 'de', 'com.au', 'jp'])
    assert.is(hostOf(`http://quay.blogspot.${domain}/2009/06/x.html`), 'quay.blogspot.com', domain);
  assert.is(hostOf('http://blogspot.quay.example/'), 'blogspot.quay.example');
  assert.is(hostOf('http://quay.blogspot.com.example.org/'), 'quay.blogspot.com.example.org');
});

const paths: readonly (readonly [
  raw: string,
  path: string,
  query: string,
  page: number | null,
  isView: boolean,
])[] = [
  ['2009/06/x/index.html', '/2009/06/x/', '', null, false],
  ['2009/06/x', '/2009/06/x/', '', null, false],
  ['2009/06/x.html', '/2009/06/x.html', '', null, false],
  ['2009/06/x/?PHPSESSID=5f2c', '/2009/06/x/', '', null, true],
  ['story.do;jsessionid=5F2C.node1?id=7', '/story.do', 'id=7', null, false],
  ['index.html?p=64', '/', 'p=64', null, false],
  ['index.html?p=64.html', '/', 'p=64', null, false],
  ['index.html%3Fp=64.html', '/', 'p=64', null, false],
  ['index.html_p=160', '/', 'p=160', null, false],
  ['index.html@p=12', '/', 'p=12', null, false],
  ['a/comment-page-2/index.html', '/a/', '', 2, false],
  ['a/?cpage=3', '/a/', '', 3, false],
  ['a/index.html?replytocom=5', '/a/', '', null, true],
  ['a/amp/index.html', '/a/', '', null, true],
  ['a/?share=email', '/a/', '', null, true],
  ['caf%C3%A9/', '/café/', '', null, false],
  ['100%/a', '/100%/a/', '', null, false],
];

for (const [raw, path, query, page, isView] of paths) {
  test(`splits ${raw}`, () => {
    const split = splitPagePath(raw);
    assert.is(split.path, path);
    assert.is([...split.query].map((pair) => pair.join('=')).join('&'), query);
    assert.is(split.commentPage, page);
    assert.is(split.isView, isView);
  });
}

test.run();
