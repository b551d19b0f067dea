// Words of texts: tokens with their places, folding, stems, stop words, the fingerprint.
import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { createAnalysis, isLanguage } from '../../index/analysis/analysis.ts';
import { LANGUAGES, STEMMER_PACKAGE } from '../../index/analysis/stem.ts';
import { STOP_WORD_LISTS } from '../../index/analysis/stop-word-lists.ts';
import { MAX_FORM_LENGTH } from '../../index/analysis/tokenize.ts';
import { IndexError } from '../../index/errors.ts';
import { cpuNow } from '../support/cpu-time.ts';
import { suite } from '../support/suite.ts';

const test = suite('index: analysis');
const english = createAnalysis();

function words(text: string): string {
  return english
    .tokens(text)
    .map(({ form, start, end }) => `${form}=${text.slice(start, end)}`)
    .join(' ');
}

test('cuts at spaces and punctuation and keeps the places', () => {
  assert.is(words('The first market, of “spring”.'), 'the=The first=first market=market of=of spring=spring');
  assert.equal(english.tokens('  a b'), [
    { form: 'a', start: 2, end: 3 },
    { form: 'b', start: 4, end: 5 },
  ]);
});

test('has no words in an empty text, signs and emoji', () => {
  for (const text of ['', ' \n', '!!!', '…—', '¯\\_/¯', '😀 👨‍👩‍👧‍👦', '\ud800', '\u0000'])
    assert.equal(english.tokens(text), []);
});

test('gives every apostrophe the same form, and marks the whole word', () => {
  const forms = ["don't", 'don’t', 'don‘t', 'donʼt', 'don`t', 'don´t', 'DON＇T'].map((text) => words(text));
  assert.equal(
    forms.map((form) => form.split('=')[0]),
    Array.from({ length: 7 }, () => "don't"),
  );
  assert.is(words('don’t haul'), "don't=don’t haul=haul");
});

test('takes quotation marks around a word for no part of it', () => {
  assert.is(words("'tis the boys' boat 'now'"), 'tis=tis the=the boys=boys boat=boat now=now');
});

test('does not mix contractions with other words', () => {
  assert.is.not(english.forms("I'll")[0], english.forms('ill')[0]);
  assert.is.not(english.forms('we’re')[0], english.forms('were')[0]);
});

test('folds case, accents, ligatures, widths and compatibility letters', () => {
  const pairs = [
    ['CAFÉ', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['naïve', 'naive'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['ẞ', 'ss'],
    ['Æsop', 'aesop'],
    ['Œuvre', 'oeuvre'],
    ['Ørsted', 'orsted'],
    ['Łódź', 'lodz'],
    ['ﬁsh', 'fish'],
    ['ｈａｒｂｏｕｒ', 'harbour'],
    ['𝔥𝔞𝔯𝔟𝔬𝔲𝔯', 'harbour'],
    ['İstanbul', 'istanbul'],
    ['ısı', 'isi'],
    ['H₂O', 'h2o'],
  ];
  for (const [text = '', form = ''] of pairs) assert.equal(english.forms(text), [form], text);
});

test('does not see soft hyphens, zero-width characters and direction marks', () => {
  for (const hidden of ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u202e']) {
    assert.equal(english.forms(`har${hidden}bour`), ['harbour']);
    assert.is(words(`harbour${hidden} wall`), 'harbour=harbour wall=wall');
  }
});

test('folds Cyrillic and Greek and keeps й', () => {
  assert.equal(english.forms('МАЯК Ёлка й И\u0306 Київ'), ['маяк', 'елка', 'й', 'й', 'київ']);
  assert.equal(english.forms('Σίσυφος ΣΊΣΥΦΟΣ'), ['σισυφοσ', 'σισυφοσ']);
});

test('leaves out Hebrew points and Arabic vowel signs, keeps Indic vowel signs', () => {
  assert.equal(english.forms('שָׁלוֹם'), ['שלום']);
  assert.equal(english.forms('مَرْحَبًا'), ['مرحبا']);
  assert.equal(english.forms('हिन्दी'), ['हिन्दी']);
});

test('reads numbers with points and thousands', () => {
  assert.is(words('3.5 1,250 1,250,000 12:30'), '3.5=3.5 1250=1,250 1250000=1,250,000 12=12 30=30');
  assert.equal(english.forms('1,2 2008,2009 12,34'), ['1', '2', '2008', '2009', '12', '34']);
  assert.equal(english.forms('A1,250'), ['a1', '250']);
  assert.equal(english.forms('in 2008. 127.0.0.1'), ['in', '2008', '127.0.0.1']);
});

test('knows C++ and C#, and no other signs', () => {
  assert.is(words('C++ and C#, not A+'), 'c++=C++ and=and c#=C# not=not a=A');
  assert.equal(english.forms('a+++b x#y notepad++'), ['a', 'b', 'x', 'y', 'notepad']);
});

test('cuts names of things at their signs', () => {
  assert.equal(english.forms('R&D a_b a/b e-mail'), ['r', 'd', 'a', 'b', 'a', 'b', 'e', 'mail']);
  assert.equal(english.forms('me@tides.example'), ['me', 'tides', 'example']);
  assert.equal(english.forms('http://tides.example/t/2010'), ['http', 'tides', 'example', 't', '2010']);
});

test('makes each letter of a script without spaces a word', () => {
  assert.is(words('灯台。港の'), '灯=灯 台=台 港=港 の=の');
  assert.equal(english.forms('한국어'), ['한', '국', '어']);
  assert.equal(english.forms('2008年'), ['2008', '年']);
  assert.is(words('ที่นี่'), 'ที่=ที่ นี่=นี่');
});

test('sees no mark that is a letter to Unicode, nor what lengthens an Arabic word', () => {
  assert.equal(english.forms("ͺ'a a'ͺ'b ͺ'ͺ"), ['a', 'a', 'b']);
  assert.equal(english.forms('كـتاب'), english.forms('كتاب'));
});

test('puts syllables together that are written letter by letter', () => {
  assert.is(words('바다'.normalize('NFD')), `바=${'바'.normalize('NFD')} 다=${'다'.normalize('NFD')}`);
  assert.equal(english.forms('학교'.normalize('NFD')), ['학', '교']);
  assert.is(english.forms('ㅠㅠ').length, 2);
});

test('composes half-width kana with their voicing marks', () => {
  assert.is(words('ﾊﾞﾅﾅ'), 'バ=ﾊﾞ ナ=ﾅ ナ=ﾅ');
});

test('never cuts a surrogate pair, and passes lone halves', () => {
  assert.is(words('🛟𝔥🛟'), 'h=𝔥');
  assert.is(words('a\ud800b\udc00c'), 'a=a b=b c=c');
  assert.is(words('𠮷野家'), '𠮷=𠮷 野=野 家=家');
});

test('knows a very long word by its beginning', () => {
  const [token, ...others] = english.tokens('a'.repeat(100_000));
  assert.is(others.length, 0);
  assert.is(token?.form.length, MAX_FORM_LENGTH);
  assert.is(token?.end, 100_000);
  assert.is(english.tokens('é'.repeat(100))[0]?.form, english.tokens('e\u0301'.repeat(100))[0]?.form);
});

test('stems forms of one word alike and leaves strange words alone', () => {
  assert.is(english.stem('harbours'), english.stem('harbour'));
  assert.is(english.stem("mayor's"), english.stem('mayors'));
  for (const word of ['constructor', '__proto__', 'toString', '灯', '48213', 'c++', '', '\u0000']) {
    assert.type(english.stem(word), 'string');
  }
  assert.is(english.stem('constructor'), 'constructor');
  assert.is.not(english.stem('gas'), english.stem('gaslight'));
});

test('knows British and American spellings as one word', () => {
  const pairs =
    'colour color, favourites favorite, centre center, metres meter, licence license, organisation organization, ' +
    'realised realize, summarising summarize, catalogue catalog, dialogues dialog, anaemia anemia, oestrogen estrogen, ' +
    'haemoglobin hemoglobin, manoeuvre maneuver, programmes program, judgement judgment, grey gray, practise practice, ' +
    'criticise criticize, sulphur sulfur, theatres theater, neighbours neighbor, defence defense, minimise minimize';
  for (const pair of pairs.split(', ')) {
    const [british = '', american = ''] = pair.split(' ');
    assert.is(english.stem(british), english.stem(american), pair);
    assert.is(english.spelling(american), american);
  }
  assert.is(createAnalysis('german').spelling('colour'), 'colour');
});

test('does not take other words for a spelling', () => {
  const words =
    'our four hour flour pour tour sour course court source, rise wise raise noise promise advertise exercise revise precise ' +
    'surprise enterprise paradise disease raised praising, fence silence science, genre acre massacre before, phase aerial ' +
    'israel shoe poem goes, rogue vogue, analyses hypothesis poetry police policing';
  for (const word of words.replaceAll(',', '').split(' ')) assert.is(english.spelling(word), word);
  assert.is(english.stem('revise'), english.stem('revision'));
  assert.is(english.stem('precise'), english.stem('precision'));
});

test('gives the same stem however often and in whatever order it is asked', () => {
  const asked = ['running', 'skies', 'generously', 'dying', 'news'];
  const first = asked.map((word) => english.stem(word));
  const fresh = createAnalysis();
  assert.equal(
    [...asked].reverse().map((word) => fresh.stem(word)),
    [...first].reverse(),
  );
});

test('knows the small words of English', () => {
  for (const word of ['the', 'not', 'be', "don't"]) assert.ok(english.isStopWord(word), word);
  for (const word of ['harbour', 'constructor', '']) assert.not(english.isStopWord(word), word);
});

test('knows the small words of every language that it stems, each of them one form', () => {
  for (const language of LANGUAGES.filter((name) => name !== 'none')) {
    const analysis = createAnalysis(language);
    const written = (STOP_WORD_LISTS[language] ?? '').trim().split(/\s+/);
    assert.ok(written.length >= 50 && written.length <= 200, `${language}: ${written.length}`);
    assert.is(new Set(written).size, written.length, `${language}: repeats`);
    for (const word of written) {
      const forms = analysis.forms(word);
      assert.is(forms.length, 1, `${language}: ${word}`);
      assert.ok(analysis.isStopWord(forms[0] ?? ''), `${language}: ${word}`);
    }
  }
  assert.not(createAnalysis('none').isStopWord('the'));
});

test('takes no word of weight for a small one', () => {
  const pairs = { french: 'été sein nom', german: 'haus mann', turkish: 'hala ev', spanish: 'casa vino' };
  for (const [language, text] of Object.entries(pairs)) {
    const analysis = createAnalysis(language);
    for (const form of analysis.forms(text)) assert.not(analysis.isStopWord(form), `${language}: ${form}`);
  }
});

/** Forms of one word in each line: what folding takes from their endings is given back. */
const KINDRED: Readonly<Record<string, readonly string[]>> = {
  turkish: [
    'kitap kitaplar kitapları kitabı KİTAPLAR',
    'ışık ışıklar ışıkları isiklari',
    'gözlükçü gözlükçüler',
    'bağımsızlık bağımsızlığı',
    'yol yolundaki',
    "Türkiye Türkiye'de Türkiye’nin TÜRKİYE'YE",
  ],
  french: ['répété répétée répétées repetee', 'premier première premières', 'réalité réalités'],
  hungarian: ['város városból városról'],
  czech: ['kniha knihám knihách'],
  dutch: ["foto foto's"],
  spanish: ['hablar hablábamos habláis hablaban'],
};

test('stems forms of one word alike where folding took the accents of their endings', () => {
  for (const [language, lines] of Object.entries(KINDRED)) {
    const analysis = createAnalysis(language);
    for (const line of lines) {
      const stems = new Set(analysis.forms(line).map((form) => analysis.stem(form)));
      assert.is(stems.size, 1, `${language}: ${line}: ${[...stems].join(' ')}`);
    }
  }
});

test('takes every language of the stemmer, and none', () => {
  for (const language of LANGUAGES) {
    const analysis = createAnalysis(language);
    assert.type(analysis.stem(analysis.forms('Häuser am Wasser')[0] ?? ''), 'string');
  }
  assert.is(createAnalysis('none').stem('houses'), 'houses');
  assert.is(createAnalysis('russian').stem('маяками'), createAnalysis('russian').stem('маяк'));
});

test('divides at apostrophes in languages that elide', () => {
  assert.equal(createAnalysis('portuguese').forms('d’água'), ['d', 'agua']);
  assert.equal(createAnalysis('french').forms('l’amour'), ['l', 'amour']);
  assert.equal(createAnalysis('italian').forms("dell'arte"), ['dell', 'arte']);
});

test('refuses an unknown language and names those there are', () => {
  assert.not(isLanguage('klingon'));
  try {
    createAnalysis('klingon');
    assert.unreachable();
  } catch (error) {
    assert.instance(error, IndexError);
    assert.is(error instanceof IndexError && error.code, 'unknown-language');
    assert.match(error instanceof IndexError ? error.hint : '', /english/);
  }
});

test('has one fingerprint a language, and names the stemmer that is installed', () => {
  assert.is(createAnalysis().fingerprint, english.fingerprint);
  assert.is.not(createAnalysis('german').fingerprint, english.fingerprint);
  const installed = JSON.parse(readFileSync('node_modules/snowball-stemmers/package.json', 'utf8'));
  assert.is(STEMMER_PACKAGE, `snowball-stemmers@${installed.version}`);
});

test('reads a long text in time', () => {
  const text = 'The quick foxes were jumping, don’t you think? '.repeat(5000);
  const started = cpuNow();
  assert.is(english.tokens(text).length, 40_000);
  for (const hostile of ["'", "a'", '1,', '1.', '\u0301', 'a\u00ad', '🛟', '\ud800'])
    english.tokens(hostile.repeat(50_000));
  assert.ok(cpuNow() - started < 3000);
});

test.run();
