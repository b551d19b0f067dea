// Items of a feed that are comments: which comment, of which post, in answer to whom.
import type { Comment } from '../model.ts';
import { decodePath } from '../reading/markup/urls.ts';
import { readFragment, readFragmentLine, withLineBreaks } from '../sources/html-fragment.ts';
import { publicName } from '../sources/public-name.ts';
import { cleanAddress } from '../sources/record-texts.ts';
import { type PostNumber, postNumberIn } from './feed-names.ts';
import type { FeedItem } from './parse-feed.ts';

/** A comment with the post it belongs to, as the feed names it. */
export interface CommentItem {
  readonly comment: Comment;
  /** Address of the post without fragment, absolute or from `/`; never empty. */
  readonly postAddress: string;
  /** Number of the post and folder of its blog, where an id tells. */
  readonly postNumber: PostNumber | null;
}

const FRAGMENT = /#(?:dsq-)?(?:comment-?|c|cmt-?)(\d{1,30}|(?<=comment-)[0-9a-f]{16,40})$/i;
const BLOGGER_POST = /\.post-(\d{1,40})$/;
const BLOGGER_PARENT = /\/comments\/default\/(\d{1,40})$/;
/** WordPress puts this line before an answer, in the blog's language; links that people write carry `rel`. */
const REPLY_LINE =
  /^\s*(?:<p>\s*)?[^<>]{0,80}<a href=["']([^"'<>]{1,2000})["']>[^<>]{0,300}<\/a>[^<>]{0,40}(?:<\/p>|<br\s*\/?>|\n\s*\n)\s*/i;
const PING_TEXT = /^\[(?:…|\.{3})\][\s\S]*\[(?:…|\.{3})\]$/;

/** Reads an item; null when it does not name a comment and its post. */
export function readCommentItem(item: FeedItem): CommentItem | null {
  const fragment = FRAGMENT.exec(item.link) ?? FRAGMENT.exec(item.id);
  const bloggerId = item.inReplyTo.length > 0 ? BLOGGER_POST.exec(item.id)?.[1] : undefined;
  const id = bloggerId ?? fragment?.[1];
  const postAddress = addressOfPost(item.link);
  if (id === undefined || postAddress === '') return null;
  const parent = parentOf(item);
  const author = publicName(readFragmentLine(item.author || nameInTitle(item.title)));
  const body = readFragment(withLineBreaks(parent.content), cleanAddress(postAddress));
  const comment: Comment = {
    id,
    author,
    authorUrl: cleanAddress(item.authorUrl),
    publishedAt: item.publishedAt,
    datePrecision: item.publishedAt === null ? null : 'second',
    ...body,
    kind: PING_TEXT.test(body.text) ? 'pingback' : 'comment',
    parentId: parent.id === id ? null : parent.id,
    parentSource: parent.id === null || parent.id === id ? null : 'explicit',
    url: cleanAddress(item.link),
    byPostAuthor: false,
  };
  return { comment, postAddress, postNumber: postNumberOf(item) };
}

/** The address without what points to the comment in it. */
function addressOfPost(link: string): string {
  return decodePath(link)
    .replace(/#.*$/s, '')
    .replace(/([?&])showComment=\d+&?/, '$1')
    .replace(/[?&]$/, '');
}

/** The comment that is answered, and the text without the line that says so. */
function parentOf(item: FeedItem): { readonly id: string | null; readonly content: string } {
  const line = REPLY_LINE.exec(item.content);
  const written = FRAGMENT.exec(line?.[1] ?? '')?.[1];
  const named =
    BLOGGER_PARENT.exec(item.related)?.[1] ??
    item.inReplyTo.flatMap((name) => FRAGMENT.exec(name)?.[1] ?? [])[0];
  const content = written === undefined ? item.content : item.content.slice(line?.[0].length);
  return { id: named ?? written ?? null, content };
}

function postNumberOf(item: FeedItem): PostNumber | null {
  const written = postNumberIn([item.id, item.link, ...item.inReplyTo], item.link);
  if (written !== null) return written;
  const number = item.inReplyTo.flatMap((name) => BLOGGER_POST.exec(name)?.[1] ?? [])[0];
  return number === undefined ? null : { number, folder: '' };
}

/** `By: Ada` in a feed that has no other place for the name. */
function nameInTitle(title: string): string {
  return /^(?:by|von|par|por|di|door|autor|przez)\s?:\s*(.{1,200})$/is.exec(title)?.[1]?.trim() ?? '';
}
