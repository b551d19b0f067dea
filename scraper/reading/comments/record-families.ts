// Lines that may open or close comments, put together by the shape around them and cut into records in every way that
// holds up. Which of them are comments is judged elsewhere.

import type { Line } from '../markup/lines.ts';
import { classNames, contains, elementAt, type NodeRange, type PageTree } from '../markup/tree.ts';
import type { Anchor } from './comment-anchors.ts';
import { cutSiblings } from './sibling-records.ts';
import { cutSpeeches } from './spoken-records.ts';

/** A part of a page that may hold comments: behind a heading, or the whole page. */
export interface Region {
  /** Heading line of the comments, or null. */
  readonly heading: NodeRange | null;
  /** Number the heading prints, or null. */
  readonly printed: number | null;
  /** The region is an element that is named for comments. */
  readonly isArea: boolean;
  readonly from: number;
  readonly to: number;
}

/** One way to cut a family into records. */
export interface Family {
  readonly region: Region;
  readonly kind: Anchor['kind'] | 'classes';
  readonly records: readonly { readonly position: number; readonly range: NodeRange }[];
  /** How the records were cut, for people. */
  readonly shape: string;
  /** Share of the family's lines that became records, up to 1. */
  readonly share: number;
  /** Records are elements of their own, not runs of siblings. */
  readonly areElements: boolean;
}

/** More lines of one kind are not made by people who write comments. */
const maxAnchors = 6_000;
const maxFamilies = 1_500;
/** How far a record's element may stand above the block of its line. */
const maxClimb = 7;

/** All families of a page. Cost grows with the lines, not with the families. */
export function findFamilies(
  tree: PageTree,
  lines: readonly Line[],
  anchors: readonly Anchor[],
  regions: readonly Region[],
): Family[] {
  const families: Family[] = [];
  const seen = new Set<string>();
  for (const group of groupByShape(tree, anchors)) {
    for (const region of regions) {
      const inside = group.filter(({ range }) => range.from >= region.from && range.from < region.to);
      const [first] = inside;
      const key = `${region.from} ${first?.range.from} ${inside.length} ${inside.at(-1)?.range.from}`;
      if (first === undefined || seen.has(key)) continue;
      seen.add(key);
      families.push(...cutGroup(tree, lines, inside, region));
      if (families.length > maxFamilies) return families;
    }
  }
  return families;
}

/** Lines whose blocks look alike, seen with and without class names and with one to three elements around them. */
function groupByShape(tree: PageTree, anchors: readonly Anchor[]): Anchor[][] {
  if (anchors.length > maxAnchors) return [];
  const groups = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    for (const hasClasses of [true, false]) {
      let shape = `${anchor.kind} ${hasClasses} ${hasClasses && isSetOff(tree, anchor)}`;
      let at = anchor.block;
      for (let level = 0; level < 3 && at >= 0; level++, at = tree.parents[at] ?? -1) {
        shape += ` ${signature(tree, at, hasClasses)}`;
        const list = groups.get(shape);
        if (list) list.push(anchor);
        else groups.set(shape, [anchor]);
      }
    }
  }
  return [...groups.values()].sort((a, b) => rankOf(a) - rankOf(b));
}

/** True for "NAME says:" in print of its own: in running text such words stand plain. */
function isSetOff(tree: PageTree, { announces, block, range }: Anchor): boolean {
  return announces && tree.parents[range.from] !== block;
}

/** Lines with dates are looked at first: lines in strong print stand everywhere. */
function rankOf(group: readonly Anchor[]): number {
  return ['dated', 'named', 'marked'].indexOf(group[0]?.kind ?? 'marked');
}

const unsteady =
  /\d|^(?:odd|even|alt|first|last|alternate|author|by\w+|thread-\w+|parent|depth\S*|post-?author|highlighted|new|left|right|row\w*)$/i;

/** Tag and classes without what changes from record to record. */
export function signature(tree: PageTree, position: number, hasClasses = true): string {
  const element = elementAt(tree, position);
  if (!element) return '';
  if (!hasClasses) return element.name;
  return [element.name, ...classNames(element).filter((name) => !unsteady.test(name))].join('.');
}

function cutGroup(
  tree: PageTree,
  lines: readonly Line[],
  anchors: readonly Anchor[],
  region: Region,
): Family[] {
  const found: Family[] = [];
  let last = 0;
  let blocks: number[] = anchors.map(({ block }) => block);
  for (let climb = 0; climb <= maxClimb; climb++) {
    if (blocks.some((at) => at < 0 || isTooWide(tree, at, region))) break;
    const units = distinct(blocks);
    const isRepeated = units.length !== last;
    if (isRepeated || climb > 0) {
      const family = cutElements(tree, anchors, { units, region });
      if (family && !isRepeated) found.pop();
      if (family) found.push(family);
      last = units.length;
    }
    blocks = blocks.map((at) => tree.parents[at] ?? -1);
  }
  const beside = cutSiblings(tree, lines, anchors, region);
  const spoken = cutSpeeches(tree, anchors, region);
  return [...found, ...(beside ? [beside] : []), ...(spoken ? [spoken] : [])];
}

/** Elements around a heading, a region or the page hold more than one comment. */
function isTooWide(tree: PageTree, at: number, region: Region): boolean {
  if (at < region.from) return true;
  const { name } = elementAt(tree, at) ?? { name: 'body' };
  return name === 'body' || name === 'html';
}

function distinct(positions: readonly number[]): number[] {
  return [...new Set(positions)].sort((a, b) => a - b);
}

interface Units {
  /** Elements, one a record. */
  readonly units: readonly number[];
  readonly region: Region;
}

function cutElements(tree: PageTree, anchors: readonly Anchor[], { units, region }: Units): Family | null {
  const [first] = units;
  if (first === undefined) return null;
  const holder = tree.parents[first] ?? -1;
  const inside = units.filter((at) => contains(tree, holder, at));
  const tag = elementAt(tree, first)?.name;
  if (inside.some((at) => elementAt(tree, at)?.name !== tag)) return null;
  if (inside.length * 2 < units.length) return null;
  const records = inside.map((position, i) => {
    const end = tree.ends[position] ?? position + 1;
    return { position, range: { from: position, to: Math.min(end, inside[i + 1] ?? end) } };
  });
  return {
    region,
    kind: anchors[0]?.kind ?? 'dated',
    records,
    shape: `${records.length} × ${signature(tree, first)}`,
    share: records.length / anchors.length,
    areElements: true,
  };
}
