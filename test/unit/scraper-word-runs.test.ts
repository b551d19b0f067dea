// Rows of words that templates print as controls.
import * as assert from 'uvu/assert';
import { isCommentControl } from '../../scraper/reading/comments/comment-words.ts';
import { isForumControl } from '../../scraper/reading/forum/message-words.ts';
import { wordRunTest } from '../../scraper/reading/markup/word-runs.ts';
import { suite } from '../support/suite.ts';

const test = suite('rows of controls');
const isRow = wordRunTest({ words: 'like|likes|up', before: '(\\s|', behind: ')\\s|' });

test('knows a text of nothing but its words, with what stands between them', () => {
  for (const text of ['like', 'Like (up)', '| likes | UP |', 'likeup', 'likes likes'])
    assert.ok(isRow(text), text);
  for (const text of ['', ' ', '()', 'like it', 'liked', 'up.', 'a like']) assert.not(isRow(text), text);
});

test('knows the controls of comments and of forums', () => {
  for (const text of ['Reply', '[reply] | permalink', 'Antworten · Zitieren', 'Like – Share'])
    assert.ok(isCommentControl(text), text);
  for (const text of [
    'Quote',
    '(quote) (like)',
    '#12',
    '3 likes',
    'Report post | Edit',
    'Reply with quote #4',
  ])
    assert.ok(isForumControl(text), text);
  for (const text of ['Reply to her letter', '#123456', 'I like it']) assert.not(isForumControl(text), text);
});

test('takes no longer for rows that could be read in many ways', () => {
  const rows = [
    `${'e | '.repeat(90)}?`,
    `${'5 likes '.repeat(45)}?`,
    `${'#1 '.repeat(120)}?`,
    `${'(quote) '.repeat(45)}?`,
    `${'1'.repeat(399)}?`,
    'e'.repeat(1_000_000),
  ];
  for (const row of rows) {
    const before = process.cpuUsage();
    assert.not(isForumControl(row) || isCommentControl(row), row.slice(0, 20));
    const { user } = process.cpuUsage(before);
    assert.ok(user < 1_000_000, `${row.slice(0, 20)}: ${user} µs`);
  }
});

test.run();
