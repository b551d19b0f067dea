// The comments of an item: approved ones only, in the order of their dates.
import type { Comment, CommentKind } from '../../model.ts';
import { readFragmentLine } from '../html-fragment.ts';
import { publicName } from '../public-name.ts';
import { cleanAddress } from '../record-texts.ts';
import { readExportBody } from './body.ts';
import { readExportDate } from './dates.ts';

/** What the post's side must tell. */
export interface CommentOptions {
  readonly postAuthor: string | null;
  /** Number of the user who wrote the post, or null. */
  readonly postAuthorId: string | null;
  readonly postUrl: string | null;
}

export interface ReadComments {
  readonly comments: readonly Comment[];
  /** One clause that counts what was left out and why, or null. */
  readonly leftOut: string | null;
}

type Fields = ReadonlyMap<string, string>;

const KINDS: ReadonlyMap<string, CommentKind> = new Map<string, CommentKind>([
  ['', 'comment'],
  ['comment', 'comment'],
  ['review', 'comment'],
  ['pingback', 'pingback'],
  ['webmention', 'pingback'],
  ['trackback', 'trackback'],
]);

/** Reads the comments of one item. */
export function readComments(all: readonly Fields[], options: CommentOptions): ReadComments {
  const why = { unapproved: 0, otherKind: 0, unnumbered: 0, repeated: 0 };
  const read = new Map<string, { readonly comment: Comment; readonly time: number }>();
  for (const fields of all) {
    const kind = KINDS.get(fieldOf(fields, 'type').toLowerCase());
    const id = /^\d+$/.exec(fieldOf(fields, 'id'))?.[0];
    if (fieldOf(fields, 'approved') !== '1') why.unapproved++;
    else if (kind === undefined) why.otherKind++;
    else if (id === undefined) why.unnumbered++;
    else if (read.has(id)) why.repeated++;
    else read.set(id, { comment: readComment(fields, { id, kind, ...options }), time: timeOf(fields) });
  }
  // The database gives them out by number, pages show them by date.
  const sorted = [...read.values()].sort(
    (a, b) => a.time - b.time || Number(a.comment.id) - Number(b.comment.id),
  );
  return { comments: sorted.map(({ comment }) => comment), leftOut: describe(why) };
}

function describe(why: Readonly<Record<'unapproved' | 'otherKind' | 'unnumbered' | 'repeated', number>>) {
  const clauses = [
    [why.unapproved, 'not approved'],
    [why.otherKind, 'of a kind that is no comment'],
    [why.unnumbered, 'without a number'],
    [why.repeated, 'with the number of an earlier one'],
  ] as const;
  const told = clauses.filter(([count]) => count > 0).map(([count, clause]) => `${count} ${clause}`);
  return told.length === 0 ? null : `comments left out: ${told.join(', ')}`;
}

interface CommentIdentity extends CommentOptions {
  readonly id: string;
  readonly kind: CommentKind;
}

function readComment(fields: Fields, { id, kind, postUrl, ...post }: CommentIdentity): Comment {
  const author = publicName(readFragmentLine(fieldOf(fields, 'author')));
  const date = readExportDate({
    local: fieldOf(fields, 'date'),
    gmt: fieldOf(fields, 'date_gmt'),
    pubDate: '',
  });
  const parentId = /^0*([1-9]\d*)$/.exec(fieldOf(fields, 'parent'))?.[1] ?? null;
  const user = fieldOf(fields, 'user_id');
  const isSameUser = post.postAuthorId !== null && post.postAuthorId !== '0' && user === post.postAuthorId;
  const isSameName = author !== null && author.toLowerCase() === post.postAuthor?.toLowerCase();
  return {
    id,
    author,
    authorUrl: cleanAddress(fieldOf(fields, 'author_url')),
    publishedAt: date?.publishedAt ?? null,
    datePrecision: date?.datePrecision ?? null,
    ...readExportBody(fieldOf(fields, 'content'), { hasShortcodes: false, baseUrl: postUrl }),
    kind,
    parentId,
    parentSource: parentId === null ? null : 'explicit',
    url: postUrl === null ? null : `${postUrl}#comment-${id}`,
    byPostAuthor: kind === 'comment' && (isSameUser || isSameName),
  };
}

/** Undated ones come last. */
function timeOf(fields: Fields): number {
  const gmt = fieldOf(fields, 'date_gmt');
  const written = /^[12]\d{3}/.test(gmt) ? gmt : fieldOf(fields, 'date');
  const time = Date.parse(`${written.replace(' ', 'T')}Z`);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

function fieldOf(fields: Fields, name: string): string {
  return fields.get(`wp:comment_${name}`)?.trim() ?? '';
}
