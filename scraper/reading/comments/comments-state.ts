// Whether comments are open, closed, none, or were drawn by a script and are not in the page.
import type { CommentsState } from '../../model.ts';
import { tidy } from '../markup/lines.ts';
import { findAll, findFirst, matches } from '../markup/select.ts';
import {
  ancestors,
  attribute,
  elementAt,
  type NodeRange,
  type PageTree,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { isAside } from '../page/page-kind.ts';
import { blockOf } from './comment-anchors.ts';
import { isInCommentArea } from './comment-headings.ts';
import {
  aboutComments,
  closedCue,
  factPlaces,
  loginCue,
  noneCue,
  openForm,
  remarkPlaces,
  scripted,
  scripts,
} from './state-words.ts';

/** What is known of the comments of a page. */
export interface CommentsKnown {
  /** Where they stand. */
  readonly records: readonly { readonly range: NodeRange }[];
  /** How many the page holds, in its markup or its data. */
  readonly found: number;
  /** The number it prints, or null. */
  readonly printed: number | null;
}

/** Remarks are short; a longer text must stand where facts about a post do. */
const maxRemark = 160;
const maxFacts = 600;

/**
 * State of the discussion. A form to write in means open, whatever the page says. `platformScripts` are further elements
 * that show that a script drew the comments.
 */
export function findCommentsState(
  tree: PageTree,
  { records, found, printed }: CommentsKnown,
  platformScripts = '',
): CommentsState {
  if (found === 0) {
    const marks = [scripted, scripts, platformScripts].filter((selector) => selector !== '');
    if (marks.some((selector) => findFirst(tree, selector) !== null)) return 'not-archived';
  }
  if (findFirst(tree, openForm) !== null || hasTextForm(tree)) return 'open';
  const remarks = findRemarks(tree, records);
  if (remarks.some((text) => closedCue.test(text))) return 'closed';
  if (remarks.some((text) => loginCue.test(text))) return 'open';
  if (found > 0) return 'unknown';
  return printed === 0 || remarks.some((text) => noneCue.test(text)) ? 'none' : 'unknown';
}

/** True when a form that says comment by its address or name has a field for text. */
function hasTextForm(tree: PageTree): boolean {
  return findAll(tree, 'form').some((at) => {
    const names = ['action', 'id', 'class', 'name'].map((name) => attribute(tree, at, name) ?? '').join(' ');
    return (
      /comment|respond|kommentar|coment|reactie/i.test(names) &&
      findAll(tree, 'textarea', subtree(tree, at)).length > 0
    );
  });
}

/** Short texts about comments outside the comments themselves and what stands beside the post. Linear. */
function findRemarks(tree: PageTree, records: CommentsKnown['records']): string[] {
  const remarks: string[] = [];
  const own = records.map(({ range }) => range).sort((a, b) => a.from - b.from);
  let record = 0;
  for (let at = 0; at < tree.nodes.length; at++) {
    for (let end = own[record]?.to; end !== undefined && end <= at; end = own[record]?.to) record++;
    const node = tree.nodes[at];
    if (!node || !('data' in node) || node.data.length > maxFacts || !aboutComments.test(node.data)) continue;
    const isOwn = at >= (own[record]?.from ?? Infinity);
    if (isOwn ? isInside(tree, at, remarkPlaces) : isRemark(tree, at, node.data.length))
      remarks.push(tidy(node.data));
  }
  return remarks;
}

function isRemark(tree: PageTree, at: number, length: number): boolean {
  const parent = elementAt(tree, tree.parents[at] ?? -1)?.name;
  if (parent === undefined || /^(?:script|style|title|option|textarea|noscript)$/.test(parent)) return false;
  const block = blockOf(tree, at);
  if (block < 0 || (isAside(tree, block) && !isInCommentArea(tree, block))) return false;
  const isShort = length <= maxRemark && textLength(tree, subtree(tree, block)) <= maxRemark;
  return isShort || isInside(tree, at, factPlaces);
}

function isInside(tree: PageTree, at: number, selector: string): boolean {
  return ancestors(tree, at).some((outer) => matches(tree, outer, selector));
}
