// One rule for a comment's own heading, whatever the platform.
import * as assert from 'uvu/assert';
import { withHeadline } from '../../scraper/reading/comments/headlines.ts';
import { suite } from '../support/suite.ts';

const test = suite('headlines of comments');

const body = (text: string) => ({ text, quotes: [[0, 4]] as const, links: [], hasImage: false });

test('a heading of its own is the first line, and quotes move with the text', () => {
  const joined = withHeadline('Tides', body('Four hours.'));
  assert.is(joined.text, 'Tides\n\nFour hours.');
  assert.equal(joined.quotes, [[7, 11]]);
});

test('a heading that only starts the text is left out, whatever its marks', () => {
  assert.is(withHeadline('Four hours, at', body('"Four hours" at most.')).text, '"Four hours" at most.');
});

test('a heading that says there is none is left out', () => {
  assert.is(withHeadline('(No subject)', body('Four hours.')).text, 'Four hours.');
});

test('a heading alone is the text', () => {
  assert.is(withHeadline('Tides', body('')).text, 'Tides');
});

test.run();
