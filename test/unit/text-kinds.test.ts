// What one pass over a text tells, compared with the tests that it stands for.
import * as assert from 'uvu/assert';
import { mojibakeSign } from '../../scraper/decode/mojibake.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { oncePerPage } from '../../scraper/reading/markup/per-page.ts';
import {
  ampersand,
  composable,
  surveyText,
  suspicious,
  uneven,
} from '../../scraper/reading/markup/text-kinds.ts';
import { mayCompose } from '../../scraper/reading/markup/white-space.ts';
import { suite } from '../support/suite.ts';

const test = suite('kinds of text');

const texts = [
  '',
  'plain words, singly spaced',
  ' one before and one behind ',
  'two  spaces',
  'a\nline',
  'a\ttab',
  'no-break\u00a0space',
  'ideographic\u3000space',
  'clichÃ©',
  'e\u0301 apart',
  'curly ’ quote',
  'this & that',
  '\u0001\u0002 controls',
];

for (const text of texts) {
  test(`surveys ${JSON.stringify(text)}`, () => {
    const { kinds, visible } = surveyText(text);
    assert.is((kinds & suspicious) !== 0, mojibakeSign.test(text), 'suspicious');
    assert.is((kinds & uneven) !== 0, /[^\S ]| {2}/.test(text), 'uneven');
    assert.is((kinds & composable) !== 0, mayCompose.test(text), 'composable');
    assert.is((kinds & ampersand) !== 0, text.includes('&'), 'ampersand');
    assert.is(visible, [...text].filter((unit) => unit > ' ' && unit !== '\u00a0').length, 'visible');
  });
}

test('no character outside of those that may compose has another composed form', () => {
  for (let unit = 0; unit < 0xd800; unit++) {
    const text = String.fromCharCode(unit);
    if (!mayCompose.test(text)) assert.is(text.normalize('NFC'), text, unit.toString(16));
  }
});

test('what is read once a page is read anew for the next page', () => {
  let count = 0;
  const read = oncePerPage((tree) => {
    count++;
    return tree.nodes.length;
  });
  const first = parsePage('<p>one</p>').tree;
  const second = parsePage('<p>one</p><p>two</p>').tree;
  assert.equal([read(first), read(first), read(second)].length, 3);
  assert.is(count, 2);
  assert.not.equal(read(first), read(second));
});

test.run();
