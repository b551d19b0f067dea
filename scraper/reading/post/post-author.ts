// Who wrote a post: as the page's data states it, as elements named for it show it, as lines of facts print it.
import { findByline } from '../comments/bylines.ts';
import { findDate } from '../dates/dates.ts';
import { tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { attribute, elementAt, type PageTree, roleNames, subtree, textLength } from '../markup/tree.ts';
import { absoluteLink } from '../markup/urls.ts';
import { jsonLdPost } from '../page/json-ld.ts';
import { pageMetas } from '../page/metas.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { findSiteName } from '../page/site-name.ts';
import { ownDescription } from '../page/trackback-rdf.ts';
import {
  afterLabel,
  isHostName,
  isJoint,
  isNameLike,
  isNameShaped,
  isRole,
  nameAtStart,
} from './author-words.ts';
import { isOutside } from './post-body.ts';
import type { PostMarkup } from './post-fields.ts';
import { nameBesideDate, printedAuthor } from './printed-author.ts';
import { distanceFromPost, isInCard, isInText, type Surroundings } from './surroundings.ts';

export interface FoundAuthor {
  readonly name: string;
  readonly url: string | null;
}

/** The author of a post, or null. Names of the site count only when nothing better is said. */
export function findAuthor(view: PageView, markup: PostMarkup, around: Surroundings): FoundAuthor | null {
  const site = fold(findSiteName(view) ?? '');
  const isOwn = (found: FoundAuthor) =>
    isNameShaped(found.name) && !isRole(found.name) && !isHostName(found.name) && fold(found.name) !== site;
  const sources = [
    () => (markup.isShared ? statedAuthor(view) : null),
    () => selectedAuthor(view, markup.author, around),
    () => statedAuthor(view),
    () => namedElement(view, around, nearText),
    () => printedAuthor(view, around),
    () => metaAuthor(view),
    () => findByline(view, around.range, around.commentArea)?.author ?? null,
    () => nameBesideDate(view, around),
    () => namedElement(view, around, Number.POSITIVE_INFINITY),
    () => markup.ownerOf?.(view) ?? null,
  ];
  let fallback: FoundAuthor | null = null;
  for (const source of sources) {
    const found = source();
    if (found === null || (fallback !== null && fold(found.name).startsWith(fold(fallback.name)))) continue;
    if (isOwn(found)) return found;
    if (found.name !== '' && !/https?:|www\./.test(found.name)) fallback ??= found;
  }
  return fallback;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** How near to heading or end of the text an element named for an author stands, in characters. */
const nearText = 700;

function statedAuthor(view: PageView): FoundAuthor | null {
  const name = jsonLdPost(view.tree)?.author ?? ownDescription(view.tree)?.author ?? null;
  return name === null ? null : { name: cleanName(afterLabel(name, false) ?? name, isNameShaped), url: null };
}

function selectedAuthor(
  view: PageView,
  selectors: readonly string[],
  around: Surroundings,
): FoundAuthor | null {
  const { tree } = view;
  for (const selector of selectors) {
    for (const at of findAll(tree, selector, around.range)) {
      if (
        !isOutside(at, around.commentArea) ||
        isElsewhere(view, at, around) ||
        isInText(tree, at, around.body)
      )
        continue;
      const found = nameInElement(view, at, isNameShaped);
      if (found) return found;
    }
  }
  return null;
}

/** The name an element shows, without words such as "by" and what follows on the next line; several names as they are joined. */
function nameInElement(
  view: PageView,
  position: number,
  isName: (text: string) => boolean,
): FoundAuthor | null {
  const { tree } = view;
  const names: string[] = [];
  let joint = '';
  let href = attribute(tree, position, 'href');
  for (const { text, link } of textsIn(view, position)) {
    if (names.length > 0 && isJoint(text)) {
      joint = /^\p{L}/u.test(text) ? ` ${text} ` : `${text} `;
      continue;
    }
    if (names.length > 0 && joint === '') break;
    const name = cleanName(withoutDate(view, afterLabel(text, true) ?? text), isName);
    if (name === '') continue;
    if (!isName(name) || findDate(name, view.dates)) break;
    if (names.length === 0) href ??= link;
    names.push(joint, name);
    joint = '';
  }
  if (names.length === 0) return null;
  return { name: tidy(names.join('')), url: href == null ? null : absoluteLink(href, view.baseUrl) };
}

function withoutDate(view: PageView, text: string): string {
  const date = findDate(text, view.dates);
  return date ? `${text.slice(0, date.start)} | ${text.slice(date.end)}` : text;
}

/** Whatever stands behind so many characters of a line is no name. */
const longestNameLine = 500;

function cleanName(text: string, isName: (text: string) => boolean): string {
  const name = tidy(text.slice(0, longestNameLine).replace(/[^\s@]+@[^\s@]+\.\w+/g, '')).replace(
    /^[\s:,|·•–—-]+|[\s:,|·•–—-]+$/gu,
    '',
  );
  return isName(name) ? name : nameAtStart(name);
}

/** The texts of an element one by one, with the address of the link around each. At most 12. */
function textsIn(view: PageView, position: number): { text: string; link: string | null }[] {
  const { tree } = view;
  const texts: { text: string; link: string | null }[] = [];
  const end = tree.ends[position] ?? position + 1;
  let link: { href: string | null; end: number } = { href: null, end: 0 };
  for (let at = position + 1; at < end && texts.length < 12; at++) {
    const node = tree.nodes[at];
    const href = attribute(tree, at, 'href');
    if (href !== null) link = { href, end: tree.ends[at] ?? at + 1 };
    if (tree.hidden[at] === 1) at = (tree.ends[at] ?? at + 1) - 1;
    else if (node && 'data' in node && node.data.trim() !== '') {
      texts.push({ text: tidy(node.data), link: at < link.end ? link.href : null });
    }
  }
  return texts;
}

const authorName =
  /(?:^|[-_])(?:authors?|byline|autor(?:en|in)?|writer|verfasser|creator|contributors?|posted-?by|written-?by|post-?by|redakteur|autore|auteur)(?:[-_]{1,2}(?:names?|links?|list|title|text|fn|info|item|block|wrap|wrapper|content|details))*(?:[-_]{2}[\w-]+)?$/i;
const commenter = /comment|kommentar|reply/i;
const maxElement = 160;
/** An element named for the author this near to the heading is none of the text, wherever the body was cut, in characters. */
const besideHeading = 150;

/** True in a column or a list of other posts; where the heading stands in such a column, it is the post's own. */
function isElsewhere({ tree }: PageView, position: number, { title }: Surroundings): boolean {
  return isAside(tree, position) && (title.position === null || !isAside(tree, title.position));
}

function isNamedForAuthor(tree: PageTree, position: number): boolean {
  const names = roleNames(tree, position);
  return (
    names.some((name) => authorName.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'))) &&
    !names.some((name) => commenter.test(name))
  );
}

/** The nearest element whose id or class says that it names the author. */
function namedElement(view: PageView, around: Surroundings, within: number): FoundAuthor | null {
  const { tree } = view;
  let best: { found: FoundAuthor; distance: number } | null = null;
  for (let at = 0; at < tree.nodes.length; at++) {
    const element = elementAt(tree, at);
    if (!element || element.name === 'body' || element.name === 'html') continue;
    const isNamed =
      element.attribs.rel === 'author' ||
      element.attribs.itemprop === 'author' ||
      element.name === 'address' ||
      isNamedForAuthor(tree, at);
    if (!isNamed) continue;
    const length = textLength(tree, subtree(tree, at));
    if (length === 0 || length > maxElement || !isOutside(at, around.commentArea)) continue;
    const distance = distanceFromPost(tree, at, around);
    if (distance > within || (best && distance >= best.distance)) continue;
    if (isInCard(at, around) || isElsewhere(view, at, around)) continue;
    if (distance > besideHeading && isInText(tree, at, around.body)) continue;
    const found = nameInElement(view, at, isNameLike);
    if (found) best = { found, distance };
  }
  return best?.found ?? null;
}

const metaNames = [
  'author',
  'article:author',
  'article:author_name',
  'og:article:author',
  'dc.creator',
  'dcterms.creator',
  'dc.creator.name',
  'citation_author',
  'sailthru.author',
  'parsely-author',
  'parsely:author',
  'byl',
  'twitter:creator:name',
];

function metaAuthor(view: PageView): FoundAuthor | null {
  const metas = pageMetas(view.tree);
  const written = metas.get('twitter:label1')?.some((label) => afterLabel(label, false) === '');
  const values = [
    ...metaNames.flatMap((name) => metas.get(name) ?? []),
    ...(written ? (metas.get('twitter:data1') ?? []) : []),
  ];
  const name = values.map((value) => tidy(afterLabel(value, false) ?? value)).find(isNameLike);
  return name === undefined ? null : { name, url: null };
}
