// Whom and what day a page names for its post: one small page a rule, extracted as a whole.
import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import { suite } from '../support/suite.ts';

const test = suite('facts of a post');

const prose = [
  'The ferry to the outer islands leaves at six, and whoever misses it waits a day.',
  'In the café by the pier they know this, and they keep the stove lit until the last boat is back.',
  'We sat there for two hours, drank three pots of tea, and watched the rain come over the sound.',
  'By the time the horn was heard again nobody wanted to leave, not even the dog.',
];
const paragraphs = prose.map((text) => `<p>${text}</p>`).join('');

/** The post of a page with this head, this around the heading, and four paragraphs of text. */
function postOf({ meta = '', above = '', below = '', text = paragraphs, behind = '' }) {
  return postIn(`<html><head><title>Waiting for the ferry</title>${meta}</head><body><div class="page">${above}
    <h1>Waiting for the ferry</h1>${below}<div class="story">${text}</div>${behind}</div></body></html>`);
}

function postIn(html: string) {
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
  return reading.post;
}

test('a label above the heading names whom the next line on the page names', () => {
  const above = '<div>Island letters</div><div>Written by</div><div>Ylva Brandt</div>';
  assert.is(postOf({ above }).author, 'Ylva Brandt');
});

test('a name ends where the next element begins without a space', () => {
  const below = '<div><span>By <a href="/y">ylvab</a></span><span>February 16, 2019</span></div>';
  assert.is(postOf({ below }).author, 'ylvab');
});

test('a name that is announced ends with the text that announces it', () => {
  const below = '<div><span>06.11.2019 13:30 von Ylva</span> <span>Symbolbild Hafen</span></div>';
  assert.is(postOf({ below }).author, 'Ylva');
});

test('a class made unique by a build names the author as well', () => {
  const below = '<div class="Author_box__x1"><p class="Author_author__4ceOm">Ylva Brandt</p></div>';
  assert.is(postOf({ below }).author, 'Ylva Brandt');
});

test('what is named for an author right behind the heading is the author inside the text, too', () => {
  const text = `<span class="blog-meta-author">Ylva Brandt</span>${paragraphs}`;
  assert.is(postOf({ text }).author, 'Ylva Brandt');
});

test('who commented is not the author', () => {
  const behind = '<div><p class="strong commentAuthor">Unknown reader</p><p>Nice.</p></div>';
  assert.is(postOf({ behind }).author, null);
});

test("the name of a host gives way to a person's", () => {
  const meta = '<meta name="author" content="islands.example">';
  const below = '<div>Ylva Brandt | 16 February 2019</div>';
  assert.is(postOf({ meta, below }).author, 'Ylva Brandt');
  assert.is(postOf({ meta }).author, 'islands.example');
});

const moved = '<meta property="article:published_time" content="2021-05-04T08:00:00Z">';

test('an earlier day alone at the heading stands against the data of a page that moved', () => {
  const time = '<time datetime="2009-02-16">February 16, 2009</time>';
  assert.is(postOf({ meta: moved, below: `<section>${time}</section>` }).publishedAt, '2009-02-16');
  const line = '<div>4 min read · <span>Feb 16, 2009</span></div>';
  assert.is(postOf({ meta: moved, below: line }).publishedAt, '2009-02-16');
});

test('a later day, and an earlier one that dates another thing, give way to the data', () => {
  const later = '<div>February 16, 2023</div>';
  assert.is(postOf({ meta: moved, below: later }).publishedAt, '2021-05-04T08:00:00Z');
  const other = '<div>Exhibition opened February 16, 2009</div>';
  assert.is(postOf({ meta: moved, below: other }).publishedAt, '2021-05-04T08:00:00Z');
});

test('place and day before the first words date a post that says nothing else', () => {
  const line = (start: string) => postOf({ text: `<p>${start}${prose[0]}</p>${paragraphs}` }).publishedAt;
  assert.is(line('BERGEN, 3 March 2011 – '), '2011-03-03');
  assert.is(line('Karlsruhe, (12.11.2021). '), '2021-11-12');
  assert.is(line('03 March 2011 | '), '2011-03-03');
  assert.is(line('It was after 3 March 2011 – I think. '), null);
});

test('several lines that begin with a day are a chronicle', () => {
  const days = ['3 March 2011', '4 March 2011'].map((day) => `<p>${day} – ${prose[1]}</p>`).join('');
  assert.is(postOf({ text: days }).publishedAt, null);
});

test("a logo of the site's does not make its pages' headings the site's", () => {
  const html = `<html><head><title>Five stoves for small kitchens</title></head>
    <body class="page wp-custom-logo"><h1>Which stove to buy</h1><div>${paragraphs}</div></body></html>`;
  assert.is(postIn(html).title, 'Which stove to buy');
});

test('a heading that leads to another page, or stands behind the post, is not its title', () => {
  const others = `<h1><a href="/sauna">Waiting for the sauna</a></h1><h1>Waiting at the next harbour</h1>`;
  const html = `<html><head><title>Waiting at the harbour</title>
    <link rel="canonical" href="https://islands.example/ferry"></head><body><article>
    <h1>How we missed the ferry</h1>${paragraphs}</article><div>${others}</div></body></html>`;
  assert.is(postIn(html).title, 'How we missed the ferry');
});

test.run();
