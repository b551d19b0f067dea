// What a line says in words beside a name and a date: fillers, labels before a name, verbs behind it, times "ago".

import { type Line, tidy } from '../markup/lines.ts';
import { byWords, fillerWords, saysWords } from './comment-words.ts';

const fillers = new Set(fillerWords.split(' '));
const says = new RegExp(
  `^(.{1,120}?)[\\s,]+(?:${saysWords})(?:\\s+(?:on|at|am|le|el|em|il|op|dnia|this)(?=\\s*¦))?(?:\\s*¦\\s*)?(?:\\s*(?::|\\.{3}|…|,|\\.)|\\s*$)`,
  'iu',
);
/** A label and what stands behind it: "Comment by: NAME". */
export const label = new RegExp(
  `^[\\s#(\\[»«|·•.,–—-]*(?:\\d{1,4}[.):]?\\s+)?((?:${byWords})\\s*:|(?:${byWords})(?=\\s))\\s*(.*)$`,
  'iu',
);
const ago =
  /\b(?:\d+|an?|one|about an?)\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?),?\s+(?:and \d+ \w+ )?ago\b|\bvor \d+ (?:sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahr(?:en?)?)\b|\bil y a (?:\d+|une?) (?:heures?|jours?|semaines?|mois|ans?|années?)|\bhace (?:\d+|una?) (?:horas?|días?|semanas?|mes(?:es)?|años?)|\bhá (?:\d+|uma?) (?:horas?|dias?|semanas?|mês|meses|anos?)|\b\d+ (?:ore|giorni|settimane|mesi|anni) fa\b|\b\d+ (?:uur|dagen|weken|maanden|jaar) geleden|\b\d+ (?:godzin\p{L}*|dni|tygodni\p{L}*|miesi\p{L}+|lat\p{L}*) temu|\d+ (?:час\p{L}*|дн\p{L}+|недел\p{L}+|месяц\p{L}*|лет|год\p{L}*) назад|\d+ (?:saat|gün|hafta|ay|yıl) önce|\d+\s*(?:時間|日|週間|か月|ヶ月|年)前/iu;
/** Longer texts tell no time of a comment. */
const MAX_FACTS = 1_000;

/** The words of a time that is told by its distance ("3 days ago"), or null. It gives no date. */
export function pastTime(text: string): string | null {
  return text.length > MAX_FACTS ? null : (ago.exec(text)?.[0] ?? null);
}

/** What stands before "says:", or null. A sentence that ends in such a verb ("I have two comments.") tells no name. */
export function sayerIn(text: string): string | null {
  const [said = '', sayer] = says.exec(text) ?? [];
  if (sayer === undefined) return null;
  const isSentence = /\p{Ll}{3}[.!?]\s/u.test(sayer) || /(?<!\S)(?:\S+\s+){9}/.test(sayer);
  return isSentence && !/(?::|\.{3}|…)$/.test(said) ? null : sayer;
}

/** True when a text is nothing but words that go with names and dates. */
export function isFiller(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}][\p{L}.'’]*/gu) ?? [];
  return words.every((word) => fillers.has(word) || fillers.has(word.replace(/(?<!\.)\.+$/, '')));
}

/** A line with a mark in place of its date, or as it is. */
export function restOf(line: Line, dateText: string): string {
  return dateText === ''
    ? line.text
    : tidy(line.text.replace(dateText, ` ${cut} `)).replace(/^¦\s*|\s*¦$/g, '');
}

/** What stands in a line beside its date and outside links. */
export function restBeside(line: Line, dateText: string): string {
  const rest = restOf(line, dateText);
  return line.links.reduce((text, link) => (link.text === '' ? text : text.replace(link.text, ' ')), rest);
}

/** True when a short line holds a word besides its date that may be a name. */
export function mayName(line: Line, dateText: string): boolean {
  const rest = restOf(line, dateText);
  return rest.length <= 100 && !isFiller(rest);
}

/** True for "Posted by NAME", "Comment by NAME", "von NAME". */
export function startsWithLabel(text: string): boolean {
  return label.test(text);
}

/** True for "NAME says:" and "Comment by: NAME". */
export function tellsName(line: Line): boolean {
  return sayerIn(line.text) !== null || /:/.test(label.exec(line.text)?.[1] ?? '');
}

/** Stands where a date was: a name never reaches across it. */
export const cut = '¦';

/** The part of a text beside a date that is more than words around names. */
export function besideDate(text: string): string {
  const parts = text
    .split(cut)
    .map(tidy)
    .filter((part) => !isFiller(part));
  return parts.at(-1) ?? text;
}

/** Characters inside links: titles of pings may be long. */
export function linkLength(line: Line): number {
  return line.links.reduce((sum, link) => sum + link.text.length, 0);
}
