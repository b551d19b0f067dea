// Parsing, and what bounds its cost on hostile pages.
import * as assert from 'uvu/assert';
import { parsePage } from '../../scraper/reading/parse-page.ts';
import { findAll } from '../../scraper/reading/select.ts';
import { readBody } from '../../scraper/reading/text.ts';
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

test('knows the text of subtrees', () => {
  const { tree } = parsePage('<div id=a>ab <a href="/">cd</a><script>no</script></div>');
  const at = findAll(tree, '#a')[0] ?? 0;
  const end = tree.ends[at] ?? 0;
  assert.is((tree.textBefore[end] ?? 0) - (tree.textBefore[at] ?? 0), 4);
  assert.is((tree.linkTextBefore[end] ?? 0) - (tree.linkTextBefore[at] ?? 0), 2);
});

test.run();
