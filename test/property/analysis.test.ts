// Laws of the analysis: tokens lie in the text in order, folding is stable, and no text breaks anything.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { type Analysis, createAnalysis } from '../../index/analysis/analysis.ts';
import { classOf, DIGIT, LETTER, SPACELESS } from '../../index/analysis/characters.ts';
import { fold, VANISHING_LETTERS } from '../../index/analysis/fold.ts';
import type { Token } from '../../index/analysis/model.ts';
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

// With letters that fold to nothing.
const oddTexts = fc.oneof(
  texts,
  fc
    .array(fc.oneof(pieces, fc.constantFrom('ͺ', '\ufe70', '\u0640')), { maxLength: 30 })
    .map((parts) => parts.join('')),
);

test('walks over the words that it gives, from any of them on', () => {
  const french = createAnalysis('french');
  fc.assert(
    fc.property(oddTexts, fc.constantFrom(english, french), fc.nat(5), (text, analysis, first) => {
      const tokens = analysis.tokens(text).map(({ start, end }) => [start, end]);
      assert.equal(walked(analysis, text, 0), tokens);
      const from = tokens[first]?.[0];
      if (from !== undefined) assert.equal(walked(analysis, text, from), tokens.slice(first));
    }),
    { numRuns: 3000 },
  );
});

function walked(analysis: Analysis, text: string, from: number): readonly (readonly number[])[] {
  const walk = analysis.walk(text, from);
  const places: (readonly number[])[] = [];
  while (walk.next()) places.push([walk.start, walk.end]);
  return places;
}

test('takes no letter for one that folds to nothing', () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const isFoldedAway = fold(String.fromCodePoint(codePoint)) === '';
    const isLetter = [LETTER, DIGIT, SPACELESS].includes(classOf(codePoint));
    if (isLetter && isFoldedAway) assert.unreachable(codePoint.toString(16));
    if (VANISHING_LETTERS.has(codePoint) && !isFoldedAway) assert.unreachable(codePoint.toString(16));
  }
});

test('begins and ends every form with a letter, a number or a mark, or as C++ and C# do', () => {
  fc.assert(
    fc.property(oddTexts, (text) => {
      for (const form of english.forms(text)) {
        assert.match(form, /^[\p{L}\p{N}\p{M}](.*[\p{L}\p{N}\p{M}]|\+\+|#)?$/su);
        assert.not.match(form, /''|[.'][.']/);
      }
    }),
    { numRuns: 5000 },
  );
});

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

test('gives the same words one by one, plain ones as pieces of the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const tokens: Token[] = [];
      english.readWords(text, {
        plainWord: (from, start, end) => {
          assert.match(from.slice(start, end), /^[a-z0-9]+$/i);
          tokens.push({ form: from.slice(start, end).toLowerCase(), start, end });
        },
        word: (form, start, end) => tokens.push({ form, start, end }),
      });
      assert.equal(tokens, english.tokens(text));
    }),
    { numRuns: 2000 },
  );
});

// A soft hyphen in a word is not there, and leaves it no plain word.
test('reads plain words as it reads others', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: 'binary-ascii', maxLength: 60 })), (text) => {
      assert.equal(english.forms(text.replace(/([a-z])(?=[a-z])/gi, '$1\u00ad')), english.forms(text));
    }),
    { numRuns: 5000 },
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
