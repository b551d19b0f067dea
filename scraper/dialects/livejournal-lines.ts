// What LiveJournal prints around texts without names of its own: labels, controls, moods, owners, the depth of a comment.
import type { CommentRecord } from '../reading/comments/comment-records.ts';
import { type Line, readLines, tidy } from '../reading/markup/lines.ts';
import { findAll } from '../reading/markup/select.ts';
import { lineOf } from '../reading/markup/text.ts';
import {
  attribute,
  classNames,
  elementAt,
  type NodeRange,
  type PageTree,
  subtree,
  textLength,
} from '../reading/markup/tree.ts';
import type { PageView } from '../reading/page/page-view.ts';

const labels = /^(?:from|date|time|subject|link|posted by|от|кто|дата|время|тема)\s*:$/i;
const controls = new Set(
  'reply|reply to this|thread|parent|link|expand|collapse|read comments|post a new comment|leave a comment|track this|edit|delete|freeze|unfreeze|screen|unscreen|flag|next in thread|from|ответить|ветвь|ветка|развернуть|свернуть|ссылка|уровень выше'.split(
    '|',
  ),
);
const noSubject = /^\(?(?:no subject|без темы)\)?$|^re:$/i;
const folded = /^(?:hide|show|показать|скрыть)?\s*\d+\s+(?:comments?|repl(?:y|ies)|комментари\p{L}+)$/iu;

/** Labels of rows, controls, and what stands for a headline where there is none. */
export function frameNodes(line: Line, textAt: (position: number) => string): readonly number[] {
  if (line.text.length > 200) return [];
  if (labels.test(line.text) || noSubject.test(line.text) || isControls(line)) return line.nodes;
  const marks = new Set(line.links.map((link) => link.text).filter((text) => noSubject.test(text)));
  return line.nodes.filter((at) => marks.has(textAt(at)));
}

function isControls(line: Line): boolean {
  if (line.links.length === 0) return false;
  const rest = line.links.reduce(
    (text, link) => (isControl(link.text) ? text.replace(link.text, '|') : text),
    line.text,
  );
  return rest
    .split(/[()[\]|,·•—-]/)
    .map(tidy)
    .every((piece) => piece === '' || isControl(piece));
}

function isControl(text: string): boolean {
  const plain = tidy(text.replace(/[()[\]]/g, '')).toLowerCase();
  return controls.has(plain) || folded.test(plain);
}

/** Depth as classes tell it, else the margin of the comment or of what holds it, else the width of the picture before it. */
export function indentOf(tree: PageTree, record: CommentRecord): number | null {
  let at = record.position;
  for (let level = 0; level < 3 && at >= 0; level++, at = tree.parents[at] ?? -1) {
    const element = elementAt(tree, at);
    if (!element) return null;
    for (const name of classNames(element)) {
      const depth = /^(?:comment-depth|b-tree-twig)-(\d{1,3})$/.exec(name)?.[1];
      if (depth !== undefined) return Number(depth);
    }
    const margin = /margin-left\s*:\s*(\d{1,5}(?:\.\d+)?)\s*(?:px|em|%)/i.exec(
      element.attribs.style ?? '',
    )?.[1];
    if (margin !== undefined) return Number(margin);
  }
  return spacerWidth(tree, record);
}

function spacerWidth(tree: PageTree, record: CommentRecord): number | null {
  const near = { from: record.position, to: Math.min(record.range.to, record.position + 16) };
  for (const at of findAll(tree, 'img[width]', near)) {
    if (textLength(tree, { from: record.position, to: at }) > 0) return null;
    if (/(?:dot|spacer|blank|space|clear|pixel)\.(?:gif|png)/i.test(attribute(tree, at, 'src') ?? ''))
      return Number(/^\d+/.exec(attribute(tree, at, 'width') ?? '')?.[0] ?? 0);
  }
  return null;
}

const metadata =
  /^(?:current (?:mood|music|location)|mood|music|location|entry tags|tags|настроение|музыка|местонахождение|метки)\s*:/i;
/** Without "current" such a word may begin a sentence: it counts only among the first and last lines. */
const edgeLines = 4;

/** "NAME wrote, @ 2003-06-18 09:57:00" over an entry. */
const signature = /^\S.{0,60}?\s(?:wrote|posted|writes|пишет|написал\p{L}*)\b.{0,60}?@\s*\d{4}/u;

/** Rows and lines of a post's body that tell who wrote it when, mood, music, place and tags. */
export function metadataIn(tree: PageTree, range: NodeRange): readonly number[] {
  const rows = findAll(tree, 'table, tr', range).filter((at) => {
    const own = subtree(tree, at);
    if (at === range.from || textLength(tree, own) > 200) return false;
    const text = lineOf(tree, own);
    return metadata.test(text) || signature.test(text);
  });
  const lines = readLines(tree, range, new Set(rows));
  const nodes = lines.flatMap((line, i) => {
    const isEdge = i < edgeLines || lines.length - i <= edgeLines || /^current/i.test(line.text);
    return isEdge && line.text.length < 200 && metadata.test(line.text) ? line.nodes : [];
  });
  return [...rows, ...nodes];
}

const journalHost =
  /^([a-z\d][a-z\d_-]*)\.(?:livejournal|insanejournal|deadjournal|dreamwidth)\.(?:com|org)$/;

/** The journal's name where both the host and the page's title say it: "NAME: Title". Communities name each poster. */
export function ownerOf(view: PageView): { readonly name: string; readonly url: string | null } | null {
  const journal = journalHost.exec(view.host ?? '')?.[1]?.replaceAll('-', '_');
  if (journal === undefined) return null;
  const name = view.title
    .split(/[\s:|—–]+/)
    .find((word) => word.toLowerCase().replaceAll('-', '_') === journal);
  return name === undefined ? null : { name, url: null };
}
