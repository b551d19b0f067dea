// Posts and comments out of JSON-LD: which objects count, how they are joined with what the markup shows.
import * as assert from 'uvu/assert';
import type { Comment } from '../../scraper/model.ts';
import { joinComments } from '../../scraper/reading/comments/join-comments.ts';
import { readLinkedComments } from '../../scraper/reading/comments/linked-comments.ts';
import { bodyOfData } from '../../scraper/reading/markup/data-text.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { jsonLdPost } from '../../scraper/reading/page/json-ld.ts';
import { viewPage } from '../../scraper/reading/page/page-view.ts';
import { suite } from '../support/suite.ts';

const test = suite('JSON-LD');

const script = (json: string) => `<script type="application/ld+json">${json}</script>`;
const view = (html: string) =>
  viewPage(parsePage(html), { path: 'a.html', ownUrl: null, siteUrl: null, capturedAt: null });
const commentsOf = (value: unknown) => readLinkedComments(view(script(JSON.stringify(value))));

test('reads nested comments, each under the one it stands in', () => {
  const comments = commentsOf({
    '@type': ['BlogPosting'],
    comment: [
      {
        '@type': 'Comment',
        '@id': 'https://moss.example/a#comment-7',
        text: 'First &amp; best',
        author: { '@type': 'Person', name: 'Ode', url: 'https://ode.example/' },
        comment: { '@type': 'Comment', text: '<p>Second</p>', dateCreated: '2019-03-02T10:00:00+01:00' },
      },
    ],
  });
  assert.equal(
    comments.map(({ author, text, parentSource }) => [author, text, parentSource]),
    [
      ['Ode', 'First & best', null],
      [null, 'Second', 'nesting'],
    ],
  );
  assert.is(comments[0]?.id, '7');
  assert.is(comments[0]?.url, '#comment-7');
  assert.is(comments[0]?.authorUrl, 'https://ode.example/');
  assert.is(comments[1]?.parentId, '7');
  assert.is(comments[1]?.publishedAt, '2019-03-02T10:00:00+01:00');
});

test('a named parent counts before the place in the data', () => {
  const comments = commentsOf({
    '@graph': [
      {
        '@type': 'Article',
        comment: [
          { '@type': 'Comment', '@id': '#comment-1', text: 'one' },
          { '@type': 'Comment', '@id': '#comment-2', text: 'two', parentItem: { '@id': '#comment-1' } },
        ],
      },
    ],
  });
  assert.is(comments[1]?.parentId, '1');
  assert.is(comments[1]?.parentSource, 'explicit');
});

test('answers of a list of frequent questions are no comments', () => {
  const question = { '@type': 'Question', acceptedAnswer: { '@type': 'Answer', text: 'Yes.' } };
  assert.is(commentsOf({ '@type': 'FAQPage', mainEntity: [question] }).length, 0);
  assert.is(commentsOf({ '@type': 'QAPage', mainEntity: question }).length, 1);
});

test('data that does not parse says nothing, loose commas and line breaks are forgiven', () => {
  assert.is(jsonLdPost(parsePage(script('{"@type": "Article", ')).tree), null);
  const { tree } = parsePage(script('{"@type": "Article", "headline": "Two\nlines", "commentCount": "4",}'));
  assert.is(jsonLdPost(tree)?.headline, 'Two lines');
  assert.is(jsonLdPost(tree)?.commentCount, 4);
});

test('a circle in the data ends', () => {
  const comments = commentsOf({
    '@type': 'Article',
    comment: [{ '@type': 'Comment', '@id': '#comment-1', text: 'me', parentItem: { '@id': '#comment-1' } }],
  });
  assert.is(comments[0]?.parentId, null);
});

test('texts of data are read with markup, with escaped markup, and plain with their lines', () => {
  assert.is(bodyOfData('<p>a</p><p>b</p>', null).text, 'a\n\nb');
  assert.is(bodyOfData('&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;', null).text, 'a\n\nb');
  assert.is(bodyOfData('1 < 2\nb', null).text, '1 < 2\nb');
});

const comment = (fields: Partial<Comment>): Comment => ({
  id: 'x',
  kind: 'comment',
  author: null,
  authorUrl: null,
  publishedAt: null,
  datePrecision: null,
  text: '',
  quotes: [],
  links: [],
  hasImage: false,
  parentId: null,
  parentSource: null,
  url: null,
  byPostAuthor: false,
  ...fields,
});

test('a record of markup and data is one, the sharper date of the same day wins', () => {
  const joined = joinComments(
    [
      comment({
        id: '5',
        author: 'Ute',
        text: 'The tide was out.',
        publishedAt: '2011-05-04',
        datePrecision: 'day',
      }),
    ],
    [
      comment({
        id: 'd1',
        text: 'The tide was  out',
        publishedAt: '2011-05-04T09:00:00Z',
        datePrecision: 'second',
      }),
      comment({ id: 'd2', text: 'Only in the data', parentId: 'd1', parentSource: 'nesting' }),
    ],
  );
  assert.equal(
    joined.map(({ id, author, publishedAt, parentId }) => [id, author, publishedAt, parentId]),
    [
      ['5', 'Ute', '2011-05-04T09:00:00Z', null],
      ['d2', null, null, '5'],
    ],
  );
});

test('two comments of the same words stay two', () => {
  const twice = [comment({ id: '1', text: 'Thanks!' }), comment({ id: '2', text: 'Thanks!' })];
  assert.is(joinComments(twice, [comment({ id: 'a', text: 'Thanks!' })]).length, 2);
});

test.run();
