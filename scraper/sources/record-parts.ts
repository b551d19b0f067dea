// Records to parts of threads: consecutive records of one thread become one part.
import type { Comment, Post, ThreadPart, Writing } from '../model.ts';
import type { DocumentRecord } from './document-record.ts';
import { createLineRegister } from './line-register.ts';
import { cleanAddress, cleanLine, cleanQuotedText, collectLinks } from './record-texts.ts';

/** A part never holds more than this; the rest of the thread goes into further parts. */
const MAX_PART_COMMENTS = 500;
const MAX_PART_CHARACTERS = 4_000_000;

/** Takes records in file order; gives a part back when one is complete. */
export interface PartBuilder {
  add(record: DocumentRecord, line: number): ThreadPart | null;
  /** The part that is open, or null. */
  finish(): ThreadPart | null;
}

interface OpenPart {
  readonly threadId: string;
  readonly firstLine: number;
  post: Post | null;
  url: string | null;
  readonly comments: Comment[];
  characters: number;
}

/** Builds the parts of one file. Only the first post of a thread is its post; a further one is a thread of its own. */
export function createPartBuilder(path: string): PartBuilder {
  const posts = createLineRegister();
  let open: OpenPart | null = null;
  let postAuthor: string | null = null;
  const close = (): ThreadPart | null => {
    const part = open === null ? null : partOf(open, path);
    open = null;
    return part;
  };
  return {
    add: (record, line) => {
      const hasPost = record.type === 'post' && posts.lineOf(record.threadId) > 0;
      const threadId = hasPost ? record.id : record.threadId;
      if (record.type === 'post') posts.put(threadId, line);
      const isNewThread = open?.threadId !== threadId;
      const closed = isNewThread || isFull(open) ? close() : null;
      if (isNewThread) postAuthor = null;
      open ??= { threadId, firstLine: line, post: null, url: null, comments: [], characters: 0 };
      if (record.type === 'post') {
        open.post = postOf(record);
        open.url = record.url === null ? null : cleanAddress(record.url);
        postAuthor = open.post.author;
      } else open.comments.push(commentOf(record, postAuthor));
      open.characters += record.text.length;
      return closed;
    },
    finish: close,
  };
}

function isFull(part: OpenPart | null): boolean {
  return (
    part !== null && (part.comments.length >= MAX_PART_COMMENTS || part.characters > MAX_PART_CHARACTERS)
  );
}

function partOf(part: OpenPart, path: string): ThreadPart {
  return {
    kind: 'part',
    page: path,
    dialect: 'documents',
    host: null,
    url: part.url,
    site: null,
    aliases: [`thread:${part.threadId}`],
    // Keeps the parts of a thread in the order of their lines.
    commentPage: part.firstLine,
    isCopy: false,
    post: part.post,
    comments: part.comments,
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt: null,
  };
}

function writingOf(record: DocumentRecord): Writing {
  const { text, quotes } = cleanQuotedText(record.text, record.quotes);
  return {
    id: record.id,
    author: record.author === null ? null : cleanLine(record.author) || null,
    authorUrl: null,
    publishedAt: record.publishedAt,
    datePrecision: record.datePrecision,
    text,
    quotes,
    links: collectLinks(record.links, text),
    hasImage: false,
  };
}

function postOf(record: DocumentRecord): Post {
  const tags = [...new Set(record.tags.map(cleanLine))].filter((tag) => tag !== '');
  return { ...writingOf(record), title: cleanLine(record.title), tags, categories: [] };
}

function commentOf(record: DocumentRecord, postAuthor: string | null): Comment {
  const writing = writingOf(record);
  // Kept as it stands: a parent of the thread's own id may be a comment, where the thread has no post.
  return {
    ...writing,
    kind: 'comment',
    parentId: record.parentId,
    parentSource: record.parentId === null ? null : 'explicit',
    url: record.url === null ? null : cleanAddress(record.url),
    byPostAuthor: postAuthor !== null && writing.author === postAuthor,
  };
}
