// Comments that have no element of their own: heads and texts that follow each other as siblings (`dt` and `dd`, two rows
// of a table, paragraphs and signatures, text between rules). Cut where one ends and the next begins.

import type { Line } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { ancestors, contains, elementAt, type NodeRange, type PageTree, textLength } from '../markup/tree.ts';
import type { Anchor } from './comment-anchors.ts';
import { formLike } from './comment-records.ts';
import { startsWithLabel } from './line-words.ts';
import type { Family, Region } from './record-families.ts';

/** Nodes under one holder that belong to the comments. */
interface Row {
  readonly holder: number;
  /** The child of the holder around each line. */
  readonly units: readonly NodeRange[];
  readonly from: number;
  readonly to: number;
}

/** Text that stands above a date, name or subject, at most this long in characters. */
const maxLead = 120;

/** Records as runs of siblings, or null when the lines do not part any. */
export function cutSiblings(
  tree: PageTree,
  lines: readonly Line[],
  anchors: readonly Anchor[],
  region: Region,
): Family | null {
  const row = findRow(tree, anchors, region);
  if (!row) return null;
  const gaps = row.units.slice(1).map((unit, i) => ({ from: row.units[i]?.to ?? unit.from, to: unit.from }));
  const filled = gaps.filter((gap) => textLength(tree, gap) > 0).length;
  if (filled * 10 < gaps.length * 7) return null;
  const style = styleOf(tree, row, { gaps, region, isSigned: isSigned(lines, anchors) });
  if (!style) return null;
  const ranges = style.name === 'below' ? endingAt(row) : startingAt(row, style.starts);
  return {
    region,
    kind: anchors[0]?.kind ?? 'dated',
    records: ranges.map((range) => ({ position: range.from, range })),
    shape: `${ranges.length} runs of siblings, name and date ${style.name}`,
    share: 1,
    areElements: false,
  };
}

function findRow(tree: PageTree, anchors: readonly Anchor[], region: Region): Row | null {
  const first = anchors[0]?.range;
  const last = anchors.at(-1)?.range;
  if (!first || !last) return null;
  const other = anchors.length > 1 ? last.from : region.heading?.from;
  const holder = ancestors(tree, first.from).find((at) => other !== undefined && contains(tree, at, other));
  if (holder === undefined || elementAt(tree, holder)?.name === 'html') return null;
  const heading =
    region.heading && contains(tree, holder, region.heading.from)
      ? childOf(tree, holder, region.heading)
      : null;
  const units = anchors.map(({ range }) => childOf(tree, holder, range));
  if (units.some((unit, i) => unit.from < (units[i - 1]?.to ?? heading?.to ?? 0))) return null;
  const from = heading?.to ?? holder + 1;
  const end = units.at(-1)?.to ?? from;
  return { holder, units, from, to: endOfRow(tree, holder, end) };
}

/** Range of the holder's children around a range of nodes. */
function childOf(tree: PageTree, holder: number, range: NodeRange): NodeRange {
  const lift = (position: number) => {
    let at = position;
    for (let parent = tree.parents[at] ?? -1; parent > holder; parent = tree.parents[at] ?? -1) at = parent;
    return at;
  };
  const last = lift(range.to - 1);
  return { from: lift(range.from), to: tree.ends[last] ?? last + 1 };
}

/** The next form, heading or navigation of the holder, else its end. */
export function endOfRow(tree: PageTree, holder: number, from: number): number {
  const end = tree.ends[holder] ?? from;
  const stop = findAll(tree, formLike, { from, to: end })[0] ?? end;
  const heading = findAll(tree, 'h1, h2, h3, h4', { from, to: stop }).find(
    (at) => tree.parents[at] === holder,
  );
  return childOf(tree, holder, { from: heading ?? stop, to: (heading ?? stop) + 1 }).from > from
    ? Math.min(heading ?? stop, stop)
    : end;
}

interface Evidence {
  readonly gaps: readonly NodeRange[];
  readonly region: Region;
  /** The lines say "Posted by" or "Comment by". */
  readonly isSigned: boolean;
}

type Style = { readonly name: 'above'; readonly starts: readonly number[] } | { readonly name: 'below' };

function styleOf(tree: PageTree, row: Row, { gaps, region, isSigned }: Evidence): Style | null {
  const lead = { from: row.from, to: row.units[0]?.from ?? row.from };
  const leadLength = textLength(tree, lead);
  const tailLength = textLength(tree, { from: row.units.at(-1)?.to ?? row.to, to: row.to });
  const plain: Style = { name: 'above', starts: row.units.map((unit) => unit.from) };
  if (leadLength === 0 || !region.heading) return tailLength > 0 ? plain : null;
  if (tailLength === 0) return { name: 'below' };
  const starts = leadLength < maxLead ? leadingStarts(tree, lead, gaps) : null;
  if (starts && !isSigned) return { name: 'above', starts };
  return leadLength >= 80 || isSigned ? { name: 'below' } : plain;
}

/** Where each record begins when a name or subject stands in siblings of its own above the date. */
function leadingStarts(tree: PageTree, lead: NodeRange, gaps: readonly NodeRange[]): number[] | null {
  const wanted = childrenWithText(tree, lead);
  const first = wanted[0];
  if (first === undefined) return null;
  const tags = wanted.map((at) => elementAt(tree, at)?.name ?? '');
  const starts = [first];
  for (const gap of gaps) {
    const tail = childrenWithText(tree, gap).slice(-tags.length);
    const start = tail[0];
    const isAlike =
      tail.length === tags.length && tail.every((at, i) => elementAt(tree, at)?.name === tags[i]);
    if (start === undefined || !isAlike || textLength(tree, { from: start, to: gap.to }) >= maxLead)
      return null;
    starts.push(start);
  }
  return starts;
}

function childrenWithText(tree: PageTree, range: NodeRange): number[] {
  const found: number[] = [];
  for (let at = range.from; at < range.to; at = tree.ends[at] ?? range.to)
    if (textLength(tree, { from: at, to: tree.ends[at] ?? at + 1 }) > 0) found.push(at);
  return found;
}

function isSigned(lines: readonly Line[], anchors: readonly Anchor[]): boolean {
  const [first] = anchors;
  const line = lines.find(({ nodes }) => nodes[0] === first?.range.from);
  return line !== undefined && startsWithLabel(line.text);
}

function startingAt(row: Row, starts: readonly number[]): NodeRange[] {
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? row.to }));
}

function endingAt(row: Row): NodeRange[] {
  return row.units.map((unit, i) => ({ from: row.units[i - 1]?.to ?? row.from, to: unit.to }));
}
