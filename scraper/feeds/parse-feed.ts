// A feed (RSS, RDF or Atom) as it stands there: what it is about, and its items. Says nothing of threads.
import { unwrapArchive } from '../reading/markup/urls.ts';
import { instantOfFeedDate } from '../sources/feed-date.ts';
import { readRecordDate } from '../sources/record-date.ts';
import { findPrefixes, type Namespace } from '../sources/xml/namespaces.ts';
import { readXml, type XmlElement } from '../sources/xml/read-xml.ts';
import { ATOM, createElementSplitter, RSS } from '../sources/xml/split-elements.ts';

/** Texts are as written and trimmed, empty when missing. */
export interface FeedItem {
  readonly title: string;
  readonly link: string;
  /** `guid` or `id`. */
  readonly id: string;
  readonly author: string;
  readonly authorUrl: string;
  /** ISO 8601 to the second with its offset, or null. */
  readonly publishedAt: string | null;
  /** HTML; the whole text where the feed gives it beside an excerpt. */
  readonly content: string;
  /** Names or addresses of what the item answers. */
  readonly inReplyTo: readonly string[];
  /** Address of a related item: Blogger names the parent of a comment so. */
  readonly related: string;
}

export interface Feed {
  readonly title: string;
  readonly link: string;
  /** The feed's own address. */
  readonly self: string;
  readonly id: string;
  /** In the feed's order; 2,000 at most. */
  readonly items: readonly FeedItem[];
}

const MAX_ITEMS = 2_000;
const MAX_ITEM_CHARACTERS = 4_000_000;

const NAMESPACES: readonly Namespace[] = [
  ['content', /^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/],
  ['dc', /^https?:\/\/purl\.org\/dc\/elements\/1\.1\/?$/],
  ['thr', /^https?:\/\/purl\.org\/syndication\/thread\/1\.0\/?$/],
];
const HEAD_NAMES = new Set(['title', 'link', 'id', 'atom:link']);
const ITEM_NAMES = new Set(
  (
    'title link guid id author dc:creator pubDate dc:date published issued created updated content:encoded content ' +
    'description summary thr:in-reply-to feedburner:origLink'
  ).split(' '),
);
const GROUPS = new Map([['author', new Set(['name', 'uri', 'url'])]]);

/** Reads a feed; nothing but an empty one for text that is none. Linear in its size. */
export function parseFeed(text: string): Feed {
  const isAtom =
    /<feed[\s>]/i.test(text.slice(0, 10_000)) && !/<(?:rss|rdf:RDF)[\s>]/i.test(text.slice(0, 10_000));
  const splitter = createElementSplitter(isAtom ? ATOM : RSS, MAX_ITEM_CHARACTERS);
  const pieces = [...splitter.push(text), ...splitter.finish().pieces];
  const headText = pieces.find(({ kind }) => kind === 'head')?.text ?? '';
  const prefixes = findPrefixes(headText, NAMESPACES);
  const wish = { names: HEAD_NAMES, groups: new Map(), prefixes };
  const head = readXml(headText, { ...wish, depth: isAtom ? 1 : 2 }) ?? [];
  const items: FeedItem[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'item' || piece.text === null || !piece.isWhole) continue;
    if (items.length >= MAX_ITEMS) break;
    const elements = readXml(piece.text, { depth: 1, names: ITEM_NAMES, groups: GROUPS, prefixes });
    if (elements) items.push(readItem(elements));
  }
  return {
    title: textOf(head, 'title'),
    link: unwrapArchive(linkOf(head)),
    self:
      head.find(({ name, attributes }) => name.endsWith('link') && attributes.rel === 'self')?.attributes
        .href ?? '',
    id: textOf(head, 'id'),
    items,
  };
}

function readItem(elements: readonly XmlElement[]): FeedItem {
  const author = elements.find(({ name }) => name === 'author');
  const reply = elements.find(({ name }) => name === 'thr:in-reply-to')?.attributes;
  return {
    title: textOf(elements, 'title'),
    link: unwrapArchive(textOf(elements, 'feedburner:origLink') || linkOf(elements)),
    id: textOf(elements, 'guid') || textOf(elements, 'id'),
    author:
      textOf(elements, 'dc:creator') ||
      author?.fields.get('name')?.trim() ||
      nameInBrackets(author?.text ?? ''),
    authorUrl: author?.fields.get('uri')?.trim() ?? author?.fields.get('url')?.trim() ?? '',
    publishedAt: dateOf(elements),
    content: contentOf(elements),
    inReplyTo: [reply?.ref ?? '', reply?.href ?? ''].filter((name) => name !== ''),
    related:
      elements.find(({ name, attributes }) => name === 'link' && attributes.rel === 'related')?.attributes
        .href ?? '',
  };
}

function textOf(elements: readonly XmlElement[], name: string): string {
  return elements.find((element) => element.name === name)?.text.trim() ?? '';
}

/** RSS writes the address into the element, Atom into an attribute. */
function linkOf(elements: readonly XmlElement[]): string {
  const links = elements.filter(({ name }) => name === 'link');
  const alternate = links.find(
    ({ attributes: { rel, href } }) => href && (rel ?? 'alternate') === 'alternate',
  );
  return (
    alternate?.attributes.href?.trim() ?? links.find(({ text }) => text.trim() !== '')?.text.trim() ?? ''
  );
}

/** `noreply@blogger.com (Ada)`: RSS puts the name behind the address. */
function nameInBrackets(author: string): string {
  return /^\s*[^\s@]+@\S+\s+\(([^()]{1,200})\)\s*$/.exec(author)?.[1] ?? author.trim();
}

function dateOf(elements: readonly XmlElement[]): string | null {
  const written = textOf(elements, 'pubDate');
  const instant = instantOfFeedDate(written);
  if (instant !== null) return instant;
  for (const name of ['published', 'issued', 'created', 'dc:date', 'pubDate', 'updated']) {
    const date = exactDate(textOf(elements, name));
    if (date !== null) return date;
  }
  return null;
}

/** Dates without time and zone are no gain over what pages print. */
function exactDate(written: string): string | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/i.exec(written);
  if (!match) return null;
  const date = readRecordDate(`${match[1]}${match[2]?.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  return date === null || !/^(?:19[89]|20)/.test(written) ? null : date.publishedAt;
}

function contentOf(elements: readonly XmlElement[]): string {
  for (const name of ['content:encoded', 'content', 'description', 'summary']) {
    const element = elements.find((candidate) => candidate.name === name);
    if (element) return element.attributes.type === 'xhtml' ? element.markup : element.text.trim();
  }
  return '';
}
