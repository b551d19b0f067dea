// Laws of snippets: ranges lie in the text and mark what was asked for, html is the text with marks, any input is fine.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import { createHighlighter, rangesOf } from '../../index/highlight.ts';
import type { TextRange } from '../../index/model.ts';
import { planQuery } from '../../index/plan.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { makeSnippet } from '../../index/snippet.ts';
import { toLineText } from '../../index/snippet-text.ts';
import { suite } from '../support/suite.ts';

const test = suite('property: snippets');
const analysis = createAnalysis();
const FILTERS = {
  type: null,
  authors: [],
  from: null,
  until: null,
  thread: null,
  tag: null,
  sort: null,
} as const;

const pieces = fc.constantFrom(
  'walrus',
  'Walruses',
  'gull',
  'copper',
  'kettle',
  'don’t',
  'é',
  ' ',
  ' ',
  ' ',
  '  ',
  '\n\n',
  '. ',
  ', ',
  '…',
  '<b>',
  '&amp;',
  '"',
  '\u0000',
  '\ud83d',
  '\ude00',
  '😀',
  '\u00ad',
  '\u200b',
  '\ufeff',
  '\u0301',
  '灯台',
  '𠮷',
  'x'.repeat(80),
  '\uffff',
  'ﷺ',
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 200 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 400 }),
);
const queries = fc.constantFrom(
  'walrus',
  'walrus gull',
  '"copper kettle"',
  '"walrus gull" OR 灯台',
  'wal* -gull',
  "don't",
  'é',
  'walrus in:quote',
  'title:gull',
  'x',
  '灯',
  '"the the"',
  '',
);
const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
]);

function highlighterFor(query: string): ReturnType<typeof createHighlighter> {
  return createHighlighter(
    planQuery(parseQuery(query), { ...FILTERS, match: 'auto' }, analysis).node,
    analysis,
  );
}

function assertSorted(ranges: readonly TextRange[], length: number): void {
  let last = 0;
  for (const [start, end] of ranges) {
    assert.ok(start >= last && end > start && end <= length, `${JSON.stringify(ranges)} in ${length}`);
    last = end;
  }
}

test('gives ranges in order inside the text, and html that is the text with marks', () => {
  fc.assert(
    fc.property(texts, queries, fc.integer({ min: 20, max: 300 }), (text, query, length) => {
      const made = makeSnippet(text, highlighterFor(query), {
        quotes: [[0, Math.min(30, text.length)]],
        length,
      });
      assertSorted(made.ranges, made.text.length);
      const plain = made.html
        .replace(/<\/?mark>/g, '')
        .replace(/&(#?\w+);/g, (entity, name) => NAMED.get(name) ?? entity);
      assert.is(plain, made.text);
      assert.not.match(made.html.replace(/<\/?mark>/g, ''), /[<>]/);
      const parts = made.html.split(/<mark>|<\/mark>/).filter((_, index) => index % 2 === 1);
      assert.is(parts.length, made.ranges.length);
    }),
    { numRuns: 800 },
  );
});

test('lets nothing out that XML cannot hold, and nothing but one line', () => {
  fc.assert(
    fc.property(texts, queries, (text, query) => {
      const { text: shown } = makeSnippet(text, highlighterFor(query));
      assert.not.match(shown, /\p{Cc}|\p{Cs}|[\ufffe\uffff]| {2}|^ | $/u);
    }),
    { numRuns: 600 },
  );
});

test('shows a match whenever the text has one, and something whenever the text has', () => {
  fc.assert(
    fc.property(texts, queries, (text, query) => {
      const highlighter = highlighterFor(query);
      const made = makeSnippet(text, highlighter);
      assert.is(
        made.ranges.length > 0,
        highlighter.find(toLineText(text, 1e6).text, { kind: 'text' }).length > 0,
      );
      assert.is(made.text === '', toLineText(text, 1e6).text === '');
    }),
    { numRuns: 600 },
  );
});

test('marks nothing but the words asked for', () => {
  const stems = new Set(['walrus', 'gull', 'copper']);
  fc.assert(
    fc.property(texts, (text) => {
      const made = makeSnippet(text, highlighterFor('walrus gull copper'));
      for (const [start, end] of made.ranges) {
        const forms = analysis.forms(made.text.slice(start, end));
        assert.ok(
          forms.length === 1 && stems.has(analysis.stem(forms[0] ?? '')),
          made.text.slice(start, end),
        );
      }
    }),
    { numRuns: 600 },
  );
});

test('finds in the folded line what stands in the original', () => {
  fc.assert(
    fc.property(texts, queries, (text, query) => {
      const highlighter = highlighterFor(query);
      const line = toLineText(text, 1e6);
      const original = rangesOf(highlighter.find(text, { kind: 'text' }));
      const mapped = line.mapRanges(original);
      const found = rangesOf(highlighter.find(line.text, { kind: 'text' }));
      assert.equal(mapped, found);
    }),
    { numRuns: 600 },
  );
});

test('finds phrases as one who compares at every place', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'aa'), { maxLength: 30 });
  fc.assert(
    fc.property(
      words,
      fc.array(fc.constantFrom('a', 'b', 'aa'), { minLength: 2, maxLength: 5 }),
      (text, forms) => {
        const found = createHighlighter({ kind: 'phrase', forms, scope: 'any' }, analysis).find(
          text.join(' '),
          { kind: 'text' },
        );
        const places = text.flatMap((_, at) =>
          forms.every((form, index) => text[at + index] === form) ? [at] : [],
        );
        assert.is(found.length, places.length);
      },
    ),
    { numRuns: 500 },
  );
});

test.run();
