// Parsing, and what bounds its cost on hostile pages.
import * as assert from 'uvu/assert';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { findAll } from '../../scraper/reading/markup/select.ts';
import { lineOf, readBody } from '../../scraper/reading/markup/text.ts';
import { ancestors } from '../../scraper/reading/markup/tree.ts';
import { suite } from '../support/suite.ts';

const test = suite('parsing a page');

test('leaves ordinary pages as they are', () => {
  assert.equal(parsePage('<p>a<p>b').limits, []);
});

test('reads a page nested without end', () => {
  const { tree, limits } = parsePage(`${'<div>'.repeat(200_000)}deep${'</div>'.repeat(200_000)}`);
  assert.is(limits.length, 1);
  assert.is(
    readBody(tree, [{ from: 0, to: tree.nodes.length }], { dropped: new Set(), baseUrl: null }).text,
    'deep',
  );
});

const HIDDEN_DEPTH: Readonly<Record<string, string>> = {
  comments: '<div><!--</div>-->'.repeat(60_000),
  scripts: '<div><script></div></script>'.repeat(60_000),
  attributes: '<div title="></div>">'.repeat(60_000),
  pictures: `<svg>${'<a>'.repeat(30_000)}`,
};

for (const [where, html] of Object.entries(HIDDEN_DEPTH)) {
  test(`reads a page whose depth hides in ${where}, in bounded time`, () => {
    const { tree, limits } = parsePage(`<p>before</p>${html}deep`);
    assert.match(limits.join(), /faster parser because of its depth/);
    assert.ok(ancestors(tree, tree.nodes.length - 1).length <= 1_000);
    assert.match(lineOf(tree, { from: 0, to: tree.nodes.length }), /^before/);
  });
}

test('counts attributes behind a value in which the tag seems to end', () => {
  const attributes = Array.from({ length: 5_000 }, (_, i) => `a${i}=1`).join(' ');
  for (const first of ['b=">"', "b='>'", 'b = "<p>"', 'b="a" c=\'x<y\'']) {
    const { tree, limits } = parsePage(`<b><p>before</b></p><div ${first} ${attributes}>behind</div>`);
    assert.equal(limits, ['read by the faster parser because of a tag of many attributes'], first);
    assert.ok(tree.nodes.some((node) => 'data' in node && node.data === 'behind'));
  }
  assert.equal(parsePage('<b><p>before</b></p><div title="a > b">behind</div>').limits, []);
});

test('reads a tag of a hundred thousand attributes in bounded time', () => {
  const attributes = Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ');
  assert.equal(parsePage(`<div ${attributes}>x</div>`).limits, []);
  const { tree, limits } = parsePage(`<b><p>before</b></p><div ${attributes}>behind</div>`);
  assert.equal(limits, ['read by the faster parser because of a tag of many attributes']);
  assert.is(lineOf(tree, { from: 0, to: tree.nodes.length }), 'before behind');
  assert.equal(parsePage(`<b><p data-x="${'a b=1 '.repeat(3_000)}"></b>long, but one</p>`).limits, []);
});

test('is not made to copy unclosed formatting into every paragraph', () => {
  const { tree } = parsePage(
    `${Array.from({ length: 5_000 }, (_, i) => `<font size=${i}>`).join('')}${'<p>x'.repeat(20_000)}`,
  );
  assert.ok(tree.nodes.length < 2_000_000);
  assert.is(findAll(tree, 'p').length, 20_000);
});

test('keeps many unclosed anchors and list items', () => {
  const { tree } = parsePage('<ul>'.concat('<li><a name=x>y'.repeat(3_000)));
  assert.is(findAll(tree, 'li').length, 3_000);
});

test('leaves out what drawings hold', () => {
  const { tree } = parsePage('<p>a<svg><title>b</title><g><path d="M0 0"/></g></svg>c</p>');
  assert.is(findAll(tree, 'svg').length, 1);
  assert.is(findAll(tree, 'title, path').length, 0);
  assert.is(lineOf(tree, { from: 0, to: tree.nodes.length }), 'ac');
});

test('knows the text of subtrees', () => {
  const { tree } = parsePage('<div id=a>ab <a href="/">cd</a><script>no</script></div>');
  const at = findAll(tree, '#a')[0] ?? 0;
  const end = tree.ends[at] ?? 0;
  assert.is((tree.textBefore[end] ?? 0) - (tree.textBefore[at] ?? 0), 4);
  assert.is((tree.linkTextBefore[end] ?? 0) - (tree.linkTextBefore[at] ?? 0), 2);
});

test.run();
