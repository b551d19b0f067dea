// One entry of a Blogger export as it stands there: a post, a page or a comment, and whether it is public.
import { findPrefixes, type Namespace } from '../xml/namespaces.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';

/** What an entry is; settings, templates and other kinds are `other`. */
export type EntryKind = 'post' | 'page' | 'comment' | 'other';

/** An entry with the fields that are read. Texts are as written, empty when missing. */
export interface BloggerEntry {
  readonly kind: EntryKind;
  /** Number of the post or comment; null when its id has none. */
  readonly number: string | null;
  /** Why it is not public, one clause; null when it is. */
  readonly hidden: string | null;
  readonly title: string;
  /** HTML. */
  readonly content: string;
  readonly author: string;
  readonly authorUrl: string;
  readonly published: string;
  /** Its own address, or its path on the blog (newer exports), or empty. */
  readonly address: string;
  readonly labels: readonly string[];
  /** Number of the post a comment belongs to, or null. */
  readonly postNumber: string | null;
  /** Number of the comment that a comment answers, or null. */
  readonly parentNumber: string | null;
  /** Number of public comments that a post names, or null. */
  readonly commentCount: number | null;
}

const NAMESPACES: readonly Namespace[] = [
  ['thr', /^http:\/\/purl\.org\/syndication\/thread\/1\.0\/?$/],
  ['app', /^http:\/\/(?:purl\.org\/atom\/app#|www\.w3\.org\/2007\/app)$/],
  ['blogger', /^http:\/\/schemas\.google\.com\/blogger\/20\d\d$/],
];
const NAMES = new Set(
  (
    'id title content summary published author link category thr:in-reply-to thr:total app:control app:draft ' +
    'blogger:type blogger:status blogger:parent blogger:inReplyTo blogger:filename blogger:trashed'
  ).split(' '),
);
const GROUPS = new Map([
  ['author', new Set(['name', 'uri'])],
  ['app:control', new Set(['app:draft'])],
]);
const KIND_SCHEME = 'http://schemas.google.com/g/2005#kind';
const LABEL_SCHEME = /^(?:http:\/\/www\.blogger\.com\/atom\/ns#|tag:blogger\.com,1999:blog-.*)$/;
const NUMBER = /\.(?:post|page)-([\w-]{1,40})$/;
const PARENT_NUMBER = /\/comments\/default\/(\d{1,40})$/;

/** Prefixes of a file where they are not the usual ones. */
export function bloggerPrefixes(head: string): ReadonlyMap<string, string> {
  return findPrefixes(head, NAMESPACES);
}

/** Takes an entry apart; null when it is nested deeper than any entry is. */
export function parseEntry(text: string, prefixes: ReadonlyMap<string, string>): BloggerEntry | null {
  const elements = readXml(text, { depth: 1, names: NAMES, groups: GROUPS, prefixes });
  if (elements === null) return null;
  const textOf = (name: string) => elements.find((element) => element.name === name)?.text.trim() ?? '';
  const author = elements.find(({ name }) => name === 'author')?.fields;
  const links = elements.filter(({ name }) => name === 'link');
  const post = textOf('blogger:parent') || attributeOf(elements, 'thr:in-reply-to', 'ref');
  const total = /^\d{1,6}$/.exec(textOf('thr:total'))?.[0];
  return {
    kind: kindOf(elements, textOf('blogger:type')),
    number: numberOf(textOf('id')),
    hidden: whyHidden(elements, textOf),
    title: textOf('title'),
    content: contentOf(elements),
    author: author?.get('name')?.trim() ?? '',
    authorUrl: author?.get('uri')?.trim() ?? '',
    published: textOf('published'),
    address: hrefOf(links, 'alternate') || textOf('blogger:filename'),
    labels: labelsOf(elements),
    postNumber: numberOf(post),
    parentNumber: PARENT_NUMBER.exec(hrefOf(links, 'related'))?.[1] ?? numberOf(textOf('blogger:inReplyTo')),
    commentCount: total === undefined ? null : Number(total),
  };
}

function kindOf(elements: readonly XmlElement[], type: string): EntryKind {
  const category = elements.find(
    ({ name, attributes }) => name === 'category' && attributes.scheme === KIND_SCHEME,
  );
  const kind = (type || (category?.attributes.term ?? '').replace(/^.*#/, '')).toLowerCase();
  return kind === 'post' || kind === 'page' || kind === 'comment' ? kind : 'other';
}

function whyHidden(elements: readonly XmlElement[], textOf: (name: string) => string): string | null {
  const control = elements.find(({ name }) => name === 'app:control')?.fields.get('app:draft');
  if ((control?.trim() || textOf('app:draft')) === 'yes') return 'a draft';
  const status = textOf('blogger:status').toUpperCase();
  if (status === 'DRAFT') return 'a draft';
  if (textOf('blogger:trashed') !== '' || /TRASH/.test(status)) return 'in the trash';
  if (status === '' || status === 'LIVE') return null;
  return status === 'SPAM' || status === 'GHOSTED'
    ? 'spam'
    : `in the state ${JSON.stringify(status.slice(0, 40))}`;
}

function numberOf(tag: string): string | null {
  return NUMBER.exec(tag)?.[1] ?? null;
}

function hrefOf(links: readonly XmlElement[], relation: string): string {
  return links.find(({ attributes }) => attributes.rel === relation)?.attributes.href?.trim() ?? '';
}

function attributeOf(elements: readonly XmlElement[], name: string, attribute: string): string {
  return elements.find((element) => element.name === name)?.attributes[attribute]?.trim() ?? '';
}

function contentOf(elements: readonly XmlElement[]): string {
  const content =
    elements.find(({ name }) => name === 'content') ?? elements.find(({ name }) => name === 'summary');
  if (!content) return '';
  return content.attributes.type === 'xhtml' ? content.markup : content.text;
}

function labelsOf(elements: readonly XmlElement[]): readonly string[] {
  return elements
    .filter(({ name, attributes }) => name === 'category' && LABEL_SCHEME.test(attributes.scheme ?? ''))
    .map(({ attributes }) => attributes.term ?? '');
}
