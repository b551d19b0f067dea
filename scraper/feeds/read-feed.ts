// One feed in, what it says of threads that stand elsewhere out: comments by post, exact dates and authors of posts.
import type { Comment, FeedSkip, Post, ThreadPart } from '../model.ts';
import { parseUrl } from '../reading/markup/urls.ts';
import { readFragmentLine } from '../sources/html-fragment.ts';
import { publicName } from '../sources/public-name.ts';
import { type CommentItem, readCommentItem } from './comment-items.ts';
import {
  aliasesOf,
  hostOfAddress,
  type PostNumber,
  postNumberIn,
  postPathOfFeed,
  siteFolderOf,
  type ThreadNames,
} from './feed-names.ts';
import { type Feed, type FeedItem, parseFeed } from './parse-feed.ts';

/** Where the feed was found. */
export interface FeedPage {
  readonly path: string;
  /** The feed's own address when the source knows it. */
  readonly url: string | null;
  readonly capturedAt: string | null;
}

/** Words before the post's title in the title of its comment feed: `Comments on: `, `Kommentare zu: `. */
const TITLE_LEAD =
  /^[^:：]{0,20}(?:comment|coment|komment|koment|komentá|reacti|yorum|коммент|комент|コメント|评论|評論|留言|댓글)[^:：]{0,80}[:：]\s*/iu;
const BLOGGER_POST_FEED = /\.post\d+\.\.comments$/;

/**
 * Reads a feed. It makes no thread: what it says fills gaps of threads that stand on pages or in exports. Linear in its
 * size.
 */
export function readFeed(text: string, page: FeedPage): FeedSkip {
  const feed = parseFeed(text);
  if (feed.items.length === 0) return feedSkip(page, 'a feed without items', []);
  const comments = feed.items.flatMap((item) => readCommentItem(item) ?? []);
  if (comments.length * 2 <= feed.items.length) return readPostsFeed(feed, page);
  const byPost = [...groupByPost(comments).values()];
  const [only] = byPost;
  if (only && byPost.length === 1 && isFeedOfPost(feed, page, only)) {
    const detail = `a feed of ${comments.length} comments on one post`;
    return feedSkip(page, detail, [supplementOfPost(only, feed, page)]);
  }
  const supplements = byPost.map((items) => supplement(namesOf(items, '', feed, page), page, items));
  return feedSkip(page, `a feed of ${comments.length} comments on the posts of a site`, supplements);
}

function groupByPost(comments: readonly CommentItem[]): ReadonlyMap<string, CommentItem[]> {
  const byPost = new Map<string, CommentItem[]>();
  for (const item of comments) {
    const items = byPost.get(item.postAddress);
    if (items) items.push(item);
    else byPost.set(item.postAddress, [item]);
  }
  return byPost;
}

/** By the address the feed names, else by the place it lies at: a site's own feed may happen to hold one post only. */
function isFeedOfPost(feed: Feed, page: FeedPage, [first]: readonly CommentItem[]): boolean {
  if (BLOGGER_POST_FEED.test(feed.id)) return true;
  const post = placeOf(first?.postAddress ?? '');
  if (post === '/') return false;
  const ofFile = postPathOfFeed(page.url ?? page.path);
  return placeOf(feed.link) === post || (ofFile?.endsWith(post) ?? false);
}

function placeOf(address: string): string {
  const url = parseUrl(address, 'http://archive.invalid/');
  return url === null ? '/' : url.pathname + url.search;
}

function supplementOfPost(items: readonly CommentItem[], feed: Feed, page: FeedPage): ThreadPart {
  const lead = TITLE_LEAD.exec(feed.title)?.[0] ?? null;
  const title = lead === null ? '' : readFragmentLine(feed.title.slice(lead.length));
  const part = supplement(namesOf(items, title, feed, page), page, items);
  const place = postPathOfFeed(page.url ?? page.path);
  const aliases = new Set(part.aliases);
  if (place !== null) aliases.add(`in:path:${place}`);
  return { ...part, aliases: [...aliases] };
}

function readPostsFeed(feed: Feed, page: FeedPage): FeedSkip {
  const folder = siteFolderOf(page.path, feed.self);
  const supplements = feed.items.flatMap((item) => {
    const title = readFragmentLine(item.title);
    const author = publicName(readFragmentLine(item.author));
    if (item.link === '' || (author === null && item.publishedAt === null)) return [];
    const names = { postAddress: item.link, postNumber: numberIn(item), commentIds: [], title, folder };
    const post = postWithoutText({ title, author, publishedAt: item.publishedAt });
    return { ...supplement(names, page, []), post };
  });
  return feedSkip(page, `a feed of ${feed.items.length} posts`, supplements);
}

function numberIn({ id, link }: FeedItem): PostNumber | null {
  const number = /^tag:blogger\.com,1999:blog-\d+\.post-(\d{1,40})$/.exec(id)?.[1];
  return number === undefined ? postNumberIn([id, link], link) : { number, folder: '' };
}

function namesOf(items: readonly CommentItem[], title: string, feed: Feed, page: FeedPage): ThreadNames {
  const [first] = items;
  return {
    postAddress: first?.postAddress ?? '',
    postNumber: first?.postNumber ?? null,
    commentIds: oldestFirst(items).map(({ id }) => id),
    title,
    folder: siteFolderOf(page.path, feed.self),
  };
}

/** Adds to the thread of these names, if there is one. */
function supplement(names: ThreadNames, page: FeedPage, items: readonly CommentItem[]): ThreadPart {
  const host = hostOfAddress(names.postAddress);
  return {
    kind: 'part',
    page: page.path,
    dialect: 'feed',
    host,
    url: host === null ? null : names.postAddress,
    site: null,
    aliases: aliasesOf(names).map((alias) => `in:${alias}`),
    commentPage: null,
    isCopy: true,
    post: null,
    comments: oldestFirst(items),
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt: page.capturedAt,
  };
}

function postWithoutText(known: Pick<Post, 'title' | 'author' | 'publishedAt'>): Post {
  return {
    id: 'post',
    ...known,
    authorUrl: null,
    datePrecision: known.publishedAt === null ? null : 'second',
    text: '',
    quotes: [],
    links: [],
    hasImage: false,
    tags: [],
    categories: [],
  };
}

/** Feeds begin with the newest. */
function oldestFirst(items: readonly CommentItem[]): readonly Comment[] {
  const timeOf = ({ publishedAt }: Comment) => (publishedAt === null ? 0 : Date.parse(publishedAt));
  return items
    .map(({ comment }) => comment)
    .reverse()
    .sort((a, b) => timeOf(a) - timeOf(b));
}

function feedSkip(page: FeedPage, detail: string, supplements: readonly ThreadPart[]): FeedSkip {
  const named = supplements.filter(({ aliases }) => aliases.length > 0);
  return { kind: 'skip', page: page.path, reason: 'feed', detail, supplements: named };
}
