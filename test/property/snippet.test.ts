// Laws of snippets: ranges lie in the text and mark what was asked for, html is the text with marks, any input is fine.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import type { PlanNode } from '../../index/engine.ts';
import { createHighlighter, rangesOf } from '../../index/highlight.ts';
import type { Snippet, TextRange } from '../../index/model.ts';
import { planQuery } from '../../index/plan.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { makeSnippet } from '../../index/snippet.ts';
import { toLineText } from '../../index/snippet-text.ts';
import { locateInText, placedSnippet } from '../support/locate.ts';
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

function planFor(query: string): PlanNode {
  return planQuery(parseQuery(query), { ...FILTERS, match: 'auto' }, analysis).node;
}

function highlighterFor(query: string): ReturnType<typeof createHighlighter> {
  return createHighlighter(planFor(query), analysis);
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
      assert.is(made.ranges.length > 0, highlighter.find(toLineText(text).text, { kind: 'text' }).length > 0);
      assert.is(made.text === '', toLineText(text).text === '');
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
      const line = toLineText(text);
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

test('makes of places what looking through a short text makes', () => {
  fc.assert(
    fc.property(texts, queries, (drawn, query) => {
      // UTF-8 has no lone surrogates.
      const text = Buffer.from(drawn.slice(0, 340)).toString();
      const quotes = [[0, Math.min(30, text.length)]] as const;
      const placed = placedSnippet(planFor(query), { text, title: 'walrus', quotes }, analysis);
      const shown = text.trim() === '' ? 'walrus' : text;
      assert.equal(placed, makeSnippet(shown, highlighterFor(query), shown === text ? { quotes } : {}));
    }),
    { numRuns: 1500 },
  );
});

const fillers = fc.constantFrom(
  'The men who laid it were paid in bread. ',
  'no sentence ends here and none begins ',
  'Δεν ήταν εκεί· nobody was. ',
  '港の朝は静かです。',
  '\n\n',
  '😀😀 ',
  'x'.repeat(90),
  '- '.repeat(40),
);
const longTexts = fc
  .array(fc.oneof({ weight: 8, arbitrary: fillers }, { weight: 1, arbitrary: pieces }), {
    minLength: 50,
    maxLength: 400,
  })
  .map((parts) => Buffer.from(parts.join('')).toString());

test('makes of places in a long text a piece of it, with exactly what matched there marked', () => {
  fc.assert(
    fc.property(longTexts, queries, (text, query) => {
      const plan = planFor(query);
      const quotes = [[0, text.length >> 1]] as const;
      const made = placedSnippet(plan, { text, quotes }, analysis);
      assert.ok(made !== null);
      assertSorted(made.ranges, made.text.length);
      assert.not.match(made.text, /\p{Cc}|\p{Cs}|[\ufffe\uffff]| {2}|^ | $/u);
      const places = locateInText(plan, { text, quotes }, analysis);
      assert.is(made.ranges.length > 0, places.tokens.length > 0);
      assert.ok(isPieceOf(made, text, rangesOf(highlighterFor(query).find(text, { kind: 'text', quotes }))));
    }),
    { numRuns: 800 },
  );
});

/** Whether the line has the snippet's text somewhere, with the same ranges in it. */
function isPieceOf(made: Snippet, text: string, found: readonly TextRange[]): boolean {
  const line = toLineText(text);
  const inner = made.text.replace(/^… /, '').replace(/ …$/, '');
  const shift = made.text.startsWith('… ') ? 2 : 0;
  const marked = line.mapRanges(found);
  for (let at = line.text.indexOf(inner); at >= 0; at = line.text.indexOf(inner, at + 1)) {
    const inside = marked.flatMap(([start, end]) => {
      const [from, to] = [Math.max(start, at), Math.min(end, at + inner.length)];
      return from < to ? [[from - at + shift, to - at + shift]] : [];
    });
    if (JSON.stringify(inside) === JSON.stringify(made.ranges)) return true;
  }
  return false;
}

test.run();
