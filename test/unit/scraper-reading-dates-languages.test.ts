// Dates in the languages of blogs: every line reads the same with and without the page's language.
import * as assert from 'uvu/assert';
import { findDate } from '../../scraper/reading/dates/dates.ts';
import { suite } from '../support/suite.ts';

const test = suite('dates by language');

const printed: readonly (readonly [language: string, text: string, iso: string])[] = [
  ['en', 'June 18th, 2009 at 2:03 pm', '2009-06-18T14:03'],
  ['en', '18 June 2009, 14:03', '2009-06-18T14:03'],
  ['en', 'Thursday, June 18, 2009 2:03:45 PM EDT', '2009-06-18T14:03:45-04:00'],
  ['en', 'Jun 18, 2009 @ 2:03', '2009-06-18T02:03'],
  ['en', '06/18/09 14:03', '2009-06-18T14:03'],
  ['en', '2009.06.18', '2009-06-18'],
  ['en', '18-Jun-2009 14:03', '2009-06-18T14:03'],
  ['en', 'Thu, 18 Jun 2009 14:03:22 +0200', '2009-06-18T14:03:22+02:00'],
  ['en', 'Thu Jun 18 14:03:22 2009', '2009-06-18T14:03:22'],
  ['en', 'Sept. 3, 2007', '2007-09-03'],
  ['en', 'the 3rd of September 2007', '2007-09-03'],
  ['en', 'Posted on 06.18.2009', '2009-06-18'],
  ['es', '18 de junio de 2009 a las 14:03', '2009-06-18T14:03'],
  ['es', 'jueves, 18 de junio de 2009, 2:03 p. m.', '2009-06-18T14:03'],
  ['es', 'junio 18, 2009 a las 2:03 pm', '2009-06-18T14:03'],
  ['es', '18/06/2009 14:03', '2009-06-18T14:03'],
  ['de', '18. Juni 2009 um 14:03 Uhr', '2009-06-18T14:03'],
  ['de', 'Donnerstag, 18. Juni 2009, 14.03 Uhr', '2009-06-18T14:03'],
  ['de', '18.06.2009, 14:03', '2009-06-18T14:03'],
  ['de', '18.6.09 14:03', '2009-06-18T14:03'],
  ['de', 'am 3. März 2010', '2010-03-03'],
  ['de', '3. Jänner 2010', '2010-01-03'],
  ['fr', '18 juin 2009 à 14 h 03 min', '2009-06-18T14:03'],
  ['fr', 'le 1er août 2009 à 14:03', '2009-08-01T14:03'],
  ['fr', 'jeudi 18 juin 2009, 14h03', '2009-06-18T14:03'],
  ['fr', '18/06/2009 à 14:03', '2009-06-18T14:03'],
  ['pt', '18 de junho de 2009 às 14:03', '2009-06-18T14:03'],
  ['pt', '18 Junho, 2009 às 2:03 pm', '2009-06-18T14:03'],
  ['pt', 'quinta-feira, 18 de março de 2010', '2010-03-18'],
  ['it', '18 giugno 2009 alle 14:03', '2009-06-18T14:03'],
  ['it', 'giovedì 18 giugno 2009 alle ore 14.03', '2009-06-18T14:03'],
  ['it', 'il 18 giugno 2009 at 14:03', '2009-06-18T14:03'],
  ['pl', '18 czerwca 2009 o 14:03', '2009-06-18T14:03'],
  ['pl', 'czwartek, 18 czerwca 2009, godz. 14:03', '2009-06-18T14:03'],
  ['pl', '18 cze 2009', '2009-06-18'],
  ['nl', '18 juni 2009 om 14:03', '2009-06-18T14:03'],
  ['nl', 'donderdag 18 maart 2010 om 14:03 uur', '2010-03-18T14:03'],
  ['tr', '18 Haziran 2009, 14:03', '2009-06-18T14:03'],
  ['tr', '18 Şubat 2009 Perşembe 14:03', '2009-02-18T14:03'],
  ['tr', 'Haziran 18, 2009 at 2:03 pm', '2009-06-18T14:03'],
  ['tr', '18 Ağustos 2009 saat 14:03', '2009-08-18T14:03'],
  ['ru', '18 июня 2009 в 14:03', '2009-06-18T14:03'],
  ['ru', '18 июня 2009 г. в 14:03', '2009-06-18T14:03'],
  ['ru', 'Четверг, 18 Июня 2009 г. 14:03', '2009-06-18T14:03'],
  ['ru', '18.06.2009 в 14:03', '2009-06-18T14:03'],
  ['ja', '2009年6月18日 14:03', '2009-06-18T14:03'],
  ['ja', '2009年06月18日(木) 午後2:03', '2009-06-18T14:03'],
  ['ja', '2009/06/18 14:03', '2009-06-18T14:03'],
  ['ja', '2009年6月18日 14時03分', '2009-06-18T14:03'],
  ['ja', '2009-06-18 14:03:22', '2009-06-18T14:03:22'],
  ['zh', '2009年6月18日 下午2:03', '2009-06-18T14:03'],
  ['ko', '2009년 6월 18일 오후 2:03', '2009-06-18T14:03'],
  ['sv', '18 juni, 2009 kl. 14:03', '2009-06-18T14:03'],
  ['hu', '2009. június 18. 14:03', '2009-06-18T14:03'],
  ['uk', '18 червня 2009 о 14:03', '2009-06-18T14:03'],
  ['el', '18 Ιουνίου 2009 στις 14:03', '2009-06-18T14:03'],
  ['cs', '18. června 2009 v 14.03', '2009-06-18T14:03'],
  ['fi', '18. kesäkuuta 2009 klo 14.03', '2009-06-18T14:03'],
  ['da', '18. juni 2009 kl. 14:03', '2009-06-18T14:03'],
  ['ro', '18 iunie 2009 la 14:03', '2009-06-18T14:03'],
];

for (const [language, text, iso] of printed)
  test(`${language}: ${text}`, () => {
    assert.is(findDate(text, { language, order: null })?.iso, iso);
    if (!/^\d+\/\d+\//.test(text)) assert.is(findDate(text, { language: null, order: null })?.iso, iso);
  });

test('numbers that are no dates give none', () => {
  for (const text of ['call 555-12-2009', '平成21年6月18日', 'chapter 3.14', '12:30', '1/2', 'route 66/2009'])
    assert.is(findDate(text, { language: null, order: null }), null, text);
});

test.run();
