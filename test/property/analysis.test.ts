// Laws of the analysis: tokens lie in the text in order, folding is stable, and no text breaks anything.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import { fold } from '../../index/analysis/fold.ts';
import { LANGUAGES } from '../../index/analysis/stem.ts';
import { MAX_FORM_LENGTH } from '../../index/analysis/tokenize.ts';
import { suite } from '../support/suite.ts';

const test = suite('property: analysis');
const english = createAnalysis();

const pieces = fc.constantFrom(
  'walrus',
  "don't",
  '’',
  "'",
  'é',
  'e\u0301',
  '1,250',
  '3.5',
  '.',
  ',',
  '++',
  '#',
  'C',
  ' ',
  '\u00ad',
  '\u200b',
  '\u0301',
  '灯',
  'ﾊ',
  'ﾞ',
  'ที่',
  '\ud83d',
  '\ude00',
  '𝔥',
  'İ',
  'ß',
  'ﷺ',
  'Ω',
  'ς',
  'й',
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

test('gives tokens in order, inside the text, between characters', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let last = 0;
      for (const { form, start, end } of english.tokens(text)) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.ok(form.length > 0 && form.length <= MAX_FORM_LENGTH);
        for (const at of [start, end])
          assert.not.match(text.slice(at - 1, at + 1), /[\ud800-\udbff][\udc00-\udfff]/);
        last = end;
      }
    }),
    { numRuns: 2000 },
  );
});

test('folds a folded word to itself, whatever its case and composition', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (word) => {
      const folded = fold(word);
      assert.is(fold(folded), folded);
      assert.is(fold(word.normalize('NFD')), folded);
      assert.is(fold(word.normalize('NFC')), folded);
    }),
    { numRuns: 2000 },
  );
});

// ヿ is a letter and folds to two of them; of other scripts a form is one word.
test('reads a form as the word it is', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const form of english.forms(text)) assert.is(english.forms(form).join(''), form);
    }),
    { numRuns: 2000 },
  );
});

test('reads a text between spaces as it reads the text alone', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      assert.equal(english.forms(`${a} ${b}`), [...english.forms(a), ...english.forms(b)]);
    }),
    { numRuns: 2000 },
  );
});

test('stems any form in any language to something', () => {
  const analyses = LANGUAGES.map((language) => createAnalysis(language));
  fc.assert(
    fc.property(texts, fc.constantFrom(...analyses), (text, analysis) => {
      for (const form of analysis.forms(text)) assert.ok(analysis.stem(form).length > 0);
    }),
    { numRuns: 2000 },
  );
});

test.run();
