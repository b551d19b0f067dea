// What a person's name looks like in a line of facts, and which words stand around it (data and small tests).
import { tidy } from '../markup/lines.ts';

/** Words before a name, at the start of a line: "Posted by", "Text:", "Ein Beitrag von". */
const labels =
  '(?:(?:posted|written|published|submitted|created|reported|words|story|article|text|blog|post|guest|updated|ein|der|beitrag|artikel|gastbeitrag|kommentar|interview|verfasst|geschrieben|veröffentlicht|erstellt|publié|posté|écrit|rédigé|escrito|publicado|scritto|pubblicato|geplaatst|geschreven|napisał|napisała|skrevet|skriven|and|this (?:post|article|entry) was|und|bilder|foto)\\s+){0,4}(?:by|von|par|por|door|przez|автор|authors?(?:\\(s\\))?|written|autor(?:in|en)?|auteurs?|autore|verfasser(?:in)?|yazar|redakteur(?:in)?|作者|記者|记者|著者|投稿者|text|texte|words)(?:\\s*(?:&|und|and|\\+)\\s*(?:fotos?|bilder|photos?|interview|photography))?';
const labelled = new RegExp(`^[^\\p{L}\\p{N}]{0,3}${labels}(?:\\s*[:：]\\s*|\\s+|$)`, 'iu');
const within = /(?:^|[\s|·•,/–—-])(?:by|von|par|por|door|przez|投稿者)\s+(?=[\p{Lu}\p{Lo}])/u;

/** What stands behind the words that announce an author, in a line of facts; empty when the name is on the next line. */
export function afterLabel(text: string, hasDate: boolean): string | null {
  const start = labelled.exec(text);
  if (start) return text.slice(start[0].length);
  const inner = hasDate ? within.exec(text) : null;
  return inner ? text.slice(inner.index + inner[0].length) : null;
}

const separators = /\s*(?:\||•|·|∙|\/\/|»|→|\u2003)\s*|\s+[–—/-]\s+|\s*\t\s*/u;

/** Parts of a line of facts. */
export function factParts(text: string): string[] {
  return text
    .split(separators)
    .map((part) => tidy(part).replace(/^[–—/-]+\s+|\s+[–—/-]+$/gu, ''))
    .filter((part) => part !== '');
}

const credentials = 'M\\.?D|Ph\\.?\\s?D|RDN?|LD|MS|MA|MPH|RN|Jr|Sr|DO|Esq|JD|DDS|CPA';
const ending = new RegExp(
  `\\s*(?:[(<[{]|\\b(?:on|am|at|in|le|el|il|vom|dne|for|für|aus|Redakteur|Redaktor|Editor|Reporter|Correspondent|Contributor|Founder|Senior|Staff|Updated|Published|Last|is)\\b(?:\\s|$)|[^\\s@]+@\\S|https?:|,(?!\\s*(?:${credentials})\\b)|(?<![\\p{L}\\d])\\d|;|:).*$`,
  'u',
);

/** Names stand at the beginning of a line, of which no more is looked at. */
const longestLine = 500;

/** The name at the start of a text, cut before dates, roles and addresses; may be empty. */
export function nameAtStart(text: string): string {
  const [first = ''] = factParts(text.slice(0, longestLine));
  const cut = first.replace(ending, '').replace(/[\s.,;:–—-]+$/u, '');
  const initial = /\b\p{Lu}$/u.test(cut) && first.startsWith(`${cut}.`);
  return tidy(initial ? `${cut}.` : cut);
}

const particles =
  /^(?:von|van|vom|zu|zur|der|den|de|del|della|des|di|da|do|dos|du|la|le|el|al|bin|ibn|ben|ter|ten|y|e|i|and|und|et|&|of|the|team|d['’].*|o['’].*|jr\.?|sr\.?|ii|iii|in)$/iu;
const noNames =
  /^(?:(?:published|posted|filed) in\b.*|home|menu|blog|news|search|share|login|contact|kontakt|about|print|date|author|comments?|facebook|twitter|email|read|more|weiterlesen|published|updated|posted|tags?|category|categories|all rights reserved|uncategorized|allgemein|advertisement|written|by|text|the|image|photo|foto|source|quelle)$/i;

/** Accounts of a site's own: somebody, but nobody in particular. */
const roles = /^(?:(?:wordpress)?admin(?:istrator)?|webmaster|root)$/i;

/** True for the name of an account without a person. */
export function isRole(name: string): boolean {
  return roles.test(name);
}

/** True for the bare name of a host, as sites sign with. */
export function isHostName(name: string): boolean {
  return /^(?:[a-z\d-]+\.)+[a-z]{2,10}$/.test(name);
}

/** Words that join the names of several authors. */
const joint = /^(?:[,;&+]|and|und|y|e|et|en|og|och|i|,\s*(?:and|und|y|e|et))$/i;

/** True for what stands between two names. */
export function isJoint(text: string): boolean {
  return joint.test(text);
}

/** True for a text that a page may give as a name where a name must stand: few words, no sentence, no address. */
export function isNameShaped(name: string): boolean {
  if (name.length < 2 || name.length > 60 || noNames.test(name)) return false;
  if (/https?:|www\.|@\w+\.|[?!{}<>=©]|\.\w+\.\w|^\d+$/.test(name)) return false;
  return name.split(/[\s,]+/).length <= 8;
}

/** True for a text that is a name wherever it stands: a nick, or capitalised words. */
export function isNameLike(name: string): boolean {
  if (!isNameShaped(name)) return false;
  const words = name.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 1) return /^[\p{L}\p{N}_.@+’'-]{2,40}$/u.test(name);
  return words.every((word) => /^[\p{Lu}\p{Lo}("'„“.]/u.test(word) || particles.test(word));
}

/** True for two to four capitalised words: a name even without a word that announces it. */
export function isFullName(name: string): boolean {
  const words = name.split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 4 &&
    isNameLike(name) &&
    words.filter((word) => /^\p{Lu}[\p{L}.’'-]+$/u.test(word)).length >= 2
  );
}
