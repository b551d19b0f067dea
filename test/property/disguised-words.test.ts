// Law of the analysis: what a reader does not see or does not care about makes no other word, in texts and in queries.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { suite } from '../support/suite.ts';

const test = suite('property: words in disguise');

const WORDS = [
  'harbour',
  "don't",
  'l’été',
  'café',
  'naïve',
  'Straße',
  'Łódź',
  'œuvre',
  'İstanbul',
  'ışık',
  'ğüşöç',
  'Ελλάδα',
  'Σίσυφος',
  'маяк',
  'ёлка',
  'Київ',
  'йод',
  'שלום',
  'مرحبا',
  'हिन्दी',
  '灯台',
  'カメラ',
  '바다',
  'ที่นี่',
  '3.5',
  '1,250',
  'C++',
  'R&D',
];
const HIDDEN = ['\u00ad', '\u200b', '\u200d', '\u2060', '\ufeff', '\u200e'];
const APOSTROPHES = ["'", '’', '‘', 'ʼ', '`', '´', '＇'];

type Disguise = (text: string, draw: number) => string;

const pick = (list: readonly string[], draw: number): string => list[draw % list.length] ?? '';

const DISGUISES: Readonly<Record<string, Disguise>> = {
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'letters and marks apart': (text) => text.normalize('NFD'),
  'letters and marks together': (text) => text.normalize('NFC'),
  'full width': (text) =>
    text.replace(/[A-Za-z0-9]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  'no accents': (text) =>
    text.replace(/[A-Za-z\u00c0-\u00ff]+/g, (word) => word.normalize('NFD').replace(/\p{M}/gu, '')),
  'other apostrophes': (text, draw) => text.replace(/['’]/g, pick(APOSTROPHES, draw)),
  'invisible characters': (text, draw) =>
    text.replace(/(?<=[\p{L}\p{M}])(?<!ʼ)(?=[\p{L}\p{M}])(?!ʼ)/gu, pick(HIDDEN, draw)),
};

const anyText = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const anyDisguises = fc.array(fc.tuple(fc.constantFrom(...Object.keys(DISGUISES)), fc.nat(9)), {
  minLength: 1,
  maxLength: 4,
});

const inDisguise = (text: string, worn: readonly (readonly [string, number])[]): string =>
  worn.reduce((disguised, [name, draw]) => DISGUISES[name]?.(disguised, draw) ?? disguised, text);

test('a text in disguise has the same words', () => {
  const analyses = ['english', 'french', 'turkish', 'none'].map((language) => createAnalysis(language));
  fc.assert(
    fc.property(anyText, anyDisguises, fc.constantFrom(...analyses), (text, worn, analysis) => {
      assert.equal(analysis.forms(inDisguise(text, worn)), analysis.forms(text));
    }),
    { numRuns: 5000 },
  );
});

test('a text that was decoded wrongly has the same words once it is repaired', () => {
  const english = createAnalysis();
  const decoded = new TextDecoder('windows-1252');
  fc.assert(
    fc.property(fc.constantFrom('don’t', 'café', 'naïve', 'Zoë', '“rope”', 'smörgås', 'años'), (word) => {
      const text = `We said ${word} twice, and ${word} again.`;
      const wrong = decoded.decode(Buffer.from(text));
      assert.equal(english.forms(repairMojibake(wrong).text), english.forms(text), wrong);
    }),
    { numRuns: 100 },
  );
});

test.run();
