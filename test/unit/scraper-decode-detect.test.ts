// Charsets that are not declared, wrongly declared, or mixed into UTF-8.
import iconv from 'iconv-lite';
import * as assert from 'uvu/assert';
import { decodePage } from '../../scraper/decode/decode.ts';
import { suite } from '../support/suite.ts';

const test = suite('decode: guessing');

const texts: Readonly<Record<string, string>> = {
  ru: 'Паром уходит в полдень, и никто на пристани не верит, что он вернётся до шторма. ',
  pl: 'Prom odpływa w południe i nikt na nabrzeżu nie wierzy, że wróci przed sztormem; żółć, gęś, jaźń. ',
  tr: 'Vapur öğle vakti kalkıyor ve iskelede kimse fırtınadan önce döneceğine inanmıyor; çığ, ağ, şişe. ',
  el: 'Το πλοίο φεύγει το μεσημέρι και κανείς στην αποβάθρα δεν πιστεύει ότι θα γυρίσει πριν τη θύελλα. ',
  he: 'המעבורת יוצאת בצהריים ואיש על הרציף אינו מאמין שתחזור לפני הסערה. ',
  ja: '渡し船は正午に出るが、嵐の前に戻ると信じる人は桟橋に一人もいない。カモメが鳴いている。',
  zh: '渡船中午离开，码头上没有人相信它会在暴风雨之前回来。海鸥在叫。',
  ko: '나룻배는 정오에 떠나지만 부두에 있는 사람은 아무도 폭풍 전에 돌아올 것이라고 믿지 않는다. ',
};

const written: readonly (readonly [language: string, charset: string, encoding: string])[] = [
  ['ru', 'windows-1251', 'win1251'],
  ['ru', 'koi8-r', 'koi8-r'],
  ['pl', 'iso-8859-2', 'iso-8859-2'],
  ['pl', 'windows-1250', 'win1250'],
  ['tr', 'windows-1254', 'win1254'],
  ['el', 'windows-1253', 'win1253'],
  ['he', 'windows-1255', 'win1255'],
  ['ja', 'shift_jis', 'shiftjis'],
  ['ja', 'euc-jp', 'eucjp'],
  ['zh', 'gb18030', 'gb18030'],
  ['ko', 'euc-kr', 'euc-kr'],
];

function pageOf(text: string, encoding: string, head = '', attributes = ''): Buffer {
  return iconv.encode(`<html${attributes}><head>${head}</head><body><p>${text}</p></body></html>`, encoding);
}

for (const [language, charset, encoding] of written) {
  const text = texts[language] ?? '';
  // Turkish differs from Western text in six letters: only its language tells.
  if (language !== 'tr')
    test(`${encoding} with nothing declared, by the bytes of a long text`, () => {
      const decoded = decodePage(pageOf(text.repeat(20), encoding), null);
      assert.is(decoded.charset, charset, decoded.evidence);
      assert.ok(decoded.text.includes(text));
    });
  test(`${encoding} with nothing declared, by the language of a short text`, () => {
    const decoded = decodePage(pageOf(text, encoding, '', ` lang="${language}"`), null);
    assert.is(decoded.charset, charset, decoded.evidence);
    assert.ok(decoded.text.includes(text));
  });
}

test('a server that says iso-8859-1 of Russian text is not believed', () => {
  const text = texts.ru ?? '';
  const decoded = decodePage(pageOf(text.repeat(20), 'win1251'), 'iso-8859-1');
  assert.is(decoded.charset, 'windows-1251');
  assert.match(decoded.evidence, 'although sent as windows-1252');
});

test('accented Latin text stays windows-1252, declared or not', () => {
  const text = 'L’été dernier, le café « Élan » a fermé à Orléans; São Paulo, Größe, señor, smørrebrød. ';
  for (const head of ['', '<meta charset="iso-8859-1">'])
    for (const times of [1, 40]) {
      const decoded = decodePage(pageOf(text.repeat(times), 'win1252', head), null);
      assert.is(decoded.charset, 'windows-1252');
      assert.ok(decoded.text.includes(text));
    }
});

test('capitals and shouting do not look like another script', () => {
  const text = 'ÀÉÈÙ ÇÀ ÊTRE OÙ ÉTÉ, ÅÄÖ ÅÄÖ. ';
  assert.ok(
    decodePage(pageOf(text.repeat(30), 'win1252', '<meta charset="latin1">'), null).text.includes(text),
  );
});

test('old rows of a database stay readable in a page of UTF-8', () => {
  const mix = (between: Buffer, attributes = '') =>
    decodePage(
      Buffer.concat([
        Buffer.from(
          `<html${attributes}><meta charset="utf-8"><p>Ünïcode, déjà, naïveté, über — “x” `.repeat(12),
        ),
        between,
        Buffer.from('</p></html>'),
      ]),
      null,
    );
  const russian = mix(iconv.encode(texts.ru ?? '', 'win1251'));
  assert.ok(russian.text.includes(texts.ru ?? ''), 'windows-1251');
  assert.equal(
    russian.repairs.map(({ table, rounds }) => [table, rounds]),
    [['windows-1251', 0]],
  );
  const punctuated = mix(
    Buffer.from([0x49, 0x74, 0xa1, 0xaf, 0x73, 0x20, 0xa1, 0xb0, 0x61, 0xa1, 0xb1, 0x2e]),
  );
  assert.ok(punctuated.text.includes('It\u2019s \u201ca\u201d.'), 'Chinese punctuation');
  const western = mix(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x78, 0x94]));
  assert.ok(western.text.includes('caf\u00e9 \u201cx\u201d'), 'windows-1252');
});

test.run();
