// Trackbacks, the RDF that announces entries, and how a dialect is told by its marks.
import * as assert from 'uvu/assert';
import { movableTypeComments } from '../../scraper/dialects/movable-type-markup.ts';
import { rankDialects } from '../../scraper/dialects/registry.ts';
import type { Comment } from '../../scraper/model.ts';
import { readComments } from '../../scraper/reading/comments/comment-list.ts';
import { withPings } from '../../scraper/reading/comments/ping-records.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { viewPage } from '../../scraper/reading/page/page-view.ts';
import { describedEntries, ownDescription } from '../../scraper/reading/page/trackback-rdf.ts';
import { suite } from '../support/suite.ts';

const test = suite('trackbacks');

const view = (html: string, path = 'a.html') =>
  viewPage(parsePage(html), { path, ownUrl: null, siteUrl: null, capturedAt: null });
const winner = (html: string) => rankDialects(view(html))[0]?.dialect.name;

const rdf = (url: string, rest = '') =>
  `<!-- <rdf:RDF><rdf:Description rdf:about="${url}" dc:title="A &amp; B" ${rest} /></rdf:RDF> -->`;

test('the entry a page describes to other programs is read out of its HTML comment', () => {
  const { tree } = parsePage(
    rdf('http://a.example/x.html', 'dc:creator="Ro" dc:date="2004-05-06T07:08:09Z"'),
  );
  assert.equal(ownDescription(tree), {
    url: 'http://a.example/x.html',
    title: 'A & B',
    author: 'Ro',
    date: '2004-05-06T07:08:09Z',
  });
});

test('a page that describes several entries describes none as its own', () => {
  const { tree } = parsePage(
    rdf('http://a.example/1') + rdf('http://a.example/2') + rdf('http://a.example/1'),
  );
  assert.is(describedEntries(tree).length, 2);
  assert.is(ownDescription(tree), null);
});

test('a described address is the page’s own only where the file is named like it', () => {
  const described = rdf('http://a.example/archives/000041.html');
  assert.is(view(described, 'archives/000041.html').canonicalUrl, 'http://a.example/archives/000041.html');
  assert.is(view(described, 'archives/2003_05.html').canonicalUrl, null);
});

function trackbacks(html: string): Comment[] {
  const page = view(`<h2 id="trackbacks">TrackBack</h2>${html}`);
  const records = withPings(page.tree, [], movableTypeComments.pings);
  return [...readComments(page, records, movableTypeComments)];
}

test('blog, post and day of a trackback are told apart in each of the usual forms', () => {
  const forms = [
    '<p id="p5">» <a href="http://b.example/1">Title</a> from Blog<br>Excerpt... <a href="http://b.example/1">[Read More]</a></p><p class="posted">Tracked on March 3, 2005 10:04 PM</p>',
    '<div class="trackback" id="ping-5"><a href="http://b.example/1">Title</a> from Blog on <a href="#ping-5">March 3, 2005 10:04 PM</a><p>Excerpt... <a href="http://b.example/1">Read More</a></p></div>',
    '<div class="trackback"><a href="http://b.example/1">Title</a><br><b>Excerpt:</b> Excerpt...<br><b>Weblog:</b> Blog<br><b>Tracked:</b> March 3, 2005 10:04 PM</div>',
  ];
  for (const form of forms) {
    const [found, ...others] = trackbacks(form);
    assert.is(others.length, 0, form);
    assert.is(found?.kind, 'trackback', form);
    assert.is(found?.author, 'Blog', form);
    assert.is(found?.authorUrl, 'http://b.example/1', form);
    assert.is(found?.publishedAt, '2005-03-03T22:04', form);
    assert.is(found?.text, 'Title\n\nExcerpt...', form);
  }
});

test('a numbered paragraph is no trackback without a part of the page for them', () => {
  const page = view('<p id="p5">» <a href="http://b.example/1">Title</a> from Blog</p>');
  assert.is(withPings(page.tree, [], movableTypeComments.pings).length, 0);
});

test('each platform is told by its generator, and by what mirrors leave of it', () => {
  assert.is(winner('<meta name="generator" content="Movable Type 3.2"><p>x'), 'movable-type');
  assert.is(winner('<form action="/cgi-bin/mt-comments.cgi"></form>'), 'movable-type');
  assert.is(winner('<meta name="Generator" content="Drupal 8 (https://www.drupal.org)"><p>x'), 'drupal');
  assert.is(winner('<script src="/misc/drupal.js"></script>'), 'drupal');
  assert.is(winner('<div class="serendipity_entry">x</div>'), 'serendipity');
  assert.is(winner('<div itemprop="comment">x</div>'), 'schema-org');
  assert.is(winner('<div class="h-entry"><p class="e-content">x</div>'), 'microformats');
});

test('class names that many templates share make no platform', () => {
  assert.is(winner('<div class="comment-footer">x</div><div class="comments-content">y</div>'), 'generic');
  assert.is(winner('<div class="hentry">x</div>'), 'generic');
});

test.run();
