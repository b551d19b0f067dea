// One item of an export as it stands there: the fields that are read, nothing else.
import { readFragmentLine } from '../html-fragment.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';

/** An item; fields of it that the file breaks off are missing. */
export interface ExportItem {
  /** From 1. */
  readonly number: number;
  /** True when the item holds a whole element of that name. */
  has(name: string): boolean;
  /** Text of the first element of that name; empty when there is none. */
  textOf(name: string): string;
  /** Labels of these taxonomies, in order, without repeats. */
  termsOf(taxonomies: readonly string[]): readonly string[];
  /** Fields of each comment by name. */
  readonly comments: readonly ReadonlyMap<string, string>[];
}

const NAMES = new Set([
  'title',
  'link',
  'pubDate',
  'dc:creator',
  'content:encoded',
  'category',
  'wp:post_id',
  'wp:post_date',
  'wp:post_date_gmt',
  'wp:comment_status',
  'wp:status',
  'wp:post_type',
  'wp:post_password',
  'wp:comment',
]);
const COMMENT_NAMES = new Set(
  ['id', 'author', 'author_url', 'date', 'date_gmt', 'content', 'approved', 'type', 'parent', 'user_id'].map(
    (name) => `wp:comment_${name}`,
  ),
);
const GROUPS = new Map([['wp:comment', COMMENT_NAMES]]);

/** Takes an item apart; null when it is nested deeper than any item is. */
export function parseItem(
  text: string,
  { number, prefixes }: { readonly number: number; readonly prefixes: ReadonlyMap<string, string> },
): ExportItem | null {
  const elements = readXml(text, { depth: 1, names: NAMES, groups: GROUPS, prefixes });
  if (elements === null) return null;
  const first = new Map<string, string>();
  for (const { name, text: own } of elements) if (!first.has(name)) first.set(name, own);
  const categories = elements.filter(({ name }) => name === 'category');
  return {
    number,
    has: (name) => first.has(name),
    textOf: (name) => first.get(name) ?? '',
    termsOf: (taxonomies) => termsOf(categories, taxonomies),
    comments: elements.filter(({ name }) => name === 'wp:comment').map(({ fields }) => fields),
  };
}

/** Old exports name every category twice, once without its taxonomy. */
function termsOf(categories: readonly XmlElement[], taxonomies: readonly string[]): readonly string[] {
  const terms = categories
    .filter(({ attributes }) => taxonomies.includes(attributes.domain ?? ''))
    .map(({ text, attributes }) => readFragmentLine(text) || readFragmentLine(attributes.nicename ?? ''));
  return [...new Set(terms.filter((term) => term !== ''))];
}
