// Whether a piece of a forum page tells when a message was written. Not which date it is.

import type { Element } from 'domhandler';
import { type DateHints, findDate } from '../dates/dates.ts';
import { monthNumber } from '../dates/month-names.ts';
import { panelFact } from './message-words.ts';

const ago =
  /\b(?:\d+|an?|one|ein(?:em|er)?|une?) ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|[smhdwy]|mo|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?) ago\b|\b(?:yesterday|today|gestern|heute|hier|aujourd.hui|ayer|hoy|ieri|oggi)\b.{0,12}\d{1,2}[:.]\d\d|\bvor \d+ \p{L}+|\bil y a \d+|\bhace \d+/iu;

/** True for an element that stands for a date, whatever it prints. */
export function statesDate({ name, attribs }: Element): boolean {
  return (
    name === 'time' ||
    attribs['data-time'] !== undefined ||
    attribs['data-timestamp'] !== undefined ||
    /^date(?:Published|Created)$/.test(attribs.itemprop ?? '')
  );
}

/** True for a text with a date, or with how long ago something was; facts of a person are none. */
export function isDated(text: string, hints: DateHints): boolean {
  if (text.length > 250 || !/\d/.test(text) || panelFact.test(text)) return false;
  return (
    findDate(text, hints) !== null || (text.length < 80 && (ago.test(text) || hasDayOfMonth(text, hints)))
  );
}

/** "Sunday 8th March", "Apr 24": a date that leaves its year out. */
function hasDayOfMonth(text: string, { language }: DateHints): boolean {
  const words =
    /(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?\s+(\p{L}{3,12})|(?<!\p{L})(\p{L}{3,12})\.?\s+\d{1,2}(?!\d)/gu;
  for (let match = words.exec(text); match; match = words.exec(text)) {
    if (monthNumber(match[1] ?? match[2] ?? '', language) !== null) return true;
    words.lastIndex = match.index + 1;
  }
  return false;
}
