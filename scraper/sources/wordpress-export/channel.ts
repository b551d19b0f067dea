// The head of an export: the blog's name and address, and who its authors are.

import { instantOfFeedDate } from '../feed-date.ts';
import { readFragmentLine } from '../html-fragment.ts';
import { cleanAddress } from '../record-texts.ts';
import { findPrefixes, type Namespace } from '../xml/namespaces.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';

/** Who wrote posts, as the export lists them. */
export interface ExportAuthor {
  /** Number of the user, digits; null when the export does not say. */
  readonly id: string | null;
  /** Null when none was chosen. */
  readonly displayName: string | null;
}

/** What the head says of all items. */
export interface ExportChannel {
  readonly site: string | null;
  /** Absolute http(s), or null. */
  readonly blogUrl: string | null;
  /** ISO 8601 instant the export was made, or null. */
  readonly exportedAt: string | null;
  /** By login. */
  readonly authors: ReadonlyMap<string, ExportAuthor>;
  /** Prefixes of the file where they are not the usual ones. */
  readonly prefixes: ReadonlyMap<string, string>;
}

const NAMES = new Set(['title', 'link', 'pubDate', 'wp:base_blog_url', 'wp:author']);
const GROUPS = new Map([
  ['wp:author', new Set(['wp:author_id', 'wp:author_login', 'wp:author_display_name'])],
]);
const NAMESPACES: readonly Namespace[] = [
  ['wp', /^https?:\/\/(?:www\.)?wordpress\.org\/export\/[\d.]+\/?$/],
  ['content', /^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/],
  ['dc', /^https?:\/\/purl\.org\/dc\/elements\/1\.1\/?$/],
];

/** Reads the head; an empty one says nothing. */
export function readChannel(head: string): ExportChannel {
  const prefixes = findPrefixes(head, NAMESPACES);
  const elements = readXml(head, { depth: 2, names: NAMES, groups: GROUPS, prefixes }) ?? [];
  const textOf = (name: string) => elements.find((element) => element.name === name)?.text.trim() ?? '';
  return {
    site: readFragmentLine(textOf('title')) || null,
    blogUrl: cleanAddress(textOf('wp:base_blog_url')) ?? cleanAddress(textOf('link')),
    exportedAt: instantOfFeedDate(textOf('pubDate')),
    authors: new Map(elements.flatMap(readAuthor)),
    prefixes,
  };
}

function readAuthor({ name, fields }: XmlElement): [login: string, ExportAuthor][] {
  const login = fields.get('wp:author_login')?.trim() ?? '';
  if (name !== 'wp:author' || login === '') return [];
  const id = /^\d+$/.exec(fields.get('wp:author_id')?.trim() ?? '')?.[0] ?? null;
  const displayName = readFragmentLine(fields.get('wp:author_display_name') ?? '') || null;
  return [[login, { id, displayName }]];
}
