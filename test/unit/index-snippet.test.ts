// Snippets and what they mark: the densest place, whole words, phrases as phrases, safe text.
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import { createHighlighter, type Highlighter, rangesOf } from '../../index/highlight.ts';
import { markedHtml } from '../../index/marked-html.ts';
import type { Snippet, TextRange } from '../../index/model.ts';
import { planQuery } from '../../index/plan.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { makeSnippet, SNIPPET_LENGTH } from '../../index/snippet.ts';
import { cpuNow } from '../support/cpu-time.ts';
import { placedSnippet } from '../support/locate.ts';
import { suite } from '../support/suite.ts';

const test = suite('index: snippets');
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

function highlighter(query: string): Highlighter {
  return createHighlighter(
    planQuery(parseQuery(query), { ...FILTERS, match: 'auto' }, analysis).node,
    analysis,
  );
}

function snippet(text: string, query: string, quotes: readonly TextRange[] = []): Snippet {
  return makeSnippet(text, highlighter(query), { quotes });
}

/** What is marked, piece by piece. */
function marked(text: string, query: string, quotes: readonly TextRange[] = []): readonly string[] {
  const made = snippet(text, query, quotes);
  return made.ranges.map(([start, end]) => made.text.slice(start, end));
}

const FILLER = 'The men who laid it were paid in bread. '.repeat(20);

test('marks every form of a word', () => {
  assert.equal(marked('Harbours, a harbour; the HARBOUR’S wall.', 'harbour'), [
    'Harbours',
    'harbour',
    'HARBOUR’S',
  ]);
  assert.equal(marked('The café and the cafe.', 'cafe'), ['café', 'cafe']);
});

test('marks a phrase as one, over punctuation and line breaks', () => {
  assert.equal(marked('a copper kettle, a copper\n\n-- kettle, a kettle copper', '"copper kettle"'), [
    'copper kettle',
    'copper -- kettle',
  ]);
  assert.equal(marked('you don’t haul', '"don\'t haul"'), ['don’t haul']);
  assert.equal(marked('says R&D and r. d.', 'R&D'), ['R&D', 'r. d']);
});

test('marks a quoted word in that form only', () => {
  assert.equal(marked('one kettle, two kettles', '"kettle"'), ['kettle']);
});

test('marks all occurrences of a phrase that overlap as one', () => {
  assert.equal(marked('a a a b', '"a a"'), ['a a a']);
  assert.equal(marked('to be to be to go', '"to be to go"'), ['to be to go']);
});

test('marks prefixes and similar words', () => {
  assert.equal(marked('Gaslight and gaslit stairs, gas', 'gasli*'), ['Gaslight', 'gaslit']);
  const similar = createHighlighter(
    {
      kind: 'similar',
      forms: [
        { form: 'marmalade', distance: 0 },
        { form: 'marmelade', distance: 1 },
      ],
      scope: 'any',
    },
    analysis,
  );
  assert.is(makeSnippet('marmalade, marmelade, marmalades', similar).ranges.length, 2);
});

test('does not mark what is excluded, what is filtered and what is too small', () => {
  assert.equal(marked('a gull and a tern by keelhaul', 'gull -tern author:keelhaul the'), ['gull']);
});

test('marks title: words in titles only, others in both', () => {
  const both = highlighter('title:rope gull');
  assert.equal(rangesOf(both.find('rope gull', { kind: 'title' })), [
    [0, 4],
    [5, 9],
  ]);
  assert.equal(rangesOf(both.find('rope gull', { kind: 'text' })), [[5, 9]]);
});

test('marks in:quote words in quotes only, -in:quote words outside them', () => {
  const text = '  gull said:\n\n  gull once, gull twice';
  const quotes = [[16, 25]] as const;
  const quoted = snippet(text, 'gull in:quote', quotes);
  assert.is(quoted.html, 'gull said: <mark>gull</mark> once, gull twice');
  assert.is(
    snippet(text, 'gull -in:quote', quotes).html,
    '<mark>gull</mark> said: gull once, <mark>gull</mark> twice',
  );
});

test('shows a short text whole, on one line', () => {
  assert.is(snippet('  One.\n\nTwo\tthree. ', 'two').html, 'One. <mark>Two</mark> three.');
  assert.is(snippet('One. Two.', '').text, 'One. Two.');
});

test('shows the beginning when nothing matched in the text', () => {
  const { text, ranges } = snippet(FILLER, 'title:walrus');
  assert.ok(text.startsWith('The men') && text.endsWith(' …'));
  assert.equal(ranges, []);
  assert.ok(text.length <= SNIPPET_LENGTH + 2);
});

test('is empty only when there is nothing to show', () => {
  assert.equal(snippet('', 'walrus'), { html: '', text: '', ranges: [] });
  assert.is(snippet(' \n\u0000', 'walrus').text, '');
  assert.is(snippet('!!!', 'walrus').text, '!!!');
});

test('shows the passage with the match, from the start of its sentence', () => {
  const made = snippet(`${FILLER}Under it lies a doubloon, they say. ${FILLER}`, 'doubloon');
  assert.ok(made.text.startsWith('… Under it lies a doubloon'), made.text);
  assert.ok(made.text.endsWith(' …'));
});

test('begins with the sentence even where the words come again and again, and keeps each of them', () => {
  const often =
    'Of all that lived in the harbour the walrus was the oldest walrus, and walrus after walrus came to see the gull. ';
  const made = snippet(`${FILLER}${often}${often}${FILLER}`, 'walrus');
  assert.ok(made.text.startsWith('… Of all that lived'), made.text);
  assert.ok(made.ranges.length >= 6, made.html);
  const both = snippet(
    `${FILLER}Long ${'and '.repeat(30)}walrus ${'and '.repeat(45)}gull. ${FILLER}`,
    'walrus gull',
  );
  assert.equal(
    both.ranges.map(([start, end]) => both.text.slice(start, end)),
    ['walrus', 'gull'],
  );
});

test('cuts between words where no sentence begins near', () => {
  const words = 'stone bread cart tar '.repeat(60);
  const made = snippet(`${words}doubloon ${words}`, 'doubloon');
  const inner = made.text.replace(/^… /, '').replace(/ …$/, '');
  assert.ok(
    inner.split(' ').every((word) => ['stone', 'bread', 'cart', 'tar', 'doubloon'].includes(word)),
    inner,
  );
  assert.ok(inner.length <= SNIPPET_LENGTH && inner.length > SNIPPET_LENGTH / 2);
});

test('prefers the place where most of the words stand together', () => {
  const text = `walrus walrus walrus. ${FILLER} A narwhal met a walrus. ${FILLER} narwhal narwhal`;
  assert.ok(snippet(text, 'walrus narwhal').text.includes('A narwhal met a walrus'));
});

test('finds the fullest place of a long text in any script, reading only a piece of it', () => {
  const scripts = [
    { words: ['маяк', 'лодка', 'шторм'], filler: 'Люди уходили в море и возвращались. ' },
    { words: ['灯台', '帆船', '嵐'], filler: '人々は海に出て帰ってきた。' },
    { words: ['walrus', 'oilskin', 'gale'], filler: 'The men who laid it were paid in bread. ' },
  ];
  for (const { words, filler } of scripts) {
    const far = filler.repeat(60);
    const between = filler.repeat(Math.floor(75 / filler.length));
    const two = `${words.slice(0, 2).join(' ')}. `;
    const text = `${far}${two}${far}${words.join(` ${between}`)}. ${far}`;
    const plan = planQuery(parseQuery(words.join(' ')), { ...FILTERS, match: 'auto' }, analysis).node;
    const made = placedSnippet(plan, { text }, analysis);
    const shown = made?.ranges.map(([start, end]) => made.text.slice(start, end));
    assert.equal(shown, words);
  }
});

test('prefers the phrase to its words', () => {
  const text = `A gull, a kettle. ${FILLER} The copper kettle. ${FILLER}`;
  assert.ok(snippet(text, '"copper kettle" OR gull').text.includes('The copper kettle'));
});

test('fills the snippet when the match stands at the end', () => {
  const made = snippet(`${FILLER}At last a doubloon.`, 'doubloon');
  assert.ok(made.text.endsWith('doubloon.'));
  assert.ok(made.text.length > SNIPPET_LENGTH / 2, made.text);
});

test('keeps a long phrase whole', () => {
  const phrase = 'the men who laid it were paid in bread '.repeat(8).trim();
  const made = snippet(`${FILLER} x ${FILLER}`, `"${phrase}"`);
  assert.ok(made.ranges.some(([start, end]) => end - start >= phrase.length));
});

test('cuts Chinese and Japanese between letters, never inside one', () => {
  const made = snippet('𠮷港の朝は静かです'.repeat(100), '朝');
  assert.not.match(made.text, /\p{Cs}/u);
  assert.ok(made.ranges.length > 0 && made.text.length <= SNIPPET_LENGTH + 4);
  assert.ok(made.ranges.every(([start, end]) => made.text.slice(start, end) === '朝'));
});

test('cuts no family, flag or letter with its marks', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const cluster of ['👨‍👩‍👧‍👦', '🇯🇵', '👍🏽', 'ที่', '1️⃣', 'か゚', 'e\u0301']) {
    for (let shift = 0; shift < cluster.length; shift++) {
      const text = `${'港'.repeat(60 + shift)}${cluster.repeat(60)}灯台${cluster.repeat(200)}`;
      const made = snippet(text, '灯台');
      const shown = made.text.replace(/^… | …$/g, '');
      const whole = new Set(['港', '灯', '台', cluster]);
      for (const { segment } of segmenter.segment(shown))
        assert.ok(whole.has(segment), `${cluster}: ${shown}`);
      assert.is(made.ranges.length, 1);
    }
  }
});

test('cuts a word without end', () => {
  const made = snippet(`${'x'.repeat(5000)} walrus ${'😀'.repeat(5000)}`, 'walrus');
  assert.ok(made.text.includes('walrus') && made.text.length < 400);
  assert.not.match(made.text, /\p{Cs}/u);
});

test('escapes markup and adds nothing but marks', () => {
  const { html } = snippet('<script>alert("bell")</script> & </mark> hawsers', 'hawsers');
  assert.is(
    html,
    '&lt;script&gt;alert(&quot;bell&quot;)&lt;/script&gt; &amp; &lt;/mark&gt; <mark>hawsers</mark>',
  );
  assert.is(markedHtml("it's <b>", [[0, 4]]), '<mark>it&#39;s</mark> &lt;b&gt;');
});

test('lets no character out that a feed cannot hold', () => {
  const { text } = snippet('a\u0000b\ud800c\udc00 d\uffff e\u0085f walrus\u0007!', 'walrus');
  assert.is(text, 'a b\ufffdc\ufffd d\ufffd e f walrus !');
});

test('reads a very long text in time, as far as it reads', () => {
  const text = `${FILLER.repeat(300)} doubloon`;
  const started = cpuNow();
  const { text: shown } = snippet(text, 'doubloon "men who laid it" bread* who~');
  assert.ok(cpuNow() - started < 1000);
  assert.ok(shown.endsWith(' …'));
});

test.run();
