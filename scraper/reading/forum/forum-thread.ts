// One page of a forum read: its messages, the first of them as the post, the thread's title.

import { createHash } from 'node:crypto';
import type { DialectReading } from '../../dialects/model.ts';
import type { Comment, Writing } from '../../model.ts';
import { settleByTime } from '../dates/date-order.ts';
import type { NodeRange, PageTree } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { findSiteName } from '../page/site-name.ts';
import { findThreadPage, isGuestbook } from './forum-cues.ts';
import { findThreadTitle } from './forum-title.ts';
import { elementAtPath, learnLayout, type MessageLayout } from './layout.ts';
import { bodyBySelector, readMessageBody, templateKey } from './message-body.ts';
import { readFacts } from './message-facts.ts';
import type { ForumMarkup, ForumMessage } from './model.ts';
import { wholeThread } from './thread-address.ts';

/** How the messages of a page were found. */
export interface FoundMessages {
  readonly messages: readonly ForumMessage[];
  /** Null for layouts of no known program. */
  readonly markup: ForumMarkup | null;
  readonly evidence: string;
}

/** Reads the messages of a page into a thread. */
export function readForumThread(view: PageView, found: FoundMessages): DialectReading {
  const title = findThreadTitle(view, found.markup, found.messages);
  const page = findThreadPage(view);
  const layout = learnLayout(view, found.messages);
  const read = found.messages.map((message) => readMessage(view, message, { found, layout, title }));
  const settled = settleByTime(read.map(({ writing }) => writing));
  const writings = read.map(({ writing, message }, i) => ({ writing: settled[i] ?? writing, message }));
  const isFirst = page === null || page <= 1;
  const told = writings.filter(
    ({ writing }, i) =>
      writing.text !== '' ||
      writing.hasImage ||
      (i === 0 && isFirst && writing.author !== null && writings.length > 1),
  );
  const [first, ...rest] = told;
  if (!first) return { kind: 'none', reason: 'no-content', detail: 'messages without a text' };
  const hasPost = isFirst && !(found.markup === null && isGuestbook(view));
  const replies = hasPost ? rest : told;
  const starter = hasPost ? first.writing.author : null;
  const comments = withUniqueIds(replies.map(({ writing, message }) => toComment(writing, message, starter)));
  return {
    kind: 'thread',
    post: hasPost ? { ...first.writing, title, tags: [], categories: [] } : null,
    postTitle: title,
    comments: withNestedParents(
      view.tree,
      comments,
      replies.map(({ message }) => message),
    ),
    declaredCommentCount: null,
    commentsState: 'unknown',
    site: findSiteName(view),
    postNumber: null,
    hasUniqueNumber: false,
    readAddress: wholeThread,
    hasSiteIds: found.messages.some(({ name }) => name !== null && name.length > 3),
    notes: [
      found.evidence,
      ...(layout.bodyPath === null || found.markup ? [] : [`text at ${layout.bodyPath}`]),
      ...(page === null ? [] : [`page ${page} of the thread`]),
    ],
  };
}

interface MessageContext {
  readonly found: FoundMessages;
  readonly layout: MessageLayout;
  readonly title: string;
}

function readMessage(
  view: PageView,
  message: ForumMessage,
  { found, layout, title }: MessageContext,
): { writing: Writing; message: ForumMessage } {
  const { tree } = view;
  const ranges = textRanges(tree, message, found.markup, layout);
  const facts = readFacts(view, message, {
    markup: found.markup,
    body: ranges,
    isTemplate: (text) =>
      layout.templates.has(templateKey(text)) && found.messages.length > 4 && !isNameLike(text),
  });
  const readWith = (templates: ReadonlySet<string>) =>
    readMessageBody(view, {
      ranges,
      dropped: new Set(facts.positions),
      templates,
      chrome: found.markup?.dropped ?? '',
      title,
    });
  // Where the place of the text is known, what many messages repeat may be words of people.
  const plain = readWith(found.markup ? noTemplates : layout.templates);
  const isBare = plain.text === '' && !found.markup && layout.bodyPath !== null;
  const body = isBare ? readWith(noTemplates) : plain;
  const person = facts.person;
  const writing = {
    id: message.name ?? derivedId(person?.name ?? null, facts.date?.iso ?? null, body.text),
    author: person?.name ?? null,
    authorUrl: person?.url ?? null,
    publishedAt: facts.date?.iso ?? null,
    datePrecision: facts.date?.precision ?? null,
    ...(facts.date?.guess ? { dateGuess: facts.date.guess } : {}),
    ...body,
  };
  return { writing, message };
}

const noTemplates: ReadonlySet<string> = new Set();

/** In long talks of two people their names stand in most messages: only words of the forum count as labels. */
function isNameLike(text: string): boolean {
  return !/^(?:quote|reply|report|edit|share|like|posts?|joined|location|member|guest|message|profile|subject|re|author|date|topic|top|senior member|junior member|moderator|administrator|new member|registered user)\b/i.test(
    text,
  );
}

/** Where the text of a message stands: by the program's markup, else by the learned layout. */
export function textRanges(
  tree: PageTree,
  message: ForumMessage,
  markup: ForumMarkup | null,
  layout: MessageLayout,
): NodeRange[] {
  const marked = markup ? bodyBySelector(tree, message, markup) : [];
  if (marked.length > 0) return marked.map((at) => inside(tree, at, message.range));
  const at = layout.bodyPath === null ? null : elementAtPath(tree, message, layout.bodyPath);
  return [at === null ? message.range : inside(tree, at, message.range)];
}

/** The contents of an element: a `blockquote` that holds the whole text quotes nobody. */
function inside(tree: PageTree, at: number, limit: NodeRange): NodeRange {
  return { from: at + 1, to: Math.min(tree.ends[at] ?? at + 1, limit.to) };
}

function derivedId(author: string | null, date: string | null, text: string): string {
  return `x${createHash('sha256')
    .update(JSON.stringify([author, date, text]))
    .digest('hex')
    .slice(0, 10)}`;
}

function toComment(writing: Writing, message: ForumMessage, starter: string | null): Comment {
  return {
    ...writing,
    kind: 'comment',
    parentId: null,
    parentSource: null,
    url: message.anchor === null ? null : `#${message.anchor}`,
    byPostAuthor: starter !== null && writing.author?.toLowerCase() === starter.toLowerCase(),
  };
}

/** Answers that stand inside what they answer. Where each message stands in the one before, its tags were never closed. */
function withNestedParents(
  tree: PageTree,
  comments: readonly Comment[],
  messages: readonly ForumMessage[],
): Comment[] {
  const open: { end: number; id: string }[] = [];
  const parents = comments.map(({ id }, i) => {
    const position = messages[i]?.position ?? 0;
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= position) open.pop();
    const parentId = open.at(-1)?.id ?? null;
    open.push({ end: tree.ends[position] ?? position, id });
    return parentId;
  });
  if (parents.length > 2 && open.length === parents.length) return [...comments];
  return comments.map((comment, i) => {
    const parentId = parents[i] ?? null;
    return parentId === null ? comment : { ...comment, parentId, parentSource: 'nesting' as const };
  });
}

function withUniqueIds(comments: readonly Comment[]): Comment[] {
  const copies = new Map<string, number>();
  return comments.map((comment) => {
    const count = (copies.get(comment.id) ?? 0) + 1;
    copies.set(comment.id, count);
    return count === 1 ? comment : { ...comment, id: `${comment.id}-${count}` };
  });
}
