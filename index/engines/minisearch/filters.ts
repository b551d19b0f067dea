// Filters as tests of a document's columns: compiled once a search, then a few array reads a document.

import { readDate } from '../../packing/packed-dates.ts';
import type { Filter } from '../../query/model.ts';
import type { Columns, NumberLists } from './columns.ts';
import { FLAG, NOBODY, UNDATED } from './layout.ts';
import type { PackedIndex } from './packed-index.ts';

/** Whether a document, by ordinal, passes. */
export type DocumentTest = (ordinal: number) => boolean;

/** Look-ups that cost a walk over a table happen here, not in the test. */
export function compileFilter(
  { columns, peopleNames, threadNames, tagNames, linkHosts }: PackedIndex,
  filter: Filter,
): DocumentTest {
  switch (filter.field) {
    case 'author':
      return personTest(peopleNames.find(filter.names), columns.authors);
    case 'to':
      return personTest(peopleNames.find([filter.name]), columns.repliedTo);
    case 'type':
      return flagTest(columns, FLAG.comment, filter.type === 'comment');
    case 'is-op':
      return flagTest(columns, FLAG.byPostAuthor, true);
    case 'has':
      return flagTest(columns, FLAG[filter.what], true);
    case 'date':
      return dateTest(columns, filter.span.from, filter.span.until);
    case 'thread':
      return threadTest(columns, marked(columns.threadCount, threadNames.find(filter.thread)));
    case 'tag':
      return tagTest(columns, tagNames.find(filter.tag));
    case 'comments':
      return commentsTest(columns, filter.min ?? 0, filter.max ?? Number.POSITIVE_INFINITY);
    case 'links':
      return linksTest(columns, linkHosts.find(filter.host, filter.path));
    default:
      return filter satisfies never;
  }
}

function personTest(people: ReadonlySet<number>, column: Uint32Array): DocumentTest {
  const [only] = people;
  // One name is the common case, and comparing is cheaper than looking up.
  if (people.size === 1) return (ordinal) => column[ordinal] === only;
  return (ordinal) => people.has(column[ordinal] ?? NOBODY);
}

function flagTest({ flags }: Columns, flag: number, isSet: boolean): DocumentTest {
  const wanted = isSet ? flag : 0;
  return (ordinal) => ((flags[ordinal] ?? 0) & flag) === wanted;
}

/** The whole span a coarse date may mean must lie within the bounds; no date lies within none. */
function dateTest({ firstDays, lastDays }: Columns, from: string | null, until: string | null): DocumentTest {
  const first = (from === null ? null : readDate(from)?.firstDay) ?? UNDATED + 1;
  const last = (until === null ? null : readDate(until)?.lastDay) ?? Number.POSITIVE_INFINITY;
  return (ordinal) => (firstDays[ordinal] ?? UNDATED) >= first && (lastDays[ordinal] ?? 0) <= last;
}

/** By number: 1 for those wanted. */
function marked(count: number, wanted: Iterable<number>): Uint8Array {
  const isWanted = new Uint8Array(count);
  for (const number of wanted) isWanted[number] = 1;
  return isWanted;
}

function threadTest({ threads }: Columns, isWanted: Uint8Array): DocumentTest {
  return (ordinal) => isWanted[threads[ordinal] ?? -1] === 1;
}

function tagTest(columns: Columns, tags: Iterable<number>): DocumentTest {
  return threadTest(columns, listsWith(columns.threadTags, marked(columns.tags.length, tags)));
}

function commentsTest({ threads, commentCounts }: Columns, min: number, max: number): DocumentTest {
  return (ordinal) => {
    const count = commentCounts[threads[ordinal] ?? -1] ?? 0;
    return count >= min && count <= max;
  };
}

function linksTest(columns: Columns, links: Iterable<number>): DocumentTest {
  const documents = listsWith(columns.documentLinks, marked(columns.links.length, links));
  return (ordinal) => documents[ordinal] === 1;
}

/** By list: 1 when it holds a wanted number. */
function listsWith({ values, starts }: NumberLists, isWanted: Uint8Array): Uint8Array {
  const found = new Uint8Array(starts.length - 1);
  for (let list = 0; list < found.length; list++) {
    const end = starts[list + 1] ?? 0;
    for (let at = starts[list] ?? 0; at < end; at++) if (isWanted[values[at] ?? 0] === 1) found[list] = 1;
  }
  return found;
}
