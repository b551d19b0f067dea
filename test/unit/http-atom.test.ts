// The feed and the XML it is made of.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { writeFeed } from '../../src/answers/atom.ts';
import { element, escapeXml, xmlDocument } from '../../src/answers/xml.ts';
import { sampleAnswer, sampleHit } from '../support/page-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('feeds');

const OPTIONS = {
  origin: 'http://search.example',
  siteName: 'Harbour Notes',
  links: {
    self: '/api/v1/search?q=a',
    next: null,
    html: '/search?q=a&type=post',
    atom: '/search.atom?q=a&type=post',
  },
  next: null,
};

test('leaves out what XML cannot hold, and keeps the rest', () => {
  assert.is(
    escapeXml('a\u0000b\u0008\ufffe\ud800c\u{1F600}\t\n<&>"\''),
    'abc\u{1F600}\t\n&lt;&amp;&gt;&quot;&#39;',
  );
  assert.is(
    xmlDocument(element('a', { b: '"', c: null }, 'x', null, 1)).split('\n')[1],
    '<a b="&quot;">x1</a>',
  );
});

test('lists the hits in their order with totals, absolute links and stable names', () => {
  const hits = [sampleHit(), sampleHit({ type: 'post', url: '/threads/x', author: null })];
  const feed = writeFeed(sampleAnswer(hits, { totalHits: 40, offset: 20 }), OPTIONS);
  const $ = cheerio.load(feed, { xml: true });
  assert.is($('feed').attr('xmlns'), 'http://www.w3.org/2005/Atom');
  assert.is($('opensearch\\:totalResults').text(), '40');
  assert.is($('opensearch\\:startIndex').text(), '21');
  assert.equal(
    $('entry > link')
      .toArray()
      .map((link) => $(link).attr('href')),
    hits.map(({ url }) => `http://search.example${url}`),
  );
  const ids = $('entry > id')
    .toArray()
    .map((id) => $(id).text());
  for (const id of ids)
    assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.is(writeFeed(sampleAnswer(hits, { totalHits: 40, offset: 20 }), OPTIONS), feed);
  assert.equal(
    $('entry > author > name')
      .toArray()
      .map((name) => $(name).text()),
    ['Orla Quill', 'unknown author'],
  );
});

test('gives every entry a valid date', () => {
  const dates = [
    '2008',
    '2008-11',
    '2008-11-04',
    '2008-11-04T10:30',
    '2008-11-04T10:30:00-05:00',
    'soon',
    null,
  ];
  const hits = dates.map((publishedAt) => sampleHit({ publishedAt }));
  const $ = cheerio.load(writeFeed(sampleAnswer(hits), OPTIONS), { xml: true });
  const updated = $('entry > updated')
    .toArray()
    .map((date) => $(date).text());
  assert.is(updated.length, dates.length);
  assert.equal(updated.slice(0, 5), [
    '2008-01-01T00:00:00.000Z',
    '2008-11-01T00:00:00.000Z',
    '2008-11-04T00:00:00.000Z',
    '2008-11-04T10:30:00.000Z',
    '2008-11-04T15:30:00.000Z',
  ]);
  assert.is($('entry > published').length, 5);
});

test.run();
