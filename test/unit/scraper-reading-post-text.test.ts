// What of a page is the text of its post: one small page a rule, extracted as a whole.
import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import { copiedLines } from '../../scraper/reading/post/copied-lines.ts';
import { suite } from '../support/suite.ts';

const test = suite('text of a post');

const prose = [
  'The ferry to the outer islands leaves at six, and whoever misses it waits a day.',
  'In the café by the pier they know this, and they keep the stove lit until the last boat is back.',
  'We sat there for two hours, drank three pots of tea, and watched the rain come over the sound.',
  'By the time the horn was heard again nobody wanted to leave, not even the dog.',
];
const paragraphs = prose.map((text) => `<p>${text}</p>`).join('');

function textOf(main: string, body = 'page'): string {
  const html = `<html><head><title>Waiting for the ferry</title></head><body class="${body}">
    <main><h1>Waiting for the ferry</h1>${main}</main></body></html>`;
  const page = {
    kind: 'page' as const,
    path: 'ferry.html',
    bytes: new TextEncoder().encode(html),
    url: null,
    transportCharset: null,
    capturedAt: null,
  };
  const reading = extractPage(page, { siteUrl: null });
  if (reading.kind === 'skip' || reading.post === null) throw new Error('no post');
  return reading.post.text;
}

const whole = prose.join('\n\n');

test('links drawn as buttons are no text where they are lines of their own', () => {
  const own = '<p><a class="btn btn-link" href="/tea">Read how we brew the tea on board</a></p>';
  assert.is(textOf(`<div>${paragraphs}${own}${paragraphs.toUpperCase()}</div>`).includes('brew'), false);
  const within = '<p>We wrote down <a class="btn-link" href="/tea">how we brew the tea</a> last year.</p>';
  assert.ok(textOf(`<div>${paragraphs}${within}</div>`).includes('how we brew the tea last year'));
});

test('lines of one link that say the same three times are no text in a known place, either', () => {
  const stop = (i: number) =>
    `<h3>Pier ${i}</h3><p>${prose[i]}</p><div><a href="/${i}">See the stop</a></div>`;
  const text = (...stops: number[]) =>
    textOf(`<div class="entry-content">${stops.map(stop).join('')}</div>`, 'single postid-7 wp-custom-logo');
  assert.is(text(0, 1, 2).includes('See the stop'), false);
  assert.ok(text(0, 1).includes('See the stop'));
});

test('questions at the end belong to the text, also behind a box that asks to subscribe', () => {
  const box = '<section><form><h2>Subscribe to our letters</h2><input></form></section>';
  const answers = prose
    .map((text) => `<div><h3>Why wait?</h3><p>In short: ${text} ${text}</p></div>`)
    .join('');
  const story = `<div class="story">${paragraphs.repeat(4)}</div>`;
  const text = textOf(
    `<section>${story}${box}<section class="Faq_inside"><h2>FAQ</h2>${answers}</section></section>`,
  );
  assert.ok(text.includes('In short'));
  assert.is(text.includes('Subscribe'), false);
});

test('facts in a table named for them are no text', () => {
  const table =
    '<div class="metatable"><table><tr><td>Cite as:</td><td>Ferries 12, 3</td></tr></table></div>';
  assert.is(textOf(`<div>${paragraphs}${table}</div>`), whole);
});

const drawn = (address: string, body: string) =>
  extractPage(
    {
      kind: 'page',
      path: 'ferry.html',
      bytes: new TextEncoder().encode(`<html><head><title>Ferries</title>
        <meta property="og:title" content="Waiting for the last ferry"><link rel="canonical" href="${address}">
        </head><body>${body}<script src="/draw.js"></script></body></html>`),
      url: null,
      transportCharset: null,
      capturedAt: null,
    },
    { siteUrl: null },
  );

test('a page that a script has yet to draw is a post with the title of its head and without text', () => {
  const reading = drawn('https://islands.example/list/81/waiting-for-the-last-ferry', '<div id="app"></div>');
  assert.is(reading.kind, 'part');
  assert.is(reading.kind === 'part' && reading.post?.title, 'Waiting for the last ferry');
  assert.is(reading.kind === 'part' && reading.post?.text, '');
});

test('what may be a front page, and what shows something, is no such post', () => {
  assert.is(drawn('https://islands.example/', '<div id="app"></div>').kind, 'skip');
  assert.is(drawn('https://islands.example/ferries', '<div id="app"></div>').kind, 'skip');
  const menu = `<nav>${'<a href="/tides">Tides and times</a> '.repeat(12)}</nav>`;
  assert.is(drawn('https://islands.example/waiting-for-the-last-ferry', menu).kind, 'skip');
});

const lines = (...texts: string[]) => texts.map((text) => ({ text, nodes: [], links: [] }));
const copied = (...texts: string[]) => [...copiedLines(lines(...texts))];
const [a = '', b = '', c = '', d = ''] = prose.map((text) => text.repeat(2));

test('a part printed again right behind itself is a copy', () => {
  assert.equal(copied(a, b, c, a, b, c, d), [3, 4, 5]);
  assert.equal(copied(a, b, c, 'For small screens', a, b, c), [4, 5, 6]);
});

test('one line that comes again, short lines, and a part that comes again elsewhere are the text', () => {
  assert.equal(copied(a, b, a, c, a), []);
  assert.equal(copied('o', 'oh', 'oho', 'o', 'oh', 'oho'), []);
  assert.equal(copied(a, b, c, d, prose.join(' '), a, b, c), []);
});

test('a heading that is a button is read, other buttons are not', () => {
  const text = textOf(
    `${paragraphs}<h3><button type="button">When does it sail?</button></h3><p>At six, every day but Sunday, from the long pier.</p><p><button>Copy</button></p>`,
  );
  assert.match(text, 'When does it sail?\n\nAt six');
  assert.not.match(text, 'Copy');
});

test.run();
