// How much speaks for a family of records being the page's comments: its count, its heading, its place, the form behind.

import { isAnyAround } from '../markup/around.ts';
import { findAll, findFirst, lowerBound, matches } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { elementAt, linkTextLength, type PageTree, subtree, textLength } from '../markup/tree.ts';
import {
  headingsBefore,
  isInCommentArea,
  isUnderCommentHeading,
  isUnderOtherHeading,
} from './comment-headings.ts';
import { readCount } from './printed-count.ts';
import type { Family } from './record-families.ts';
import { type Surroundings, standsIn } from './surroundings.ts';

export interface Weight {
  readonly score: number;
  readonly why: string;
  /** The page prints this number over them. */
  readonly isCounted: boolean;
}

/** Below this a family is no list of comments. */
const enough = 3;
/** What a single record needs. */
const enoughAlone = 5;

/** The weight of a family, or null when it cannot be comments. */
export function weighFamily(tree: PageTree, family: Family, around: Surroundings): Weight | null {
  const { records } = family;
  const first = records[0];
  const last = records.at(-1);
  if (!first || !last) return null;
  if (isInBody(tree, first.position) || isForm(tree, family)) return null;
  const texts = records.filter(({ range }) => standsIn(around.texts, range)).length;
  if (texts * 10 < records.length * 7 || areCutBehindNames(family, around)) return null;
  if (isListing(tree, family, around)) return null;
  const weight = weighPlace(tree, family, { end: last.range.to, isNamed: areNamed(family, around) });
  if (family.kind === 'marked' && !weight.isCounted) return null;
  if (records.length === 1 && !weight.isCounted && !standsBehindText(tree, family)) return null;
  const needed = records.length === 1 ? enoughAlone : enough;
  if (weight.score < needed) return null;
  // Of two cuts that the page speaks for alike, the one with more records, behind a heading, in elements of their own.
  const extra =
    Math.min(records.length, 50) / 100 +
    (family.areElements ? 0.3 : 0) +
    (family.region.heading ? 0.2 : 0) +
    family.share / 2 +
    texts / records.length;
  const isCounted = weight.isCounted && around.hasOneCount;
  return { ...weight, isCounted, score: weight.score + extra };
}

/** True when most records end with "NAME says:": what is said stands in the next one. */
function areCutBehindNames({ records }: Family, { lines, announcements }: Surroundings): boolean {
  const ended = records.filter(({ range }) => {
    const last = lines[lowerBound(lines, range.to) - 1] ?? -1;
    return last >= range.from && announcements.has(last);
  });
  return ended.length * 2 > records.length;
}

/** True when most records hold a line that may tell a name. */
function areNamed({ records }: Family, { names }: Surroundings): boolean {
  const named = records.filter(({ range }) => standsIn(names, range)).length;
  return named * 10 >= records.length * 7;
}

/** True when running text, the post's, stands before the heading. */
function standsBehindText(tree: PageTree, { region, records }: Family): boolean {
  const before = { from: 0, to: region.heading?.from ?? records[0]?.range.from ?? 0 };
  return textLength(tree, before) - linkTextLength(tree, before) > 150;
}

interface Place {
  /** Where the last record ends. */
  readonly end: number;
  readonly isNamed: boolean;
}

function weighPlace(tree: PageTree, family: Family, { end, isNamed: tellNames }: Place): Weight {
  const { records, region } = family;
  const first = records[0]?.range.from ?? 0;
  const position = records[0]?.position ?? 0;
  const isNamed = family.kind === 'classes';
  const isPlaced = isNamed || region.isArea || isInCommentArea(tree, position);
  const why: string[] = [];
  const distance = region.heading ? textLength(tree, { from: region.from, to: first }) : Infinity;
  const isOther = isUnderOtherHeading(tree, first);
  const hasNearHeading = !isOther && distance < (records.length === 1 ? 60 : 400);
  const printed = (hasNearHeading ? region.printed : null) ?? (isOther ? null : printedBefore(tree, first));
  let score = 0;
  if (isPlaced) {
    score += 3;
    why.push(isNamed ? 'named as comments' : 'in a part named for comments');
  }
  if (printed === records.length) {
    score += 6;
    why.push('as many as the page prints');
  } else if (printed !== null && printed > 0) {
    score += 1;
    why.push(`the page prints ${printed}`);
  } else if (hasNearHeading || (!isOther && records.length > 1 && isUnderCommentHeading(tree, first))) {
    score += 3;
    why.push('under a heading for comments');
  }
  const form = findAll(tree, 'textarea', { from: end, to: tree.nodes.length })[0];
  if (form !== undefined) {
    const isNear = textLength(tree, { from: end, to: form }) < 300;
    score += isNear && records.length > 1 && family.kind === 'dated' ? 2 : 1;
    why.push('a form follows');
  }
  if (tellNames && (score > 0 || records.length > 1)) score += 2;
  if (family.kind === 'named' || family.kind === 'marked') score -= 2;
  if (family.areElements && haveTextBetween(tree, records)) score -= 4;
  return { score, why: why.join(', '), isCounted: printed === records.length };
}

/** Remarks and fields of the form for a new comment. */
function isForm(tree: PageTree, { records }: Family): boolean {
  const forms = records.filter(
    ({ position, range }) => findFirst(tree, writtenIn, range) !== null || isInForm(tree, position),
  );
  return forms.length * 2 > records.length;
}

/** A form without such a field is for moderators: it holds the comments themselves. */
const writtenIn = 'textarea, input[type=password]';
const formParts = '#respond, .comment-respond, .comment-form, #commentform, .comment-notes, .must-log-in';
const isInForm = isAnyAround(
  (tree, at) =>
    matches(tree, at, formParts) ||
    (elementAt(tree, at)?.name === 'form' && findFirst(tree, writtenIn, subtree(tree, at)) !== null),
);

/** Records that are elements with text between them: each has lost a part of its own. */
function haveTextBetween(tree: PageTree, records: Family['records']): boolean {
  let filled = 0;
  records.forEach(({ position }, i) => {
    const next = records[i + 1]?.position;
    const end = tree.ends[position] ?? position + 1;
    if (next !== undefined && next > end && textLength(tree, { from: end, to: next }) > 0) filled++;
  });
  return filled * 2 > records.length - 1 && filled > 0;
}

/** Lists inside the text of a post are part of it. */
function isInBody(tree: PageTree, position: number): boolean {
  return isAtBody(tree, tree.parents[position] ?? -1);
}

const isAtBody = isAnyAround((tree, at) =>
  matches(
    tree,
    at,
    '.entry-content, .post-body, .wp-block-post-content, [itemprop=articleBody], .e-content, .post-content',
  ),
);

/** Entries of a listing: most records have a count of comments of their own, or a heading that leads elsewhere. */
function isListing(tree: PageTree, { records }: Family, { counts }: Surroundings): boolean {
  const counted = records.filter(({ range }) => standsIn(counts, range)).length;
  if (counted * 2 > records.length) return true;
  if (records.length < 2) return false;
  const headed = records.filter(({ range }) =>
    findAll(tree, 'h1 a[href], h2 a[href], h3 a[href]', range).some(
      (at) => !/^#|^https?:\/\/[^/]+\/?$/.test(elementAt(tree, at)?.attribs.href ?? '#'),
    ),
  ).length;
  return headed * 2 > records.length && records.every(({ range }) => textLength(tree, range) > 80);
}

/** Count in the headings shortly before the first record, or null. */
function printedBefore(tree: PageTree, first: number): number | null {
  for (const at of headingsBefore(tree, first)) {
    const count = readCount(lineOf(tree, subtree(tree, at)));
    if (count !== null) return count;
  }
  return null;
}
