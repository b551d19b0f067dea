// Who answers whom, where neither ids nor lists nest: by how far comments are moved to the right, by links to a parent.
import * as assert from 'uvu/assert';
import { findParents } from '../../scraper/reading/comments/comment-parents.ts';
import type { CommentRecord } from '../../scraper/reading/comments/comment-records.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { attribute, type PageTree, subtree } from '../../scraper/reading/markup/tree.ts';
import { suite } from '../support/suite.ts';

const test = suite('comment parents');

const indentOf = (tree: PageTree, record: CommentRecord) => {
  const indent = attribute(tree, record.position, 'data-x');
  return indent === null ? null : Number(indent);
};

function parentsOf(html: string, withIndents = true) {
  const { tree } = parsePage(html);
  const records = [...(tree.byTag.get('div') ?? [])].map((position, i) => ({
    position,
    range: subtree(tree, position),
    name: String(i + 1),
    anchor: `c${i + 1}`,
  }));
  return findParents(tree, records, withIndents ? { indentOf } : {});
}

const rows = (indents: readonly (number | null)[]) =>
  indents.map((indent) => (indent === null ? '<div>x</div>' : `<div data-x="${indent}">x</div>`)).join('');

test('takes the last comment that stands further to the left, whatever the unit', () => {
  const parents = parentsOf(rows([0, 25, 50, 25, 0, 75]));
  assert.equal(
    parents.map((parent) => parent.index),
    [null, 0, 1, 0, null, 4],
  );
  assert.is(parents[1]?.source, 'depth');
  assert.is(parents[0]?.source, null);
});

test('leaves a comment without an indent where nesting puts it', () => {
  assert.equal(
    parentsOf(rows([0, null, 25])).map((parent) => parent.index),
    [null, null, 0],
  );
});

test('believes a link to the parent before the indent', () => {
  const parents = parentsOf(
    '<div data-x="0">x</div><div data-x="0">y <a href="/s/1#c1">[ Parent ]</a></div>',
  );
  assert.equal(parents[1], { index: 0, source: 'explicit' });
});

test('takes no other link for one to the parent, nor one to a later comment', () => {
  const html =
    '<div>x <a href="#c2">Parent</a></div><div>y <a href="#c1">my parent wrote</a> <a href="#c1">Reply</a></div>';
  assert.equal(
    parentsOf(html, false).map((parent) => parent.index),
    [null, null],
  );
});

test.run();
