// Laws of the query language: reading a print gives the same tree, and no text breaks anything.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import { MATCHES, SORTS } from '../../index/model.ts';
import { planQuery } from '../../index/plan.ts';
import { FIELD_NAMES } from '../../index/query/fields.ts';
import type { DaySpan, Filter, ParsedQuery, QueryNode, WordScope } from '../../index/query/model.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { printQuery } from '../../index/query/print.ts';
import { suite } from '../support/suite.ts';

const test = suite('property: query language');
const analysis = createAnalysis();

const words = fc.constantFrom(
  'walrus',
  'naïve',
  "don't",
  'C++',
  '12:30',
  'R&D',
  '灯台',
  'маяк',
  'or',
  'x',
  '2008',
  'after:x',
  'http://x/y?z=1',
  'é',
  'x🛟𝔥',
);
const longWords = fc.constantFrom('walrus', 'gasli', 'маяк', 'déjà', "don't");
const phrases = fc.array(
  fc.constantFrom('copper', 'kettle', '(', ')', '-', '|', 'OR', 'author:x', '…', 'é'),
  { minLength: 0, maxLength: 4 },
);
const values = fc.constantFrom(
  'keelhaul',
  'Maribel Finch',
  'a (b)',
  'Mal "Rope" Lory',
  'x|y',
  'a,',
  'O’Neill',
  '-',
  '灯台',
  'a:b',
  '“q”',
  '*',
);
const days = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const spans: fc.Arbitrary<DaySpan> = fc
  .tuple(days, days, fc.constantFrom('both', 'from', 'until'))
  .map(([a, b, kind]) => {
    if (kind === 'from') return { from: a, until: null };
    if (kind === 'until') return { from: null, until: a };
    return a <= b ? { from: a, until: b } : { from: b, until: a };
  });
const bounds = fc.tuple(fc.option(fc.nat(999)), fc.nat(999)).map(([low, more]) => ({
  min: low,
  max: low === null ? more - 1 : more % 3 === 0 ? null : low + more,
}));

const filters: fc.Arbitrary<Filter> = fc.oneof(
  values.map((name): Filter => ({ field: 'author', names: [name] })),
  values.map((name): Filter => ({ field: 'to', name })),
  fc.constantFrom<Filter>(
    { field: 'type', type: 'post' },
    { field: 'type', type: 'comment' },
    { field: 'is-op' },
    { field: 'has', what: 'image' },
    { field: 'has', what: 'quote' },
  ),
  spans.map((span): Filter => ({ field: 'date', span })),
  values.map((thread): Filter => ({ field: 'thread', thread })),
  values.map((tag): Filter => ({ field: 'tag', tag })),
  fc
    .constantFrom('', '/a', '/a b?c=(d)')
    .map((path): Filter => ({ field: 'links', host: 'tides.example', path })),
  bounds.map(({ min, max }): Filter => ({ field: 'comments', min, max })),
);

function leaves(scope: WordScope): fc.Arbitrary<QueryNode> {
  const scopes = fc.constantFrom<WordScope>(scope, scope, 'title');
  return fc.oneof(
    fc.tuple(words, scopes).map(([text, own]): QueryNode => ({ kind: 'word', text, scope: own })),
    fc.tuple(longWords, scopes).map(([text, own]): QueryNode => ({ kind: 'prefix', text, scope: own })),
    fc.tuple(longWords, scopes).map(([text, own]): QueryNode => ({ kind: 'similar', text, scope: own })),
    fc
      .tuple(phrases, scopes)
      .map(([parts, own]): QueryNode => ({ kind: 'phrase', text: ['gull', ...parts].join(' '), scope: own })),
    filters.map((filter): QueryNode => ({ kind: 'filter', filter })),
  );
}

/** Trees as the parser makes them: no `or` in an `or`, no bracket around a single node but a word. */
function trees(scope: WordScope): fc.Arbitrary<QueryNode> {
  const { root } = fc.letrec<{ node: QueryNode; all: QueryNode; any: QueryNode; root: QueryNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'query' },
      leaves(scope),
      tie('all'),
      tie('any'),
      tie('node').map((node): QueryNode => ({ kind: 'not', node })),
      words.map((text): QueryNode => ({ kind: 'and', nodes: [{ kind: 'word', text, scope }] })),
    ),
    all: fc
      .array(tie('node'), { minLength: 2, maxLength: 4, depthIdentifier: 'query' })
      .map((nodes): QueryNode => ({ kind: 'and', nodes })),
    any: fc
      .array(
        tie('node').filter((node) => node.kind !== 'or'),
        { minLength: 2, maxLength: 4, depthIdentifier: 'query' },
      )
      .map((nodes): QueryNode => ({ kind: 'or', nodes })),
    root: tie('node'),
  }));
  return root;
}

const queries: fc.Arbitrary<Pick<ParsedQuery, 'root' | 'sort'>> = fc
  .constantFrom<WordScope>('any', 'quote', 'own')
  .chain((scope) => fc.record({ root: trees(scope), sort: fc.option(fc.constantFrom(...SORTS)) }))
  .filter(({ root, sort }) => printQuery(root, sort).length < 1500);

const marks = fc.constantFrom(
  'harbour',
  'OR',
  'AND',
  'NOT',
  ' ',
  ' ',
  '"',
  '“',
  '”',
  '«',
  '»',
  '(',
  ')',
  '-',
  '*',
  '~',
  '~2',
  ':',
  '|',
  '@',
  'author:',
  'title:',
  'title:(',
  'in:quote',
  '-in:quote',
  'after:',
  '2008',
  '..',
  '-11',
  'sort:',
  'newest',
  'comments:>',
  'links:',
  '\\',
  "'",
  '.',
  ',',
  'é',
  '\u0301',
  '😀',
  '\u0000',
  '\ud800',
  '\u202e',
  '\u200b',
  '\ufeff',
  '灯',
  'C++',
  '#',
  '/',
  '½',
  'x',
  'R&D',
  '12:30',
  'http://',
  '>=10',
  'post',
  'link',
  '„',
  '＂',
  '：',
  '--',
  '\u00ad',
  '\u3000',
  'ͺ',
  ' type:post ',
  ' has:link ',
  ' is:op ',
  ' comments:>3 ',
  ' date:2008.. ',
  ' links:a.example/x ',
  ...[...FIELD_NAMES].flatMap((name) => [`${name}:`, `-${name}:"`]),
);
const texts = fc.oneof(
  fc.array(marks, { maxLength: 25 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

test('reads a printed tree back as the same tree', () => {
  fc.assert(
    fc.property(queries, ({ root, sort }) => {
      const printed = printQuery(root, sort);
      const parsed = parseQuery(printed);
      assert.equal({ root: parsed.root, sort: parsed.sort }, { root, sort }, printed);
      assert.equal(
        parsed.warnings.filter((warning) => !/searched as text/.test(warning)),
        [],
        printed,
      );
    }),
    { numRuns: 3000 },
  );
});

test('prints any text as a query that means the same, whoever has a name', () => {
  const nobody = () => false;
  const somebody = (name: string) => name.length % 2 === 0;
  fc.assert(
    fc.property(texts, fc.constantFrom(nobody, somebody), (text, isPerson) => {
      const first = parseQuery(text, { isPerson });
      const printed = printQuery(first.root, first.sort);
      const second = parseQuery(printed, { isPerson });
      assert.equal(
        { root: second.root, sort: second.sort },
        { root: first.root, sort: first.sort },
        `${text} → ${printed}`,
      );
      assert.is(printQuery(second.root, second.sort), printed);
    }),
    { numRuns: 20_000 },
  );
});

test('the texts of these laws hold every kind of query', () => {
  const kinds = new Set<string>();
  for (const text of fc.sample(texts, { numRuns: 5000, seed: 1 })) {
    for (const node of nodesOf(parseQuery(text).root)) {
      kinds.add(node.kind === 'filter' ? node.filter.field : node.kind);
    }
  }
  const shapes = ['word', 'prefix', 'similar', 'phrase', 'and', 'or', 'not'];
  const fields = ['author', 'to', 'type', 'is-op', 'date', 'thread', 'tag', 'links', 'has', 'comments'];
  for (const kind of [...shapes, ...fields]) assert.ok(kinds.has(kind), kind);
});

function nodesOf(node: QueryNode | null): readonly QueryNode[] {
  if (node === null) return [];
  if (node.kind === 'and' || node.kind === 'or') return [node, ...node.nodes.flatMap(nodesOf)];
  return node.kind === 'not' ? [node, ...nodesOf(node.node)] : [node];
}

test('prints nothing that a page or a feed cannot hold', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { root, sort, warnings } = parseQuery(text);
      for (const said of [printQuery(root, sort), ...warnings]) {
        assert.not.match(said, /\p{Cc}|\p{Cs}|[\ufffe\uffff]/u);
      }
    }),
    { numRuns: 1000 },
  );
});

test('plans any text', () => {
  const filters = { type: null, authors: [], from: null, until: null, thread: null, tag: null, sort: null };
  fc.assert(
    fc.property(texts, fc.constantFrom(...MATCHES), (text, match) => {
      const plan = planQuery(parseQuery(text), { ...filters, match }, analysis);
      const printed = JSON.stringify(plan.node);
      assert.not(
        printed.includes('"nodes":[]') || printed.includes('"forms":[]') || printed.includes('"stem":""'),
        printed,
      );
    }),
    { numRuns: 1000 },
  );
});

test.run();
