// The number of comments a page prints about itself.
import * as assert from 'uvu/assert';
import { findPrintedCount, readCount } from '../../scraper/reading/comments/printed-count.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { suite } from '../support/suite.ts';

const test = suite('printed counts');

const counts: readonly (readonly [text: string, count: number | null])[] = [
  ['9 Replies', 9],
  ['9 thoughts on “A title with 12 in it”', 9],
  ['110 Gedanken zu „Die Antwort“', 110],
  ['One Response to “Tides”', 1],
  ['1,204 comments', 1204],
  ['Comments (3)', 3],
  ['コメント (4)', 4],
  ['30 comments:', 30],
  ['12 yorum', 12],
  ['5 комментариев', 5],
  ['No comments yet', 0],
  ['Leave a comment', null],
  ['Bir cevap yazın', null],
  ['Comments are closed', null],
  ['10:00 am on March 5, 2012 Reply', null],
  ['2012 comments', 2012],
];

for (const [text, count] of counts) {
  test(`reads ${count} in "${text}"`, () => {
    assert.is(readCount(text), count);
  });
}

test('reads a page that prints more counts than the stack holds', () => {
  const { tree } = parsePage('<p class="comment-count">3 comments</p>'.repeat(150_000));
  assert.is(findPrintedCount(tree, null, null), 3);
});

const ownCount = '<div class="post"><p>Planks, counted twice.</p>';

test('takes no count out of a quotation or out of running text', () => {
  const quoted = '<blockquote><p>posted by Ida <a href="#comments">Comments (30)</a></p></blockquote>';
  const told = `<p>${'The planks of the pier are wet in the morning. '.repeat(5)}<b>30 comments</b></p>`;
  for (const part of [quoted, told]) {
    const { tree } = parsePage(
      `${ownCount}${part}<div id="list"><p>Ida: I get twelve hundred.</p></div></div>`,
    );
    const list = tree.nodes.findIndex((node) => 'attribs' in node && node.attribs.id === 'list');
    assert.is(findPrintedCount(tree, { from: list, to: list + 3 }, { from: 0, to: list }), null);
  }
});

test('takes the count of a line of facts', () => {
  const { tree } = parsePage(`${ownCount}<p>Posted by Ida | <a href="#comments">3 Comments</a></p></div>`);
  assert.is(findPrintedCount(tree, null, { from: 0, to: tree.nodes.length }), 3);
});

test.run();
