// One page read by the rules of a dialect: kind, comment area, comments, then the post out of what remains.

import type { DialectReading, ThreadReading } from '../dialects/model.ts';
import type { Comment, Post } from '../model.ts';
import { findCommentArea } from './comments/comment-area.ts';
import { readComments } from './comments/comment-list.ts';
import { type CommentMarkup, findNumberedRecords } from './comments/comment-records.ts';
import { findCommentsState } from './comments/comments-state.ts';
import { joinComments } from './comments/join-comments.ts';
import { readLinkedComments } from './comments/linked-comments.ts';
import { withPings } from './comments/ping-records.ts';
import { findPrintedCount } from './comments/printed-count.ts';
import { findRepeatedRecords, type RepeatedRecords } from './comments/repeated-records.ts';
import { findAll } from './markup/select.ts';
import { attribute } from './markup/tree.ts';
import type { PagePath } from './markup/urls.ts';
import { jsonLdPost } from './page/json-ld.ts';
import { classifyPage, type PageKind } from './page/page-kind.ts';
import type { PageView } from './page/page-view.ts';
import { findSiteName } from './page/site-name.ts';
import { type PostMarkup, readPost } from './post/post-fields.ts';
import { withStatedText } from './post/stated-post.ts';

/** What a dialect brings: its markup, and what its ids mean. */
export interface ThreadRules {
  readonly posts: PostMarkup;
  readonly comments: CommentMarkup;
  /** True when numbered comment ids are counted through the whole site. */
  readonly hasSiteIds: (name: string) => boolean;
  /** Number of the post where the family prints it in a place of its own; null when the page has none. */
  readonly findPostNumber?: (view: PageView) => string | null;
  /** What the platform's own marks say of a page's kind; null leaves it to the page's shape. */
  readonly pageKind?: (view: PageView) => PageKind | null;
  /** What addresses mean on the platform: the thread's own path, its views and comment pages. */
  readonly readAddress?: (page: PagePath) => PagePath;
  /** True when post numbers are unique on the whole platform: no title is needed to join parts by them. */
  readonly hasUniqueNumbers?: boolean;
  /** False for pages that show comments alone: nothing in them is a post. */
  readonly showsPost?: (view: PageView) => boolean;
  /** Elements that show that a script drew the comments: none are in the page. */
  readonly scriptedComments?: string;
}

/** Reads a page. The comments come first and are cut out: a long discussion looks like a post. */
export function readThread(view: PageView, rules: ThreadRules): DialectReading {
  const { tree } = view;
  const notes: string[] = [];
  const numbered = findNumberedRecords(tree, rules.comments);
  const repeated = numbered.length > 0 ? null : findRepeatedRecords(tree, view.dates);
  const sure = repeated?.isCounted ? repeated.records : numbered;
  const kind =
    rules.pageKind?.(view) ??
    classifyPage(view, {
      numberedComments: sure.length,
      commentArea: findCommentArea(tree, sure),
    });
  if (kind.skip) return { kind: 'none', ...kind.skip };
  notes.push(kind.evidence);
  if (numbered.length > 0) notes.push(`${numbered.length} comments by id`);
  else notes.push(repeated ? `comments by shape: ${repeated.evidence}` : 'no comments by id or shape');
  const records = withPings(tree, repeated?.records ?? numbered, rules.comments.pings);
  const area = findCommentArea(tree, records);
  const postNumber = rules.findPostNumber?.(view) ?? findPostNumber(view);
  const read = readPost(view, rules.posts, area, postNumber);
  const { container, notes: postNotes } = read;
  const shown = rules.showsPost?.(view) === false ? null : read.post;
  notes.push(...postNotes);
  const linked = readLinkedComments(view);
  if (linked.length > 0) notes.push(`${linked.length} comments in JSON-LD`);
  const joined = joinComments(convincing(readComments(view, records, rules.comments), repeated), linked);
  const post = signedByComments(withStatedText(view, shown, joined), joined);
  const comments = withPostAuthor(joined, post?.author ?? null);
  if (!post && comments.length === 0)
    return { kind: 'none', reason: 'no-content', detail: 'neither the text of a post nor comments' };
  const declared =
    findPrintedCount(tree, records.length > 0 || area ? area : null, container) ??
    jsonLdPost(tree)?.commentCount ??
    null;
  return {
    kind: 'thread',
    post,
    comments,
    declaredCommentCount: declared,
    commentsState: findCommentsState(
      tree,
      { records, found: comments.length, printed: declared },
      rules.scriptedComments,
    ),
    site: findSiteName(view),
    postNumber,
    hasUniqueNumber: rules.hasUniqueNumbers === true,
    ...(rules.readAddress ? { readAddress: rules.readAddress } : {}),
    hasSiteIds: records.some((record) => record.name !== null && rules.hasSiteIds(record.name)),
    notes: [...notes, ...checkCount(comments, declared)],
  } satisfies ThreadReading;
}

/** Number of the post where the platform prints one: `postid-N`, `page-id-N`, `#post-N`. */
function findPostNumber(view: PageView): string | null {
  for (const name of view.bodyClasses) {
    const number = /^(?:postid|page-id|page-node)-(\d+)$/.exec(name)?.[1];
    if (number) return number;
  }
  const numbers = new Set<string>();
  for (const at of findAll(view.tree, '[id^="post-"]')) {
    const number = /^post-(\d+)$/.exec(attribute(view.tree, at, 'id') ?? '')?.[1];
    if (number) numbers.add(number);
  }
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only : null;
}

/** Comments found by shape need names or dates to be believed, or classes that say comment and the page's count. */
function convincing(comments: readonly Comment[], repeated: RepeatedRecords | null): readonly Comment[] {
  if (!repeated) return comments;
  const told = comments.filter(({ author, publishedAt }) => author !== null || publishedAt !== null).length;
  return told * 2 > comments.length || (repeated.isNamed && repeated.isCounted) ? comments : [];
}

/** A page that does not print who wrote the post may mark the author's own comments. */
function signedByComments(post: Post | null, comments: readonly Comment[]): Post | null {
  if (post === null || post.author !== null) return post;
  const own = comments.filter(({ byPostAuthor, author }) => byPostAuthor && author !== null);
  const [first] = own;
  if (!first || own.some(({ author }) => author !== first.author)) return post;
  return { ...post, author: first.author, authorUrl: first.authorUrl };
}

function withPostAuthor(comments: readonly Comment[], author: string | null): Comment[] {
  if (author === null) return [...comments];
  const wanted = author.toLowerCase();
  return comments.map((comment) =>
    comment.kind === 'comment' && comment.author?.toLowerCase() === wanted
      ? { ...comment, byPostAuthor: true }
      : comment,
  );
}

function checkCount(comments: readonly Comment[], declared: number | null): string[] {
  if (declared === null) return [];
  const pings = comments.filter((comment) => comment.kind !== 'comment').length;
  const isRight = declared === comments.length || declared === comments.length - pings;
  return [
    isRight
      ? `count ${declared} agrees`
      : `the page prints ${declared} comments, ${comments.length} were found (${pings} pings)`,
  ];
}
