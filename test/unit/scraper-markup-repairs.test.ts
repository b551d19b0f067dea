// Tags that are mended before the parser sees them: empty elements written as closed, text inside `noscript`.
import * as assert from 'uvu/assert';
import { closeEmptyTags } from '../../scraper/reading/markup/empty-tags.ts';
import { openNoscript } from '../../scraper/reading/markup/noscript.ts';
import { suite } from '../support/suite.ts';

const test = suite('mended tags');

const xml = '<img src="a.png"/><br/><hr />';

test('gives empty elements an end where the page is written as XML', () => {
  assert.is(
    closeEmptyTags(`${xml}<textarea name="a"/><p>Tide</p><i class="icon"/>`),
    `${xml}<textarea name="a"></textarea><p>Tide</p><i class="icon"></i>`,
  );
});

test('keeps void elements, and elements whose end stands in the page', () => {
  const page = `${xml}<p>Tide</p><i class="icon"></i><input type="text"/><source src="a"/>`;
  assert.is(closeEmptyTags(page), page);
});

test('one void element that is not closed makes the page HTML, where the stroke means nothing', () => {
  const page = `${xml}<br><div class="a"/><p>Tide</p></div>`;
  assert.is(closeEmptyTags(page), page);
});

test('two void elements tell too little of how a page is written', () => {
  const page = '<br/><br/><div class="a"/>';
  assert.is(closeEmptyTags(page), page);
});

test('strokes inside addresses are no ends of tags', () => {
  const page = `${xml}<a href="/tides/">Tides</a><i/>`;
  assert.is(closeEmptyTags(page), `${xml}<a href="/tides/">Tides</a><i></i>`);
});

const told = `<p>${'The ferry left without its captain. '.repeat(70)}</p>`;

test('opens a noscript that holds the page for readers without scripts', () => {
  assert.is(
    openNoscript(`<b>a</b><noscript data-a="1">${told}</noscript><b>c</b>`),
    `<b>a</b><div>${told}</div><b>c</b>`,
  );
});

test('opens each of several, and leaves short ones closed', () => {
  const counter = '<noscript><p>Please switch scripts on.</p></noscript>';
  assert.is(
    openNoscript(`${counter}<NOSCRIPT>${told}</NOSCRIPT>${counter}<noscript>${told}</noscript>`),
    `${counter}<div>${told}</div>${counter}<div>${told}</div>`,
  );
});

test('leaves a long noscript without any block of text closed', () => {
  const pictures = `<noscript>${'<img src="counter.gif">'.repeat(200)}</noscript>`;
  assert.is(openNoscript(pictures), pictures);
});

test('a noscript that never ends changes nothing', () => {
  const page = `<b>a</b><noscript>${told}`;
  assert.is(openNoscript(page), page);
});

test('opens a short noscript that holds an article', () => {
  const message = '<article><h2>anna</h2><p>The boat was late.</p></article>';
  assert.is(openNoscript(`<noscript>${message}</noscript>`), `<div>${message}</div>`);
});

test.run();
