// Quotes without markup: lines of a comment that repeat the post or the comment it answers.
import * as assert from 'uvu/assert';
import { markQuotes } from '../../scraper/joining/mark-quotes.ts';
import type { Comment, Post } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('quotes without markup');

const writing = {
  authorUrl: null,
  publishedAt: null,
  datePrecision: null,
  quotes: [],
  links: [],
  hasImage: false,
};
const post: Post = {
  ...writing,
  id: 'post',
  author: 'Wren',
  title: 'Ferry',
  text: 'The ferry leaves at noon, whatever the harbour master says about the wind.\n\nBring a coat.',
  tags: [],
  categories: [],
};

function comment(id: string, author: string, text: string, parentId: string | null = null): Comment {
  return {
    ...writing,
    id,
    author,
    text,
    parentId,
    parentSource: parentId === null ? null : 'nesting',
    kind: 'comment',
    url: null,
    byPostAuthor: false,
  };
}

function quoted(comments: readonly Comment[], of: Post | null = post): string[][] {
  return markQuotes(of, comments).map(({ text, quotes }) =>
    quotes.map(([start, end]) => text.slice(start, end)),
  );
}

const line = 'whatever the harbour master says about the wind';

test('a line that repeats the post is a quote, whatever its marks and capitals', () => {
  assert.equal(
    quoted([comment('1', 'Finch', `“Whatever the harbour master says about the wind…”\n\nHe is right.`)]),
    [['“Whatever the harbour master says about the wind…”']],
  );
});

test('the parent is looked into, other comments only where no parent is known', () => {
  const first = comment('1', 'Finch', 'My boat would never have left the quay in that weather.');
  const answer = 'My boat would never have left the quay in that weather.\nMine did.';
  assert.equal(quoted([first, comment('2', 'Rook', answer, '1')])[1]?.length, 1);
  assert.equal(quoted([first, comment('2', 'Rook', answer)])[1]?.length, 1);
  const other = comment('3', 'Gull', 'Nobody asked for another boat story, I should think.');
  assert.equal(quoted([first, other, comment('4', 'Rook', answer, '3')])[2], []);
});

test('short lines, own earlier words, copies and pings are no quotes', () => {
  assert.equal(quoted([comment('1', 'Finch', 'Bring a coat.\n\nI will.')]), [[]]);
  const signed = 'Yours from the windy end of the long pier';
  assert.equal(
    quoted([comment('1', 'Finch', `No.\n\n${signed}`), comment('2', 'Finch', `Yes.\n\n${signed}`)]),
    [[], []],
  );
  assert.equal(quoted([comment('1', 'Finch', line)]), [[]]);
  assert.equal(quoted([{ ...comment('1', 'A page', `${line}\n\nmore`), kind: 'pingback' }]), [[]]);
});

test('marks join those that the page has', () => {
  const text = `${line}\nHe never sailed.`;
  const marked = markQuotes(post, [{ ...comment('1', 'Finch', `> said he\n${text}`), quotes: [[0, 9]] }]);
  assert.equal(marked[0]?.quotes, [[0, 10 + line.length]]);
});

test('scripts without spaces are quoted too', () => {
  const japanese = { ...post, text: '渡し船は正午に出るが、嵐の前に戻ると信じる人はいない。' };
  assert.equal(quoted([comment('1', '鴎', '嵐の前に戻ると信じる人はいない。\n\n私は信じる。')], japanese), [
    ['嵐の前に戻ると信じる人はいない。'],
  ]);
});

test.run();
