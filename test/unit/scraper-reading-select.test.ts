// Selectors over the flat tree, compared with those of cheerio.
import { load } from 'cheerio';
import * as assert from 'uvu/assert';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { findAll, findFirst, matches } from '../../scraper/reading/markup/select.ts';
import { attribute } from '../../scraper/reading/markup/tree.ts';
import { suite } from '../support/suite.ts';

const test = suite('selectors');

const html = `<div id="a" class="x y"><p id="b" class="x"><a id="c" rel="nofollow tag" href="/p/#comments">1</a></p>
<ul id="d"><li id="e" class="y"><b id="f">2</b></li><li id="g" title="T"><i id="h" class="x y z">3</i></li></ul></div>`;
const selectors = [
  'p',
  '.x',
  '#d',
  '.x.y',
  'li.y',
  'div .x',
  'ul > li',
  'div > li',
  'ul > li > b',
  'div b',
  '[title]',
  'li[title=T]',
  'a[rel~=tag]',
  'a[href$="#comments"]',
  'a[href^="/p/"]',
  '[href*=comm]',
  'b, i, p',
  '.none',
];

for (const selector of selectors) {
  test(`finds for "${selector}" what cheerio finds`, () => {
    const { tree } = parsePage(html);
    const $ = load(html);
    const ids = findAll(tree, selector).map((at) => attribute(tree, at, 'id'));
    assert.equal(
      ids,
      $(selector)
        .toArray()
        .map((element) => $(element).attr('id')),
    );
  });
}

test('looks only inside a range', () => {
  const { tree } = parsePage(html);
  const list = findFirst(tree, '#d') ?? -1;
  const found = findAll(tree, '.x', { from: list, to: tree.ends[list] ?? 0 });
  assert.equal(
    found.map((at) => attribute(tree, at, 'id')),
    ['h'],
  );
});

test('tells whether one element matches', () => {
  const { tree } = parsePage(html);
  const item = findFirst(tree, '#g') ?? -1;
  assert.ok(matches(tree, item, 'ul > li'));
  assert.not.ok(matches(tree, item, '.y'));
});

test('finds every part of a value among many, and none that no value holds', () => {
  const addresses = Array.from({ length: 40 }, (_, i) => `/notes/ä${i}/?view=${i * 7}#remark-${i}`);
  const { tree } = parsePage(addresses.map((href) => `<a href="${href}">x</a>`).join(''));
  for (const [i, href] of addresses.entries())
    for (let from = 0; from < href.length; from++)
      for (const part of [href.slice(from), href.slice(from, from + 2)]) {
        const holders = findAll(tree, `[href*="${part}"]`).map((at) => attribute(tree, at, 'href'));
        assert.equal(
          holders,
          addresses.filter((other) => other.includes(part)),
          `${part} of ${i}`,
        );
      }
  assert.equal(findAll(tree, '[href*="/storyonly/"]'), []);
});

test('lists an element once that several selectors find', () => {
  const { tree } = parsePage('<p class="a">1</p><p class="b">2</p><p class="a b">3</p><p class="a">4</p>');
  assert.equal(findAll(tree, '.b, .a, p.a'), findAll(tree, 'p'));
});

test.run();
