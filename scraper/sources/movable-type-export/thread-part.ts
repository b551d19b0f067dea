// One entry of a Movable Type export to a part of a thread, or the reason why it is none.
import type { Comment, Post, Skip, ThreadPart, Writing } from '../../model.ts';
import { derivedId } from '../../reading/comments/comment-list.ts';
import type { Body } from '../../reading/markup/text.ts';
import { hostOf, splitPagePath } from '../../reading/markup/urls.ts';
import { normaliseTitle } from '../../reading/page/identity.ts';
import { readFragment, readFragmentLine } from '../html-fragment.ts';
import { publicName } from '../public-name.ts';
import { cleanAddress } from '../record-texts.ts';
import { markParagraphs } from '../wordpress-export/paragraphs.ts';
import type { ExportAnswer, ExportEntry } from './entry.ts';

/** Where the entry stands. */
export interface EntryPlace {
  /** Path of the file inside its source. */
  readonly file: string;
  /** The entry's own name in skips. */
  readonly page: string;
}

/** The part, or why there is none. Mail and network addresses are not read. */
export function readEntry(entry: ExportEntry, { file, page }: EntryPlace): ThreadPart | Skip {
  const state = entry.fieldOf('STATUS').toLowerCase();
  if (state !== '' && state !== 'publish')
    return noContent(page, `not public: in the state ${JSON.stringify(state.slice(0, 40))}`);
  const url = cleanAddress(entry.fieldOf('UNIQUE URL'));
  const post = readPost(entry, url);
  const comments = entry.answers.map((answer) => readAnswer(answer, post.author, url));
  if (post.title === '' && post.text === '' && !post.hasImage && comments.length === 0)
    return noContent(page, 'an entry without title, text and comments');
  const path = url === null ? '' : splitPagePath(new URL(url).pathname).path;
  return {
    kind: 'part',
    page: file,
    dialect: 'movable-type-export',
    host: url === null ? null : hostOf(url),
    url,
    site: null,
    aliases: [path === '' || path === '/' ? nameOf(post, page) : `path:${path}`],
    commentPage: null,
    isCopy: false,
    // Comments that were exported to be added to an entry that is there already.
    post: entry.fieldOf('NO ENTRY') === '1' ? null : post,
    comments: withOwnIds(comments),
    declaredCommentCount: null,
    commentsState: STATES.get(entry.fieldOf('ALLOW COMMENTS')) ?? 'unknown',
    capturedAt: null,
  };
}

/** The format has no numbers; an entry keeps its date and title when it is exported again. */
function nameOf({ publishedAt, title }: Post, page: string): string {
  return `file:${publishedAt === null || title === '' ? page : `${publishedAt}|${normaliseTitle(title)}`}`;
}

const STATES: ReadonlyMap<string, ThreadPart['commentsState']> = new Map([
  ['1', 'open'],
  ['2', 'closed'],
]);

function readPost(entry: ExportEntry, url: string | null): Post {
  const breaks = entry.fieldOf('CONVERT BREAKS').toLowerCase();
  const isMarkup = breaks === '0' || breaks === 'richtext' || breaks === 'wysiwyg';
  const raw = [entry.textOf('BODY'), entry.textOf('EXTENDED BODY')]
    .filter((text) => text !== '')
    .join('\n\n');
  return {
    id: 'post',
    title: readFragmentLine(entry.fieldOf('TITLE')),
    author: publicName(readFragmentLine(entry.fieldOf('AUTHOR'))),
    authorUrl: null,
    ...readDate(entry.fieldOf('DATE')),
    ...readFragment(isMarkup ? raw : markParagraphs(raw), url),
    tags: unique(splitTags(entry.fieldsOf('TAGS').join(','))),
    categories: unique([...entry.fieldsOf('PRIMARY CATEGORY'), ...entry.fieldsOf('CATEGORY')]),
  };
}

/** `"Movable Type",foo,bar`: quoted where a tag holds a comma or a blank. */
function splitTags(written: string): readonly string[] {
  return [...written.matchAll(/"([^"]*)"|'([^']*)'|([^,"']+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

function unique(labels: readonly string[]): readonly string[] {
  return [...new Set(labels.map(readFragmentLine))].filter((label) => label !== '');
}

/** The format has no numbers of comments. */
function readAnswer(
  { kind, fields, text }: ExportAnswer,
  postAuthor: string | null,
  url: string | null,
): Comment {
  const name = fields.get(kind === 'ping' ? 'BLOG NAME' : 'AUTHOR') ?? '';
  const title = kind === 'ping' ? readFragmentLine(fields.get('TITLE') ?? '') : '';
  const author = publicName(readFragmentLine(name)) ?? (title === '' ? null : publicName(title));
  const date = readDate(fields.get('DATE') ?? '');
  const body: Body = readFragment(markParagraphs(text), url);
  return {
    id: derivedId(author, date.publishedAt ?? undefined, body.text),
    author,
    authorUrl: cleanAddress(fields.get('URL') ?? ''),
    ...date,
    ...body,
    kind: kind === 'ping' ? 'trackback' : 'comment',
    parentId: null,
    parentSource: null,
    url: null,
    byPostAuthor: kind === 'comment' && author !== null && author.toLowerCase() === postAuthor?.toLowerCase(),
  };
}

/** Who presses the button twice in one second said it twice. */
function withOwnIds(comments: readonly Comment[]): readonly Comment[] {
  const counts = new Map<string, number>();
  return comments.map((comment) => {
    const count = (counts.get(comment.id) ?? 0) + 1;
    counts.set(comment.id, count);
    return count === 1 ? comment : { ...comment, id: `${comment.id}-${count}` };
  });
}

/** `01/31/2002 03:31:05 PM`, month first, also with 24 hours; on the blog's clock, whose zone the format does not tell. */
function readDate(written: string): Pick<Writing, 'publishedAt' | 'datePrecision'> {
  const [, month, day, year, hour = '', minute, second, half] =
    /^(\d\d)\/(\d\d)\/(\d{4}) (\d{1,2}):(\d\d):(\d\d)(?: ([AP])M)?$/i.exec(written) ?? [];
  const shift = half === undefined ? 0 : half.toUpperCase() === 'P' ? 12 : 0;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + shift;
  const iso = `${year}-${month}-${day}T${String(hours).padStart(2, '0')}:${minute}:${second}`;
  const time = new Date(`${iso}Z`);
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
  return isReal ? { publishedAt: iso, datePrecision: 'second' } : { publishedAt: null, datePrecision: null };
}

function noContent(page: string, detail: string): Skip {
  return { kind: 'skip', page, reason: 'no-content', detail };
}
