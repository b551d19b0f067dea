// The title of a thread: what the head of the page and a line of it agree on. Forums write their own name around it.

import { repairMojibake } from '../../decode/mojibake.ts';
import { type Line, readLines, tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { ancestors, attribute, elementAt, subtree } from '../markup/tree.ts';
import { metaContent, type PageView } from '../page/page-view.ts';
import { fold } from './message-body.ts';
import type { ForumMarkup, ForumMessage } from './model.ts';

/** How far into the first message its heading may stand, in nodes. */
const reach = 150;
const label =
  /^(?:topic|thread|subject|re|thema|betreff|sujet|titre|asunto|tema|onderwerp|temat|тема)\s*:?\s+(\S.{3,200})$/i;

/** Title of the thread; empty when the page gives none. */
export function findThreadTitle(
  view: PageView,
  markup: ForumMarkup | null,
  messages: readonly ForumMessage[],
): string {
  const title = titleByMarkup(view, markup) ?? titleByLines(view, messages);
  if (title === null) return titleOfHead(view);
  return withoutSite(title, statedTitle(view));
}

function statedTitle(view: PageView): string {
  return repairMojibake(tidy(metaContent(view.tree, 'og:title') ?? '')).text;
}

/** What a title goes on from, behind a separator, is the thread's title alone. */
function withoutSite(title: string, stated: string): string {
  const isLonger = stated !== '' && title.startsWith(stated);
  return isLonger && separators.test(title.slice(stated.length)) ? stated : title;
}

function titleByMarkup(view: PageView, markup: ForumMarkup | null): string | null {
  const heads = headsOf(view);
  for (const selector of markup?.title ?? []) {
    for (const at of findAll(view.tree, selector).slice(0, 20)) {
      const text = lineOf(view.tree, subtree(view.tree, at));
      if (text.length < 300 && fold(text).length > 2 && heads.some((head) => head.includes(fold(text))))
        return text;
      const stated = attribute(view.tree, at, 'post-title');
      if (stated) return tidy(stated);
    }
  }
  return null;
}

function headsOf(view: PageView): string[] {
  return [view.title, metaContent(view.tree, 'og:title', 'twitter:title') ?? '']
    .map(fold)
    .filter((head) => head !== '');
}

/** The best line down to the head of the first message: a heading whose words are in the page's title, else a labelled line. */
function titleByLines(view: PageView, messages: readonly ForumMessage[]): string | null {
  const { tree } = view;
  const [first] = messages;
  const to = first ? Math.min(first.range.to, first.range.from + reach) : tree.nodes.length;
  const lines = readLines(tree, { from: 0, to }, new Set());
  const heads = headsOf(view);
  const answered = answeredSubject(view, messages);
  let best: { text: string; score: number } | null = null;
  for (const line of lines) {
    const text = line.text.replace(/^(?:topic|thread|subject|thema|betreff|sujet|tema|re)\s*:\s*/i, '');
    const folded = fold(text);
    if (folded.length < 3 || text.length > 250) continue;
    const head = heads.find((candidate) => candidate.includes(folded));
    if (head === undefined) continue;
    const score =
      folded.length / head.length +
      headingWeight(view, line) +
      (head.startsWith(folded) ? 0.3 : 0) +
      (folded === answered ? 1 : 0);
    if (!best || score > best.score) best = { text, score };
  }
  if (best) return best.text;
  const before = lines.filter((line) => (line.nodes[0] ?? 0) < (first?.range.from ?? 0)).slice(-25);
  for (const line of before.reverse()) {
    const named = line.text.length < 220 && line.links.length < 2 ? label.exec(line.text)?.[1] : undefined;
    if (named !== undefined) return named;
  }
  return null;
}

/** What the second message answers to by its subject, "Re: …", letters only; empty when it has none. */
function answeredSubject(view: PageView, messages: readonly ForumMessage[]): string {
  const second = messages[1];
  if (!second) return '';
  const range = { from: second.range.from, to: Math.min(second.range.to, second.range.from + reach) };
  for (const line of readLines(view.tree, range, new Set())) {
    const subject = /^(?:#?\d+\.?\s*)?(?:re|aw|antw|sv|odp|rép|rif)\s*:\s*(\S.{2,200})$/i.exec(
      line.text,
    )?.[1];
    if (subject !== undefined) return fold(subject);
  }
  return '';
}

function headingWeight(view: PageView, line: Line): number {
  const { tree } = view;
  const [node] = line.nodes;
  if (node === undefined) return 0;
  const outer = ancestors(tree, node).slice(0, 4);
  if (outer.some((at) => /^h[1-3]$/.test(elementAt(tree, at)?.name ?? ''))) return 0.5;
  return outer.some((at) => /title|subject|topic/i.test(attribute(tree, at, 'class') ?? '')) ? 0.3 : 0;
}

const separators = /\s+(?:»|«|\||–|—|::|·|•|‹|›|-|\/|>|<)\s+/;
const around =
  /^(?:view (?:topic|thread|single post)|(?:page|seite|página) \d+(?: (?:of|von|de) \d+)?|forums?|index|message boards?|discussion boards?|.{0,40}(?:forums?|\b(?:boards?|community|foro)))$/i;

/** The head without the forum's name: the part that is no name of a forum and stands on no other link of the page. */
function titleOfHead(view: PageView): string {
  const stated = statedTitle(view);
  if (stated !== '' && view.title !== stated && withoutSite(view.title, stated) === stated) return stated;
  const head = stated || repairMojibake(tidy(view.title)).text;
  const parts = head.split(separators).filter((part) => part !== '' && !around.test(part));
  if (parts.length < 2) return parts[0] ?? head;
  const links = new Set(
    findAll(view.tree, 'a[href]').map((at) => fold(lineOf(view.tree, subtree(view.tree, at)))),
  );
  const site = fold(metaContent(view.tree, 'og:site_name') ?? '');
  return parts.find((part) => !links.has(fold(part)) && fold(part) !== site) ?? parts[0] ?? head;
}
