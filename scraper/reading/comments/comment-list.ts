// The comments of a page from their records: fields, parents, kinds, ids.
import { createHash } from 'node:crypto';
import type { Comment, CommentKind } from '../../model.ts';
import { settleByTime } from '../dates/date-order.ts';
import { findAll } from '../markup/select.ts';
import type { PageView } from '../page/page-view.ts';
import { type CommentFields, readCommentFields } from './comment-fields.ts';
import { findParents, type Parent } from './comment-parents.ts';
import { type CommentMarkup, type CommentRecord, recordClasses } from './comment-records.ts';
import { readTrackbackFields } from './trackback-fields.ts';

/** Reads the records of a page, in page order. Records without name, date and text are left out. */
export function readComments(
  view: PageView,
  records: readonly CommentRecord[],
  markup: CommentMarkup,
): readonly Comment[] {
  const parents = findParents(view.tree, records, markup);
  const fields = records.map((record) =>
    record.kind === 'trackback'
      ? readTrackbackFields(view, record, markup)
      : readCommentFields(view, record, markup),
  );
  const ids = uniqueIds(records, fields);
  const comments = records.flatMap((record, i) => {
    const own = fields[i];
    const id = ids[i];
    if (!own || id === undefined) return [];
    const isOwner =
      markup.ownerMark !== undefined && findAll(view.tree, markup.ownerMark, record.range).length > 0;
    const comment = toComment(view, { record, fields: own, id, parent: parents[i], isOwner }, ids);
    return isVoid(comment, record) ? [] : [comment];
  });
  return settleByTime(comments);
}

interface ReadRecord {
  readonly record: CommentRecord;
  readonly fields: CommentFields;
  readonly id: string;
  readonly parent: Parent | undefined;
  readonly isOwner: boolean;
}

function toComment(view: PageView, read: ReadRecord, ids: readonly string[]): Comment {
  const { fields, record, parent } = read;
  const classes = recordClasses(view.tree, record.position);
  // Pings answer the post: they stand in a list of their own, however deep that lies.
  const kind = record.kind ?? kindOf(classes, fields);
  const isApart = kind !== 'comment' && (record.kind !== undefined || parent?.source === 'depth');
  const parentId = isApart || parent?.index == null ? null : (ids[parent.index] ?? null);
  return {
    id: read.id,
    kind,
    author: fields.author,
    authorUrl: fields.authorUrl,
    publishedAt: fields.date?.iso ?? null,
    datePrecision: fields.date?.precision ?? null,
    ...(fields.date?.guess ? { dateGuess: fields.date.guess } : {}),
    ...fields.body,
    parentId,
    parentSource: parentId === null ? null : (parent?.source ?? null),
    url: record.anchor === null ? null : `#${record.anchor}`,
    byPostAuthor: read.isOwner || classes.includes('bypostauthor') || classes.includes('blog-author'),
  };
}

/** A record that says nothing. A numbered comment and a ping may be without text. */
function isVoid(comment: Comment, record: CommentRecord): boolean {
  if (comment.text !== '' || comment.hasImage) return false;
  if (record.name !== null) return comment.author === null && comment.publishedAt === null;
  return comment.kind === 'comment' || comment.author === null;
}

/** Text of old exports that type every ping as a comment: "[…] excerpt […]". */
const pingText = /^\[(?:…|\.{3})\][\s\S]*\[(?:…|\.{3})\]\s*$/;

function kindOf(classes: readonly string[], fields: CommentFields): CommentKind {
  if (classes.includes('trackback')) return 'trackback';
  if (classes.includes('pingback') || classes.includes('ping')) return 'pingback';
  if (/trackback|トラックバック/.test(fields.label)) return 'trackback';
  if (/pingback|rétrolien/.test(fields.label)) return 'pingback';
  return pingText.test(fields.body.text) && fields.authorUrl !== null ? 'pingback' : 'comment';
}

function uniqueIds(records: readonly CommentRecord[], fields: readonly CommentFields[]): string[] {
  const copies = new Map<string, number>();
  return records.map((record, i) => {
    if (record.name !== null) return record.name;
    const own = fields[i];
    const base = derivedId(own?.author ?? null, own?.date?.iso, own?.body.text ?? '');
    const count = (copies.get(base) ?? 0) + 1;
    copies.set(base, count);
    return count === 1 ? base : `${base}-${count}`;
  });
}

/** An id for a comment that has none: the same wherever the same comment stands. */
export function derivedId(author: string | null, iso: string | undefined, text: string): string {
  const content = JSON.stringify([author, iso, text]);
  return `x${createHash('sha256').update(content).digest('hex').slice(0, 10)}`;
}
