// The chips of a query: each leads to the same query without exactly that part.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { QueryNode } from '../../index/query/model.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { printQuery } from '../../index/query/print.ts';
import { defaultRequest } from '../../index/search.ts';
import { queryChips } from '../../src/pages/query-chips.ts';
import { suite } from '../support/suite.ts';

const test = suite('chips of a query');

const PIECES = [
  'rain',
  'tea',
  '"it rained"',
  '-"so it does"',
  'author:bo',
  '-author:ada',
  'by:"Ada Finch"',
  'year:2009',
  'after:2008-11',
  'title:tea',
  'title:"the tea"',
  'wor*',
  'similr~',
  'a OR b',
  '(a b)',
  '(word)',
  '-(a b)',
  '(a OR "b c") d',
  'links:youtu.be/x',
  'has:link',
  'comments:>100',
  'is:op',
  'to:bo',
  'tag:"a b"',
  'type:post',
  'sort:newest',
  'NOT x',
] as const;
const SCOPES = ['', ' in:quote', ' -in:quote'] as const;

const read = (q: string) => {
  const { root, sort } = parseQuery(q);
  return { printed: printQuery(root, sort), sort, nodes: nodesOf(root) };
};
const nodesOf = (root: QueryNode | null) =>
  (root === null ? [] : root.kind === 'and' ? root.nodes : [root]).map(unwrap);
/** A bracket around one word is the whole query when nothing stands beside it. */
const unwrap = (node: QueryNode) => (node.kind === 'and' && node.nodes.length === 1 ? node.nodes[0] : node);
const queryOf = (path: string) => new URL(path, 'http://x').searchParams.get('q') ?? '';
const chipsOf = (q: string) =>
  queryChips({ interpreted: read(q).printed }, defaultRequest(q)).map(({ label, without }) => ({
    label,
    q: queryOf(without),
  }));

test('each chip takes away its own part and nothing else', () => {
  const queries = fc.tuple(
    fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }),
    fc.constantFrom(...SCOPES),
  );
  fc.assert(
    fc.property(queries, ([pieces, scope]) => {
      const q = pieces.join(' ') + scope;
      const whole = read(q);
      const before = whole.nodes.map((node) => JSON.stringify(node));
      for (const chip of chipsOf(q)) {
        const rest = read(chip.q);
        const isOfAll = /^sorted|quotes of others$/.test(chip.label);
        assert.is(rest.sort, chip.label.startsWith('sorted') ? null : whole.sort, `${q} → ${chip.q}`);
        assert.is(rest.nodes.length, whole.nodes.length - (isOfAll ? 0 : 1), `${q} → ${chip.q}`);
        if (chip.label.endsWith('quotes of others')) continue;
        const after = rest.nodes.map((node) => JSON.stringify(node));
        assert.equal(
          after.filter((node) => !before.includes(node)),
          [],
          `${q} → ${chip.q}`,
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('plain words have none; the rest is named for people', () => {
  assert.equal(chipsOf('rain and tea'), []);
  assert.equal(
    chipsOf('rain "it rained" author:bo -has:link sort:newest').map(({ label }) => label),
    ['exactly "it rained"', 'by bo', 'without has a link', 'sorted: newest'],
  );
  assert.equal(chipsOf('tea in:quote'), [{ label: 'in quotes of others', q: 'tea' }]);
  assert.equal(chipsOf('"a b"'), [{ label: 'exactly "a b"', q: '' }]);
});

test('no query is too much', () => {
  assert.equal(chipsOf(`"${'x'.repeat(200)}"`)[0]?.label.length, 81);
  assert.ok(chipsOf('-author:bo '.repeat(200)).length <= 20);
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (q) => chipsOf(q).length <= 20));
});

test.run();
