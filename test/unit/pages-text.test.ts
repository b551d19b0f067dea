// Texts, dates and addresses as pages show them.
import * as assert from 'uvu/assert';
import type { DatePrecision, TextRange } from '../../index/model.ts';
import { cutText } from '../../src/pages/blocks.ts';
import { outwardAddress, outwardLinks, shortAddress, waybackAddress } from '../../src/pages/links.ts';
import { renderView } from '../../src/pages/render-view.ts';
import { Passage } from '../../src/pages/text.tsx';
import { printDate, When } from '../../src/pages/when.tsx';
import { suite } from '../support/suite.ts';

const test = suite('texts on pages');

const passage = (text: string, quotes: readonly TextRange[] = [], marks: readonly TextRange[] = []) =>
  renderView(Passage({ text, quotes, marks }));
const inside = (html: string) => html.replace(/^<div[^>]*>|<\/div>$/g, '');

test('parts paragraphs at blank lines and lines at line feeds', () => {
  assert.is(inside(passage('one\ntwo\n\n \n\nthree\n')), '<p>one<br/>two</p><p>three</p>');
  assert.is(inside(passage('')), '');
  assert.is(inside(passage('\n \n')), '');
});

test('shows quotes as blockquotes', () => {
  assert.is(
    inside(passage('said:\n\nold words\nhere\n\nnew words', [[7, 21]])),
    '<p>said:</p><blockquote><p>old words<br/>here</p></blockquote><p>new words</p>',
  );
});

test('marks words, also across lines and beside quotes', () => {
  assert.is(inside(passage('a bc d', [], [[2, 4]])), '<p>a <mark>bc</mark> d</p>');
  assert.is(inside(passage('a b\nc d', [], [[2, 5]])), '<p>a <mark>b</mark><br/><mark>c</mark> d</p>');
  assert.is(
    inside(passage('a bc d', [[0, 3]], [[2, 4]])),
    '<blockquote><p>a <mark>b</mark></p></blockquote><p><mark>c</mark> d</p>',
  );
});

test('escapes everything', () => {
  const html = passage('<script>alert(1)</script> & "quotes" \'too\'', [], [[0, 8]]);
  assert.not.match(html, /<script|"quotes"/);
  assert.match(html, /<mark>&lt;script&gt;<\/mark>/);
});

test('ignores ranges outside of the text or out of order', () => {
  const bad: readonly TextRange[] = [
    [-3, 2],
    [1, 1],
    [0, 1],
    [5, 3],
    [2, 99],
    [200, 300],
  ];
  const text = 'abcdef';
  const shown = cutText(text, bad, [])
    .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flat()))
    .map((piece) => piece.text)
    .join('');
  assert.is(shown, text);
});

test('shows dates as exactly as they are known', () => {
  const at = '2009-06-18T14:03:00-05:00';
  assert.is(printDate(at, 'second'), '18 June 2009, 14:03');
  assert.is(printDate('2009-06-18', 'day'), '18 June 2009');
  assert.is(printDate('2009-06', 'month'), 'June 2009');
  assert.is(printDate('2009', 'year'), '2009');
  assert.is(
    renderView(When({ publishedAt: at, precision: 'minute' })),
    `<time datetime="${at}">18 June 2009, 14:03</time>`,
  );
  assert.is(
    renderView(When({ publishedAt: at, precision: 'month' })),
    '<time datetime="2009-06">June 2009</time>',
  );
  assert.is(renderView(When({ publishedAt: null, precision: null })), '<span>undated</span>');
});

test('links out to http and https only', () => {
  assert.is(outwardAddress('http://a.example/x?y#z'), 'http://a.example/x?y#z');
  for (const bad of [
    'javascript:alert(1)',
    ' JaVaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//x',
    'x',
    '',
    null,
  ])
    assert.is(outwardAddress(bad), null, String(bad));
});

test('leads to a copy of an address as old as what named it', () => {
  const on = (publishedAt: string | null, datePrecision: DatePrecision | null) =>
    waybackAddress('http://a.example/?q=1#x', { publishedAt, datePrecision });
  const copy = (when: string) => `https://web.archive.org/web/${when}/http://a.example/?q=1#x`;
  assert.is(on('2009-06-18T23:30:00-05:00', 'minute'), copy('20090618'));
  assert.is(on('2009-06-18', 'day'), copy('20090618'));
  assert.is(on('2009-06-18', 'month'), copy('200906'));
  assert.is(on('2009', 'year'), copy('2009'));
  assert.is(on(null, null), copy('*'));
});

test('leads to no copy of a copy', () => {
  const day = { publishedAt: '2009-06-18', datePrecision: 'day' } as const;
  assert.is(waybackAddress('http://web.archive.org/web/2008/http://a.example/', day), null);
  assert.is.not(waybackAddress('http://a.example/web.archive.org/web/2008/', day), null);
});

test('lists each address once: links first, then those that the text names, without its punctuation', () => {
  const entry = {
    links: ['http://a.example/', 'javascript:alert(1)', 'http://a.example'],
    text: 'See (http://b.example/x). Or http://a.example/, or https://c.example/y?z=1!',
  };
  assert.equal(outwardLinks(entry, 9), [
    'http://a.example/',
    'http://b.example/x',
    'https://c.example/y?z=1',
  ]);
  assert.is(outwardLinks(entry, 2).length, 2);
});

test('shortens long addresses in the middle', () => {
  assert.is(shortAddress('https://www.a.example/b/'), 'a.example/b');
  assert.is(shortAddress(`http://a.example/${'x'.repeat(500)}end`).length, 69);
  assert.match(shortAddress(`http://a.example/${'x'.repeat(500)}end`), /^a\.example\/x+…x+end$/);
});

test.run();
