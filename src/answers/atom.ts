// The feed of a search (Atom, RFC 4287, with the totals of OpenSearch 1.1): its documents in the JSON's order.
import { createHash } from 'node:crypto';
import type { Hit, SearchAnswer } from '../../index/model.ts';
import type { SearchLinks } from './search-response.ts';
import { element, type XmlNode, xmlDocument } from './xml.ts';

/** What a feed needs beside the answer. */
export interface FeedOptions {
  /** Scheme and host of this server, without a slash at the end. */
  readonly origin: string;
  readonly siteName: string;
  readonly links: SearchLinks;
  /** Unless given, the query and the site's name. */
  readonly title?: string;
  /** What makes this feed another than all others; unless given, its query. */
  readonly id?: readonly string[];
  /** When all of it counts as updated (RFC 3339); unless given, each document when it was written. */
  readonly updatedAt?: string;
  /** Path of the feed's next page, or null. */
  readonly next: string | null;
}

const ATOM = 'http://www.w3.org/2005/Atom';
const OPENSEARCH = 'http://a9.com/-/spec/opensearch/1.1/';

/** The feed as XML; always well-formed. `answer` must have come with `group=none`. */
export function writeFeed(answer: SearchAnswer, options: FeedOptions): string {
  const { origin, links, next, updatedAt = null } = options;
  const id = options.id ?? [answer.interpreted, links.html];
  const link = (rel: string, type: string, path: string) =>
    element('link', { rel, type, href: `${origin}${path}` });
  return xmlDocument(
    element(
      'feed',
      { xmlns: ATOM, 'xmlns:opensearch': OPENSEARCH },
      element('title', {}, options.title ?? feedTitle(answer, options.siteName)),
      element('id', {}, nameOf('feed', ...id)),
      element('updated', {}, updatedAt ?? answer.snapshot.builtAt),
      element('generator', {}, 'Antler'),
      link('self', 'application/atom+xml', links.atom),
      link('alternate', 'text/html', links.html),
      next === null ? null : link('next', 'application/atom+xml', next),
      element('opensearch:totalResults', {}, answer.totalHits),
      element('opensearch:startIndex', {}, answer.offset + 1),
      element('opensearch:itemsPerPage', {}, answer.limit),
      ...answer.hits.map((hit) => entry(hit, { answer, origin, updatedAt })),
    ),
  );
}

function feedTitle(answer: SearchAnswer, siteName: string): string {
  return answer.query === '' ? siteName : `${answer.query} – ${siteName}`;
}

interface EntrySurroundings {
  readonly answer: SearchAnswer;
  readonly origin: string;
  readonly updatedAt: string | null;
}

function entry(hit: Hit, { answer, origin, updatedAt }: EntrySurroundings): XmlNode {
  const published = instantOf(hit.publishedAt);
  const title = hit.title ?? 'Untitled thread';
  return element(
    'entry',
    {},
    element('title', {}, hit.type === 'post' ? title : `Comment on: ${title}`),
    element('id', {}, nameOf('document', hit.thread.id, hit.id)),
    element('link', { rel: 'alternate', type: 'text/html', href: `${origin}${hit.url}` }),
    // RFC 4287, 4.2.1: an entry needs an author; the feed itself has none to lend.
    element('author', {}, element('name', {}, hit.author?.name ?? 'unknown author')),
    element('updated', {}, updatedAt ?? published ?? answer.snapshot.builtAt),
    published === null ? null : element('published', {}, published),
    element('summary', { type: 'html' }, hit.snippet.html),
  );
}

/** A stable name for a thing: a version 5 UUID (RFC 9562) of its parts, whatever characters they have. */
function nameOf(...parts: readonly string[]): string {
  const bytes = createHash('sha1')
    .update(`antler\n${JSON.stringify(parts)}`)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

/** RFC 3339 instant of a date of any precision (its start; in UTC unless it says otherwise); null when there is none. */
function instantOf(publishedAt: string | null): string | null {
  if (publishedAt === null) return null;
  const isWithoutZone = /T[\d:.]+$/.test(publishedAt);
  const milliseconds = Date.parse(isWithoutZone ? `${publishedAt}Z` : publishedAt);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
