// A name as lines of facts print it, cut free of what stands around it.
import { tidy } from '../markup/lines.ts';
import { unverifiedMark } from './comment-words.ts';

const nameStart = /^(?:[\s#([|»«·•:,.–—-]|\d{1,4}[.):]\s)+/u;
const nameEnd = /(?:\s(?:on|at|am|um|le|el|em|op|dne|в|o|-|—|–|@|\|)|[\s|/»«·•:,([–—@-])+$/giu;
const timeEnd =
  /(?<![\s,])[\s,]+(?:at|@|um|à|às|o|om|alle|в)?\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|uhr)?\s*$/iu;
const weekdayEnd =
  /(?:,|\s(?:on|am|le|el|il|op|em|vom))\s*(?:\p{L}+day|\p{L}+tag|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\p{L}+dag|\p{L}+-feira|\p{L}+edì)$|\s(?:on|@)\s+(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)$/iu;

/** The name alone; empty when nothing is left. */
export function trimName(text: string): string {
  const bare = tidy(text).replace(/^\(([^()]+)\)$/, '$1');
  const name = bare.replace(timeEnd, '').replace(nameStart, '').replace(nameEnd, '').replace(timeEnd, '');
  return name.replace(weekdayEnd, '').replace(nameEnd, '').replace(unverifiedMark, '').trim();
}

/** What follows a name in a line of facts of a post. */
const labelsBehind =
  /[\s,|·•]*(?:categor(?:y|ies)|kategorien?|catégories?|categorías?|tags?|filed (?:under|in))\s*:.*$/iu;

/** A line of facts up to the labels behind the name. */
export function withoutLabelsBehind(text: string): string {
  return text.replace(labelsBehind, '');
}
