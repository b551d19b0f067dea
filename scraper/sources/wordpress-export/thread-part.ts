// One item of an export to a part of a thread, or the reason why it is none.
import type { Post, Skip, SkipReason, ThreadPart } from '../../model.ts';
import { hostOf, splitPagePath } from '../../reading/markup/urls.ts';
import { normaliseTitle } from '../../reading/page/identity.ts';
import { readFragmentLine } from '../html-fragment.ts';
import { publicName } from '../public-name.ts';
import { cleanAddress } from '../record-texts.ts';
import { readExportBody } from './body.ts';
import type { ExportAuthor, ExportChannel } from './channel.ts';
import { readComments } from './comments.ts';
import { readExportDate } from './dates.ts';
import type { ExportItem } from './item.ts';

/** What an item is read with. */
export interface PartOptions {
  readonly channel: ExportChannel;
  /** Path of the file inside its source. */
  readonly file: string;
  /** The item's own name in skips. */
  readonly page: string;
}

/** The part first, if there is one; then what was left out. */
export function readItem(item: ExportItem, options: PartOptions): readonly (ThreadPart | Skip)[] {
  const why = whyNoThread(item);
  if (why) return [{ kind: 'skip', page: options.page, ...why }];
  const { part, leftOut } = readPart(item, options);
  const skip = (detail: string): Skip => ({ kind: 'skip', page: options.page, reason: 'no-content', detail });
  if (isEmpty(part)) return [skip('a post without title, text and comments')];
  return leftOut === null ? [part] : [part, skip(leftOut)];
}

const HIDDEN_STATES: ReadonlyMap<string, string> = new Map([
  ['draft', 'a draft'],
  ['auto-draft', 'a draft'],
  ['pending', 'waiting for review'],
  ['future', 'not published yet'],
  ['private', 'private'],
  ['trash', 'in the trash'],
  ['inherit', 'a revision'],
]);

interface Reason {
  readonly reason: SkipReason;
  readonly detail: string;
}

function whyNoThread(item: ExportItem): Reason | null {
  const type = item.textOf('wp:post_type').trim();
  const state = item.textOf('wp:status').trim();
  if (type === 'attachment') return { reason: 'attachment', detail: 'a picture or file, no post' };
  if (type !== 'post' && type !== 'page')
    return { reason: 'no-content', detail: `of the type ${quoted(type)}, neither a post nor a page` };
  if (state !== 'publish')
    return {
      reason: 'no-content',
      detail: `not public: ${HIDDEN_STATES.get(state) ?? `in the state ${quoted(state)}`}`,
    };
  if (item.textOf('wp:post_password') !== '')
    return { reason: 'no-content', detail: 'not public: protected by a password' };
  return null;
}

function quoted(word: string): string {
  return JSON.stringify(word.slice(0, 40));
}

function isEmpty({ post, comments }: ThreadPart): boolean {
  return post !== null && post.title === '' && post.text === '' && !post.hasImage && comments.length === 0;
}

function readPart(item: ExportItem, { channel, file }: PartOptions) {
  const url = addressOf(item);
  const creator = item.textOf('dc:creator').trim();
  const author = channel.authors.get(creator) ?? null;
  const post = readPost(item, { creator, author, url });
  const read = readComments(item.comments, {
    postAuthor: post.author,
    postAuthorId: author?.id ?? null,
    postUrl: url,
  });
  const host = hostOf(url ?? channel.blogUrl ?? '');
  const part: ThreadPart = {
    kind: 'part',
    page: file,
    dialect: 'wordpress-export',
    host,
    url,
    site: channel.site,
    aliases: aliasesOf(
      { id: post.id, url, title: post.title, blogUrl: channel.blogUrl },
      read.comments.map(({ id }) => id),
      `${file}#${item.number}`,
    ),
    commentPage: null,
    isCopy: false,
    post,
    comments: read.comments,
    declaredCommentCount: null,
    commentsState: stateOf(item.textOf('wp:comment_status').trim()),
    capturedAt: channel.exportedAt,
  };
  return { part, leftOut: read.leftOut };
}

/** The item's own address without fragment, or null. */
function addressOf(item: ExportItem): string | null {
  const address = cleanAddress(item.textOf('link'));
  if (address === null) return null;
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

interface PostContext {
  readonly creator: string;
  readonly author: ExportAuthor | null;
  readonly url: string | null;
}

function readPost(item: ExportItem, { creator, author, url }: PostContext): Post {
  const body = readExportBody(item.textOf('content:encoded'), { hasShortcodes: true, baseUrl: url });
  const date = readExportDate({
    local: item.textOf('wp:post_date'),
    gmt: item.textOf('wp:post_date_gmt'),
    pubDate: item.textOf('pubDate'),
  });
  return {
    id: /^\d+$/.exec(item.textOf('wp:post_id').trim())?.[0] ?? 'post',
    title: readFragmentLine(item.textOf('title')),
    author: publicName(author?.displayName ?? readFragmentLine(creator)),
    authorUrl: null,
    publishedAt: date?.publishedAt ?? null,
    datePrecision: date?.datePrecision ?? null,
    ...body,
    tags: item.termsOf(['post_tag', 'tag']),
    categories: item.termsOf(['category']),
  };
}

interface ThreadNames {
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  readonly blogUrl: string | null;
}

/** The same names that the site's own pages give the thread, so that both become one. */
function aliasesOf(
  { id, url, title, blogUrl }: ThreadNames,
  commentIds: readonly string[],
  fallback: string,
): string[] {
  const aliases: string[] = [];
  const parsed = url === null ? null : new URL(url);
  if (parsed) {
    const { path, query } = splitPagePath(parsed.pathname + parsed.search);
    if (query.size === 0 && path !== '/') aliases.push(`path:${path}`);
  }
  const name = normaliseTitle(title);
  // Numbers are counted blog by blog, and a host may hold several.
  const folder = blogUrl === null ? '' : new URL(blogUrl).pathname.replace(/^\/+|(?<!\/)\/+$/g, '');
  const blog = folder === '' ? '' : `${folder}#`;
  if (id !== 'post') aliases.push(`post:${blog}${id}|${name}`);
  const numbers = commentIds.filter((name) => /^\d{2,}$/.test(name)).sort((a, b) => Number(a) - Number(b));
  for (const number of numbers.slice(0, 4)) aliases.push(`comment:${blog}${number}|${name}`);
  return aliases.length === 0 ? [`file:${fallback}`] : aliases;
}

function stateOf(written: string): ThreadPart['commentsState'] {
  if (written === 'open' || written === 'closed') return written;
  return written === 'registered_only' ? 'open' : 'unknown';
}
