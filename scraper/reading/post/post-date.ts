// When a post was published: as shown, as the page's data states it, as lines of facts print it; its address comes last.
import { findByline } from '../comments/bylines.ts';
import { dateOfElement } from '../comments/comment-fields.ts';
import { isFiller } from '../comments/line-words.ts';
import { type FoundDate, findDate } from '../dates/dates.ts';
import type { Line } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { classNames, elementAt, type PageTree } from '../markup/tree.ts';
import { ownAddress } from '../page/identity.ts';
import { jsonLdPost, linkedObjects, textOf } from '../page/json-ld.ts';
import { pageMetas } from '../page/metas.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { ownDescription } from '../page/trackback-rdf.ts';
import { isOutside } from './post-body.ts';
import type { PostMarkup } from './post-fields.ts';
import {
  distanceFromHeading,
  distanceFromPost,
  isInCard,
  isInText,
  type Surroundings,
} from './surroundings.ts';

/** The date of a post, or null. */
export function findPostDate(view: PageView, markup: PostMarkup, around: Surroundings): FoundDate | null {
  const shown = shownDate(view, markup, around);
  const stated = statedDate(view);
  if (shown && stated) return agreed(shown, stated, dayMs);
  const printed = shown ? null : printedDate(view, around.lines.head, isPublished);
  if (printed && stated) return agreed(printed, stated, nearlyMs);
  return (
    shown?.date ??
    stated ??
    printed?.date ??
    findByline(view, around.range, around.commentArea)?.date ??
    printedDate(view, around.lines.tail, isSaidPublished)?.date ??
    dateline(view, around.body.body.text) ??
    printedDate(view, [...around.lines.head, ...around.lines.tail], isChanged)?.date ??
    laterDate(view) ??
    dateOfAddress(view)
  );
}

const dayMs = 86_400_000;
/** A printed date this near the stated one is no other post's: editors print the day a post was put on the site. */
const nearlyMs = 30 * dayMs;

/** A date a reader sees. */
interface SeenDate {
  readonly date: FoundDate;
  /** It stands at the heading and nothing beside it: nothing else is dated by it. */
  readonly isAlone: boolean;
}

/**
 * The seen date is the local one and stands unless the data names another day altogether; the data often knows the time.
 * An earlier one alone at the heading stands as well: the data of a post that moved or was edited names that later day.
 */
function agreed({ date, isAlone }: SeenDate, stated: FoundDate, mostMs: number): FoundDate {
  if (date.precision === 'day' && stated.iso.startsWith(`${date.iso}T`)) return stated;
  const later = Date.parse(date.iso.slice(0, 10)) - Date.parse(stated.iso.slice(0, 10));
  return Math.abs(later) <= mostMs || (isAlone && later < 0) ? date : stated;
}

/** How far from heading or end of the text a date may stand that has no element of the post around it, in characters. */
const nearText = 1_200;
/** How far from the heading a date stands that is set at it. */
const atHeading = 150;

function shownDate(view: PageView, markup: PostMarkup, around: Surroundings): SeenDate | null {
  const { tree } = view;
  for (const selector of markup.date) {
    for (const at of findAll(tree, selector, around.isLoose ? undefined : around.range)) {
      if (!isOutside(at, around.commentArea) || isAside(tree, at) || isInText(tree, at, around.body))
        continue;
      if (around.isLoose && (isInCard(at, around) || distanceFromPost(tree, at, around) > nearText)) continue;
      if (isUpdateTime(view, at)) continue;
      const date = dateOfElement(view, at);
      if (date)
        return { date, isAlone: isTime(tree, at) && distanceFromHeading(tree, at, around) <= atHeading };
    }
  }
  const above = markup.dateAbove === undefined ? null : dateAbove(view, markup.dateAbove, around.range.from);
  return above && { date: above, isAlone: false };
}

function isTime(tree: PageTree, position: number): boolean {
  return elementAt(tree, position)?.name === 'time';
}

function isUpdateTime(view: PageView, position: number): boolean {
  const element = elementAt(view.tree, position);
  if (!element) return false;
  const names = classNames(element);
  if (names.includes('published') || names.includes('entry-date')) return false;
  return (
    names.some((name) => /^(?:updated|modified|dt-updated|last-?(?:updated|modified))/i.test(name)) ||
    element.attribs.itemprop === 'dateModified'
  );
}

/** Date of the last heading of a group before the post. */
function dateAbove(view: PageView, selector: string, from: number): FoundDate | null {
  const heading = findAll(view.tree, selector, { from: 0, to: from }).at(-1);
  return heading === undefined ? null : dateOfElement(view, heading);
}

const publishedNames =
  'article:published_time og:published_time og:article:published_time article:published published_time datepublished published-date publish-date publish_date publishdate published date-published date_published pubdate publication_date publicationdate article_date_original article.published originalpublicationdate date dc.date.issued dc.date.created dcterms.issued dcterms.created dc.date dcterms.date parsely-pub-date sailthru.date citation_publication_date citation_online_date citation_date cxenseparse:recs:publishtime shareaholic:article_published_time creationdate datecreated created'.split(
    ' ',
  );
const changedNames =
  'article:modified_time og:updated_time og:modified_time datemodified dc.date.modified dcterms.modified last-modified lastmod modified modified-date updated updated_time revised'.split(
    ' ',
  );

function statedDate(view: PageView): FoundDate | null {
  return (
    metaDate(view, publishedNames.slice(0, 1)) ??
    dateIn(view, jsonLdPost(view.tree)?.date) ??
    dateIn(view, ownDescription(view.tree)?.date) ??
    metaDate(view, publishedNames)
  );
}

/** What the data says of the page as such, or of its last change. */
function laterDate(view: PageView): FoundDate | null {
  const published = linkedObjects(view.tree).find((object) => textOf(object.datePublished) !== null);
  return dateIn(view, textOf(published?.datePublished)) ?? metaDate(view, changedNames);
}

function metaDate(view: PageView, names: readonly string[]): FoundDate | null {
  const metas = pageMetas(view.tree);
  for (const name of names) {
    for (const value of metas.get(name) ?? []) {
      const date = dateIn(view, value);
      if (date) return date;
    }
  }
  return null;
}

/** A date in a value of the page's data, where `20240131` is one too. */
function dateIn(view: PageView, value: string | null | undefined): FoundDate | null {
  if (value == null) return null;
  return findDate(value.replace(/^(\d{4})(\d\d)(\d\d)(?=$|T)/, '$1-$2-$3'), view.dates);
}

const changed =
  /\b(?:updated?|modified|revised|reviewed|edited|aktualisiert|geändert|änderung|stand|mis à jour|modifié|actualizado|atualizado|aggiornato|bijgewerkt|zaktualizowano|обновлено)\b/iu;
const published =
  /\b(?:published|posted|created|written|date|veröffentlich(?:t|ung)|erstellt|datum|vom|publié|publicado|pubblicato|geplaatst|opublikowano|опубликовано)\b/iu;

const isPublished = (text: string) => !changed.test(text) || published.test(text.split(changed)[0] ?? '');
const isSaidPublished = (text: string) => isPublished(text) && (published.test(text) || text.length < 25);
const isChanged = (text: string) => changed.test(text);

const readingTime = /\d+\s*min(?:ute)?s?\b(?:\s+read)?/i;

/** Most text beside a printed date, in characters. */
const maxBeside = 70;

function printedDate(
  view: PageView,
  lines: readonly Line[],
  isWanted: (text: string) => boolean,
): SeenDate | null {
  for (const line of lines) {
    const date = findDate(line.text, view.dates);
    if (!date || line.text.length - (date.end - date.start) > maxBeside) continue;
    const beside = line.text.slice(0, date.start) + line.text.slice(date.end);
    if (isWanted(line.text)) return { date, isAlone: isFiller(beside.replace(readingTime, '')) };
  }
  return null;
}

const place = /^(?:\p{Lu}[\p{L}.'’/ -]{1,30}[,(]\s*\(?)?$/u;
const dash = /^\)?[.,]?\s*(?:[|–—/-]|\(\p{L}+\)|(?<=\)\.\s*)\p{Lu})/u;
/** How much of a text is looked through for the line that begins with place and day. */
const datelineReach = { characters: 1_500, lines: 3 };

/** "BERLIN, 3 March 2021 – ", "03.03.2021 | " at the start of the text; null where several lines begin so: a diary, a chronicle. */
function dateline(view: PageView, text: string): FoundDate | null {
  const lines = text
    .slice(0, datelineReach.characters)
    .split('\n')
    .filter((line) => line !== '');
  const dates = lines.map((line) => {
    const date = findDate(line.slice(0, 80), view.dates);
    return date && place.test(line.slice(0, date.start)) && dash.test(line.slice(date.end)) ? date : null;
  });
  const [only, ...others] = dates.filter((date) => date !== null);
  return others.length === 0 && only && dates.indexOf(only) < datelineReach.lines ? only : null;
}

/** Day in an address like `/2009/06/18/title/`; a month alone is no value. */
function dateOfAddress(view: PageView): FoundDate | null {
  for (const address of [ownAddress(view), view.ownUrl, `/${view.path}`]) {
    const found = /\/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:\/|-\D)/.exec(address ?? '');
    if (found) return findDate(`${found[1]}-${found[2]}-${found[3]}`, view.dates);
  }
  return null;
}
