// Entries of a Blogger export to parts of threads: a post is a part, comments are gathered to parts by their post.
import type { Comment, Post, ThreadPart, Writing } from '../../model.ts';
import { hostOf, splitPagePath } from '../../reading/markup/urls.ts';
import { normaliseTitle } from '../../reading/page/identity.ts';
import { readFragment, readFragmentLine, withLineBreaks } from '../html-fragment.ts';
import { publicName } from '../public-name.ts';
import { readRecordDate } from '../record-date.ts';
import { cleanAddress } from '../record-texts.ts';
import type { BloggerChannel } from './channel.ts';
import type { BloggerEntry } from './entry.ts';

/** A public post as its comments need it. */
export interface PostNames {
  /** Its address without fragment, or null. */
  readonly url: string | null;
  /** Host of the blog, or null: newer exports do not name it. */
  readonly host: string | null;
  readonly aliases: readonly string[];
  readonly author: string | null;
}

export interface PartContext {
  /** Path of the file inside its source. */
  readonly file: string;
  readonly channel: BloggerChannel;
}

/** Names of a post; the same that the blog's own pages give, so that both become one thread. */
export function namesOf(entry: BloggerEntry, number: string): PostNames {
  const url = withoutFragment(cleanAddress(entry.address));
  const path = url === null ? entry.address : new URL(url).pathname;
  const title = readFragmentLine(entry.title);
  const aliases = path.startsWith('/') && path !== '/' ? [`path:${splitPagePath(path).path}`] : [];
  return {
    url,
    host: url === null ? null : hostOf(url),
    aliases: [...aliases, `post:${number}|${normaliseTitle(title)}`],
    author: authorOf(entry),
  };
}

/** A post or page with its names, without comments. */
export function postPart(entry: BloggerEntry, names: PostNames, context: PartContext): ThreadPart {
  const post: Post = {
    ...writingOf(entry, names.url),
    title: readFragmentLine(entry.title),
    tags: [...new Set(entry.labels.map(readFragmentLine))].filter((label) => label !== ''),
    categories: [],
  };
  return { ...partOf(names, context), post, declaredCommentCount: entry.commentCount };
}

/** Comments of one post, in the order of their dates; those of the same time by number. */
export function commentsPart(
  comments: readonly Comment[],
  names: PostNames,
  context: PartContext,
): ThreadPart {
  const sorted = [...comments].sort(
    (a, b) => timeOf(a) - timeOf(b) || a.id.length - b.id.length || (a.id < b.id ? -1 : 1),
  );
  return { ...partOf(names, context), post: null, comments: sorted };
}

/** A comment of the post. */
export function commentOf(entry: BloggerEntry, names: PostNames): Comment {
  const writing = writingOf(entry, names.url);
  const isSameName = writing.author !== null && writing.author === names.author;
  return {
    ...writing,
    kind: 'comment',
    parentId: entry.parentNumber,
    parentSource: entry.parentNumber === null ? null : 'explicit',
    url: names.url === null ? null : `${names.url}#c${writing.id}`,
    byPostAuthor: isSameName && writing.author !== 'Anonymous' && writing.author !== 'Unknown',
  };
}

function partOf(names: PostNames, { file, channel }: PartContext): ThreadPart {
  return {
    kind: 'part',
    page: file,
    dialect: 'blogger-export',
    host: names.host,
    url: names.url,
    site: channel.site,
    aliases: names.aliases,
    commentPage: null,
    isCopy: false,
    post: null,
    comments: [],
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt: channel.updatedAt,
  };
}

function writingOf(entry: BloggerEntry, baseUrl: string | null): Writing {
  const date = readRecordDate(entry.published.replace(/\.\d+(?=Z|[+-])/, ''));
  return {
    id: entry.number ?? 'post',
    author: authorOf(entry),
    authorUrl: cleanAddress(entry.authorUrl),
    publishedAt: date?.publishedAt ?? null,
    datePrecision: date?.datePrecision ?? null,
    ...readFragment(withLineBreaks(entry.content), baseUrl),
  };
}

function authorOf(entry: BloggerEntry): string | null {
  return publicName(readFragmentLine(entry.author));
}

function withoutFragment(address: string | null): string | null {
  if (address === null) return null;
  const url = new URL(address);
  url.hash = '';
  url.searchParams.delete('showComment');
  return url.href;
}

function timeOf({ publishedAt }: Comment): number {
  const time = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
