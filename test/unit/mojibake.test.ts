// Mojibake: what is repaired, and above all what is left alone.
import * as assert from 'uvu/assert';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { cpuNow } from '../support/cpu-time.ts';
import { suite } from '../support/suite.ts';

const test = suite('mojibake');

const repaired = (text: string) => repairMojibake(text).text;

function becomes(pairs: Readonly<Record<string, string>>): void {
  for (const [broken, whole] of Object.entries(pairs)) assert.is(repaired(broken), whole, broken);
}

function staysAsItIs(texts: readonly string[]): void {
  for (const text of texts) assert.equal(repairMojibake(text), { text, repairs: [] }, text);
}

test('repairs UTF-8 that was read as windows-1252', () => {
  becomes({
    'donâ€™t': 'don’t',
    'â€œWell,â€\u009d she said': '“Well,” she said',
    'cafÃ©, dÃ©jÃ\u00a0 vu': 'café, déjà vu',
    'Ã‰tat et Â«\u00a0libertÃ©\u00a0Â»': 'État et «\u00a0liberté\u00a0»',
    'ESPAÃ‘A CORAZÃ“N': 'ESPAÑA CORAZÓN',
    'Â£5, 10Â°, Â© 2007': '£5, 10°, © 2007',
    'wait â€” no â€“ yesâ€¦': 'wait — no – yes…',
    'naÃ¯ve ðŸ˜€': 'naïve 😀',
  });
});

test('repairs UTF-8 that was read as Latin-1, controls and all', () => {
  becomes({ 'itâ\u0080\u0099s': 'it’s', 'one Ã\u0097 two': 'one × two', '\u00e2\u0082\u00ac14': '€14' });
});

test('repairs UTF-8 that was read as Mac Roman, among correct characters', () => {
  becomes({
    'an old clich√© — “really”': 'an old cliché — “really”',
    'the ¬≠responsibility we have': 'the \u00adresponsibility we have',
    '‚Äúquoted‚Äù and don‚Äôt': '“quoted” and don’t',
    'k√∂nnen f√ºr M√∫sica': 'können für Música',
    '90¬∞ and 1¬Ω cups': '90° and 1½ cups',
  });
});

test('repairs other one-byte tables', () => {
  becomes({
    'РїСЂРёРІРµС‚': 'привет',
    'itвЂ™s': 'it’s',
    'don\u0393\u00c7\u00d6t': 'don’t',
    'don\u00d4\u00c7\u00d6t': 'don’t',
    'b\u251c\u2310b\u251c\u2310': 'bébé',
  });
});

test('repairs words of other scripts and letters', () => {
  becomes({
    'Ð¿Ñ€Ð¸Ð²ÐµÑ‚': 'привет',
    'GdaÅ„sk, siÄ™ Å‚adny': 'Gdańsk, się ładny',
    'Ä°stanbul, ÅŸey': 'İstanbul, şey',
    'È™i oraÈ™ul': 'și orașul',
    'Viá»‡t': 'Việt',
    'ã\u0081“ã‚“': 'こん',
  });
});

test('repairs text that went through the table twice', () => {
  const { text, repairs } = repairMojibake('clichÃƒÂ© and donÃ¢â‚¬â„¢t');
  assert.is(text, 'cliché and don’t');
  assert.is(repairs[0]?.rounds, 2);
});

test('leaves text alone that seems to have gone through it more than three times', () => {
  let text = 'é';
  for (let round = 0; round < 5; round++) text = Buffer.from(text).toString('latin1');
  assert.is(repaired(text), text);
});

test('repairs a closing quote that lost its last byte', () => {
  becomes({
    'â€œyesâ€? he said': '“yes” he said',
    'â€œyesâ€\ufffd': '“yes”',
    'â€œyesâ€, he said': '“yes”, he said',
  });
});

test('repairs an apostrophe that lost two of its bytes, before an English ending alone', () => {
  assert.is(repairMojibake('they donâ\ufffd\ufffdt; weâ\ufffd\ufffdre late').text, 'they don’t; we’re late');
  for (const text of ['â\ufffd\ufffdt', 'foo â\ufffd\ufffd bar', 'châ\ufffd\ufffdteau'])
    assert.is(repairMojibake(text).text, text);
});

test('repairs an à that lost its no-break space to a plain one, beside other mojibake', () => {
  becomes({ 'voilÃ  le cafÃ©': 'voilà le café', 'Ã la carte, dÃ©jÃ vu': 'à la carte, déjà vu' });
  staysAsItIs(['Ã is a letter']);
});

test('reads lone C1 controls as windows-1252', () => {
  becomes({ 'it\u0092s \u0093so\u0094': 'it’s “so”', 'Â\u0092': '’', 'itÂ’s': 'it’s' });
});

test('strips byte order marks', () => {
  becomes({ '\ufeffstart': 'start', 'ï»¿start': 'start' });
});

test('leaves correct French alone', () => {
  staysAsItIs([
    'l’été\u00a0» est là\u00a0: «\u00a0À l’État\u00a0»',
    'de 3 à\u00a0£5, de 4 à\u00a0£6',
    'À propos… ÉTÉ” CAFÉ’S',
    '“É l’œuvre” –États-Unis',
    'ÇA «\u00a0Â\u00a0» ÊTRE',
  ]);
});

test('leaves Portuguese and Spanish capitals alone', () => {
  staysAsItIs([
    'MAÇÃ\u00a0É MAÇÃ ',
    'AMANHÃ… IRMÃ” IRMÃ’s SÃO',
    'amanhã…” está»… ESPAÑA» AÑO…',
    'ROMÂNIA ÎNTREABÂ…',
  ]);
});

test('leaves Vietnamese, Turkish, Polish, Czech, German and Nordic text alone', () => {
  staysAsItIs([
    'Tiếng Việt ĐẶNG Â… Ấ, TÂM» Â”',
    'hâlâ…” kâr» İstanbul’da şey',
    'Łódź, się… «żółć» ZAŻÓŁĆ”',
    'kříž… příští» ŽIŽKŮV”',
    'Spaß… „Größe“ ‚Über‘ ‚äöü‘ “Fuß”',
    'Å, Ä… ÆØÅ: HYVÄ” TÄMÄ… Ö”',
  ]);
});

test('leaves Russian, Ukrainian, Greek and Japanese text alone', () => {
  staysAsItIs([
    'В\u00a0Москве, В\u00a0google, СССР» МИР» С…',
    'Різні РОСІЯ Сіль Рік',
    'Ελληνικά… «Γ»',
    '日本語「テスト」、です。',
  ]);
});

test('leaves formulas and signs alone', () => {
  staysAsItIs([
    '√2 ≈ 1.41, √π, 2√πr, sin√πx, n√πr',
    '¬p ∧ ¬q, ¬Ω, ¬∃x, x≈π',
    'x² ± y³, 50°, ½, §3, façade™, “naïve”®',
    '1×² ƒ(x) ◊ · ‡ †',
  ]);
});

test('leaves plain ASCII alone', () => {
  staysAsItIs(['', 'plain text, with "quotes" & signs?']);
});

test('counts what it did, by table', () => {
  const { repairs } = repairMojibake('donâ€™t canâ€™t clich√©');
  assert.equal(repairs, [
    { table: 'windows-1252', rounds: 1, count: 2 },
    { table: 'macroman', rounds: 1, count: 1 },
  ]);
});

test(
  'takes time in proportion to the text, whatever it is made of',
  () => {
    for (const piece of ['Ã', 'Ã©', 'â€', 'â€ ', 'Ð¿', '√', 'é »\u00a0', 'Ã ']) {
      const startedAt = cpuNow();
      repairMojibake(piece.repeat(200_000));
      assert.ok(cpuNow() - startedAt < 8_000, piece);
    }
  },
  { timeoutMs: 60_000 },
);

test.run();
