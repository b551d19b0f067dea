// Laws of decoding and repair: they never fail, on any bytes and any text, and repair twice is repair once.
import fc from 'fast-check';
import { decodePage } from '../../scraper/decode/decode.ts';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { suite } from '../support/suite.ts';

const test = suite('decode laws');

const RUNS = 400;

const labels = fc.constantFrom(
  null,
  'utf-8',
  'latin1',
  'x-sjis',
  'euc-jp',
  'gbk',
  'koi8-r',
  'iso-2022-jp',
  'utf-16',
  'nonsense',
);
const pieces = fc.constantFrom(
  ...[
    'Ã',
    '©',
    'Â',
    '\u00a0',
    'â',
    '€',
    '™',
    'œ',
    '√',
    '¬',
    '‚',
    'Ä',
    'ô',
    'Ð',
    '¿',
    'Ñ',
    '\u0080',
    '\u0099',
    'ð',
    'Ÿ',
    '˜',
  ],
  ...[
    'Р',
    'С',
    'Г',
    '├',
    '⌐',
    'Γ',
    'Ç',
    'Ö',
    'é',
    '»',
    '…',
    '”',
    'ß',
    'a',
    'B',
    ' ',
    '1',
    '?',
    '\ufeff',
    '\ufffd',
    '–',
    '≠',
  ],
);
const suspicious = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(''));

test('decoding never throws and leaves no byte order mark, on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), labels, fc.boolean(), (bytes, label, inPage) => {
      const head = inPage ? Buffer.from(`<meta charset="${label}">`) : Buffer.alloc(0);
      const { text } = decodePage(Buffer.concat([head, bytes]), inPage ? null : label);
      return !text.includes('\ufeff');
    }),
    { numRuns: RUNS },
  );
});

test('valid UTF-8 comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const page = `<meta charset="utf-8"><p>${text}`;
      return decodePage(Buffer.from(page), null).text === page.replaceAll('\ufeff', '');
    }),
    { numRuns: RUNS },
  );
});

test('bytes that stray into UTF-8 never change the valid text around them', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer({ min: 0x80, max: 0xff }),
      (text, stray) => {
        const before = `<p>é${text.replaceAll('\ufeff', '')} `;
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([stray]), Buffer.from(' end')]);
        const decoded = decodePage(bytes, 'utf-8').text;
        return decoded.startsWith(before) && decoded.endsWith(' end');
      },
    ),
    { numRuns: RUNS },
  );
});

test('repairing twice is repairing once', () => {
  fc.assert(
    fc.property(fc.oneof(suspicious, fc.string({ unit: 'binary' })), (text) => {
      const once = repairMojibake(text).text;
      return repairMojibake(once).text === once;
    }),
    { numRuns: 3_000 },
  );
});

test('repair does not touch plain ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => repairMojibake(text).text === text),
    { numRuns: RUNS },
  );
});

test('English that was read as windows-1252 comes back whole', () => {
  const word = fc.constantFrom(
    'don’t',
    '“so”',
    'café',
    'naïve',
    'wait…',
    'one—two',
    '£5',
    'plain',
    'words',
    'Zoë’s',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      const text = words.join(' ');
      const broken = decodePage(Buffer.from(text), null).text;
      const mojibake = Buffer.from(broken).toString('latin1');
      return repairMojibake(mojibake).text === text;
    }),
    { numRuns: RUNS },
  );
});

test.run();
