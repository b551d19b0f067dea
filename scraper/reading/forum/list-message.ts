// One message of a mailing list as its archive shows it: head lines, the mail's text, quoted lines.

import type { ThreadReading } from '../../dialects/model.ts';
import type { TextRange } from '../../model.ts';
import { cleanName } from '../comments/marked-names.ts';
import { type FoundDate, findDate } from '../dates/dates.ts';
import { readLines, tidy } from '../markup/lines.ts';
import { findAll, findFirst, wholeTree } from '../markup/select.ts';
import { type Body, lineOf, readBody } from '../markup/text.ts';
import { linkTextLength, type NodeRange, type PageTree, subtree, textLength } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { findSiteName } from '../page/site-name.ts';

/** What an archive states of a message outside what it shows; null where it does not. */
export interface StatedHead {
  readonly name: string | null;
  readonly date: string | null;
  readonly subject: string | null;
}

/** The message of a page as a post; null when it shows no text. */
export function readListMessage(view: PageView, stated: StatedHead, program: string): ThreadReading | null {
  const { tree } = view;
  const range = findText(tree);
  const body = range
    ? withoutFoot(readBody(tree, [range], { dropped: new Set(), baseUrl: view.baseUrl }))
    : null;
  if (!range || !body || body.text === '') return null;
  const head = { from: 0, to: range.from };
  const date = dateOf(view, head, stated);
  return {
    kind: 'thread',
    post: {
      id: 'post',
      title: stated.subject ?? headingOf(view) ?? view.title,
      author: stated.name ?? nameOf(view, head),
      authorUrl: null,
      publishedAt: date?.iso ?? null,
      datePrecision: date?.precision ?? null,
      ...body,
      quotes: quotedLines(body.text),
      tags: [],
      categories: [],
    },
    comments: [],
    declaredCommentCount: null,
    commentsState: 'unknown',
    site: findSiteName(view),
    postNumber: null,
    hasUniqueNumber: false,
    hasSiteIds: false,
    notes: [`message of a mailing list: ${program}`],
  };
}

function headingOf({ tree }: PageView): string | null {
  const at = findFirst(tree, 'h1, h2');
  const text = at === null ? '' : lineOf(tree, subtree(tree, at));
  return text === '' ? null : text;
}

/** The text in fixed print; without any the longest stretch between two rules. */
function findText(tree: PageTree): NodeRange | null {
  const pieces = findAll(tree, 'pre').filter((at) => textLength(tree, subtree(tree, at)) > 0);
  const [first] = pieces;
  if (first !== undefined) return { from: first, to: tree.ends[pieces.at(-1) ?? first] ?? first + 1 };
  const rules = [...findAll(tree, 'hr'), tree.nodes.length];
  const running = (range: NodeRange) => textLength(tree, range) - linkTextLength(tree, range);
  const stretches = rules.slice(0, -1).map((from, i) => ({ from, to: rules[i + 1] ?? from }));
  const [longest] = stretches.sort((a, b) => running(b) - running(a));
  return longest ?? null;
}

/** The stroke and the address of the list that its server writes under every mail. */
const listFoot = /\n_{30,}\n[^\n]*(?:mailing list|list|@)[\s\S]{0,400}$/i;

function withoutFoot(body: Body): Body {
  return { ...body, text: body.text.replace(listFoot, '').trimEnd() };
}

/** Runs of lines that begin with ">". */
function quotedLines(text: string): TextRange[] {
  const ranges: [number, number][] = [];
  for (const run of text.matchAll(/(?:^[ \t]*(?:>|\|\s).*$\n?)+/gm)) {
    const end = run.index + run[0].trimEnd().length;
    if (end > run.index) ranges.push([run.index, end]);
  }
  return ranges;
}

function dateOf(view: PageView, head: NodeRange, { date }: StatedHead): FoundDate | null {
  const told = date === null ? null : findDate(date, view.dates);
  if (told) return told;
  for (const line of readLines(view.tree, head, new Set())) {
    const found = line.text.length < 160 ? findDate(line.text, view.dates) : null;
    if (found && found.precision !== 'day') return found;
  }
  return null;
}

/** "From: NAME <address>", else the strong print before the address. Never an address. */
function nameOf({ tree }: PageView, head: NodeRange): string | null {
  for (const line of readLines(tree, head, new Set())) {
    const from = /^(?:from|von|de|da)\s*:\s*(.{1,120})$/i.exec(line.text)?.[1];
    const name = from === undefined ? '' : plainName(from);
    if (name !== '') return name;
  }
  const strong = findAll(tree, 'b, strong', head).map((at) => lineOf(tree, subtree(tree, at)));
  return strong.map(plainName).find((name) => name !== '') ?? null;
}

function plainName(text: string): string {
  const name = cleanName(tidy(text.replace(/[<(](?=[^<>()]*(?:@|\bat\b))[^<>()]*[>)]/gi, ' '))).replace(
    /^["']|["']$/g,
    '',
  );
  return /@|\s(?:at|dot)\s|:$/.test(name) || name.length > 60 ? '' : name;
}

/** Links to messages by number that make an index. */
const indexLinks = 3;

/** True for a page that lists an archive's messages: by thread, date, author or subject. */
export function listsMessages({ tree }: PageView): boolean {
  const links = findAll(tree, 'a[href]', wholeTree(tree));
  const numbered = links.filter((at) => {
    const node = tree.nodes[at];
    return node && 'attribs' in node && /^(?:\.\/)?(?:msg)?\d{4,6}\.html?$/.test(node.attribs.href ?? '');
  });
  return numbered.length >= indexLinks;
}
