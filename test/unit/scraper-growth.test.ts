// Pages made to be slow: time grows with the page, not with its square. Generous on purpose: four times the page may take
// eight times as long and a second more, where a rule that looks at all for each takes sixteen times as long.
import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import { suite } from '../support/suite.ts';

const test = suite('growth');

const repeat = (count: number, piece: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => piece(i)).join('');

/** Pieces that pages are made of, with a number of them at which a rule of the square takes ten seconds and more. */
const pieces: readonly (readonly [name: string, count: number, piece: (i: number) => string])[] = [
  ['headings of comments', 8_000, () => '<h2>3 comments</h2>'],
  ['headings over texts', 20_000, () => '<h2>A heading</h2><p>text of it'],
  ['names and dates', 5_000, () => '<div><b>Al</b> 3 May 2009<p>x y z</p></div>'],
  ['links to comments', 5_000, (i) => `<a href="#comment-${i}">3 May 2009</a><p>x`],
  [
    'messages by their shape',
    5_000,
    (i) => `<div><a href="/profile.php?u=${i}">N${i}</a> 3 May 2009 10:00 <p>Text of it</p></div>`,
  ],
  ['numbered comments', 20_000, (i) => `<div id=comment-${i}>a b</div>`],
];

function milliseconds(html: string): number {
  const bytes = new TextEncoder().encode(`<html><body>${html}`);
  const page = {
    kind: 'page',
    path: 'a.html',
    bytes,
    url: null,
    transportCharset: null,
    capturedAt: null,
  } as const;
  const before = process.cpuUsage();
  extractPage(page, { siteUrl: null });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

for (const [name, count, piece] of pieces)
  test(`is as a page of ${name} grows`, () => {
    milliseconds(repeat(count / 4, piece));
    const small = milliseconds(repeat(count / 4, piece));
    const large = milliseconds(repeat(count, piece));
    assert.ok(large <= 8 * small + 1_000, `${large.toFixed(0)} ms against ${small.toFixed(0)} ms`);
  });

test.run();
