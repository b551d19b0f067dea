// When a post was published: as shown, as the page's data states it, as lines of facts print it; its address comes last.
import { findByline } from '../comments/bylines.ts';
import { dateOfElement } from '../comments/comment-fields.ts';
import { type FoundDate, findDate } from '../dates/dates.ts';
import type { Line } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { classNames, elementAt } from '../markup/tree.ts';
import { ownAddress } from '../page/identity.ts';
import { jsonLdPost, linkedObjects, textOf } from '../page/json-ld.ts';
import { pageMetas } from '../page/metas.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { ownDescription } from '../page/trackback-rdf.ts';
import { isOutside } from './post-body.ts';
import type { PostMarkup } from './post-fields.ts';
import { distanceFromPost, isInCard, isInText, type Surroundings } from './surroundings.ts';

/** The date of a post, or null. */
export function findPostDate(view: PageView, markup: PostMarkup, around: Surroundings): FoundDate | null {
  const shown = shownDate(view, markup, around);
  const stated = statedDate(view);
  if (shown && stated) return agreed(shown, stated, dayMs);
  const printed = shown ? null : printedDate(view, around.lines.head, isPublished);
  if (printed && stated) return agreed(printed, stated, nearlyMs);
  return (
    shown ??
    stated ??
    printed ??
    findByline(view, around.range, around.commentArea)?.date ??
    printedDate(view, around.lines.tail, isSaidPublished) ??
    printedDate(view, [...around.lines.head, ...around.lines.tail], isChanged) ??
    laterDate(view) ??
    dateOfAddress(view)
  );
}

const dayMs = 86_400_000;
/** A printed date this near the stated one is no other post's: editors print the day a post was put on the site. */
const nearlyMs = 30 * dayMs;

/** The shown date is the local one and stands unless the data names another day altogether; the data often knows the time. */
function agreed(shown: FoundDate, stated: FoundDate, mostMs: number): FoundDate {
  if (shown.precision === 'day' && stated.iso.startsWith(`${shown.iso}T`)) return stated;
  const apart = Math.abs(Date.parse(shown.iso.slice(0, 10)) - Date.parse(stated.iso.slice(0, 10)));
  return apart > mostMs ? stated : shown;
}

/** How far from heading or end of the text a date may stand that has no element of the post around it, in characters. */
const nearText = 1_200;

function shownDate(view: PageView, markup: PostMarkup, around: Surroundings): FoundDate | null {
  const { tree } = view;
  for (const selector of markup.date) {
    for (const at of findAll(tree, selector, around.isLoose ? undefined : around.range)) {
      if (!isOutside(at, around.commentArea) || isAside(tree, at) || isInText(tree, at, around.body))
        continue;
      if (around.isLoose && (isInCard(at, around) || distanceFromPost(tree, at, around) > nearText)) continue;
      if (isUpdateTime(view, at)) continue;
      const date = dateOfElement(view, at);
      if (date) return date;
    }
  }
  return markup.dateAbove === undefined ? null : dateAbove(view, markup.dateAbove, around.range.from);
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
  /\b(?:published|posted|created|written|date|veröffentlicht|erstellt|datum|vom|publié|publicado|pubblicato|geplaatst|opublikowano|опубликовано)\b/iu;

const isPublished = (text: string) => !changed.test(text) || published.test(text.split(changed)[0] ?? '');
const isSaidPublished = (text: string) => isPublished(text) && (published.test(text) || text.length < 25);
const isChanged = (text: string) => changed.test(text);

/** Most text beside a printed date, in characters. */
const maxBeside = 70;

function printedDate(
  view: PageView,
  lines: readonly Line[],
  isWanted: (text: string) => boolean,
): FoundDate | null {
  for (const line of lines) {
    const date = findDate(line.text, view.dates);
    if (!date || line.text.length - (date.end - date.start) > maxBeside) continue;
    if (isWanted(line.text)) return date;
  }
  return null;
}

/** Day in an address like `/2009/06/18/title/`; a month alone is no value. */
function dateOfAddress(view: PageView): FoundDate | null {
  for (const address of [ownAddress(view), view.ownUrl, `/${view.path}`]) {
    const found = /\/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:\/|-\D)/.exec(address ?? '');
    if (found) return findDate(`${found[1]}-${found[2]}-${found[3]}`, view.dates);
  }
  return null;
}
