// Where the links from other sites stand that a family lists apart from its comments: trackbacks under a heading of their own.
import { findFirst, lowerBound } from '../markup/select.ts';
import type { PageTree } from '../markup/tree.ts';
import {
  type CommentRecord,
  type PingMarkup,
  raiseAnchors,
  sliceRecords,
  startsByPattern,
} from './comment-records.ts';
import { elementStarts } from './element-records.ts';

/** The records, and the pings that stand outside them, in page order. Their names start with `ping-`: they are counted apart. */
export function withPings(
  tree: PageTree,
  records: readonly CommentRecord[],
  markup: PingMarkup | undefined,
): CommentRecord[] {
  const area = markup ? findFirst(tree, markup.area) : null;
  if (!markup || area === null) return [...records];
  const numbered = markup.idPatterns
    .map((pattern) => startsByPattern(tree, pattern))
    .find((starts) => starts.length > 0);
  const starts = numbered
    ? raiseAnchors(tree, numbered)
    : elementStarts(tree, { elements: markup.elements, ids: [/(?<!\d)(\d+)$/], except: '' });
  const placed = starts.filter(({ position }) => position >= area).filter(outside(tree, records));
  const pings = sliceRecords(tree, placed).map((ping) => ({
    ...ping,
    name: ping.name === null ? null : `ping-${ping.name}`,
    kind: markup.kind,
  }));
  const all = [...records, ...pings].sort((a, b) => a.position - b.position);
  return all.map((record, i) => {
    const to = Math.min(record.range.to, all[i + 1]?.position ?? record.range.to);
    return to === record.range.to ? record : { ...record, range: { from: record.range.from, to } };
  });
}

/** Tells what stands in no record. Records may nest: the greatest end before a place counts. */
function outside(
  tree: PageTree,
  records: readonly CommentRecord[],
): (start: { readonly position: number }) => boolean {
  const positions = records.map((record) => record.position);
  let end = 0;
  const ends = positions.map((at) => {
    end = Math.max(end, tree.ends[at] ?? at + 1);
    return end;
  });
  return ({ position }) => position >= (ends[lowerBound(positions, position + 1) - 1] ?? 0);
}
