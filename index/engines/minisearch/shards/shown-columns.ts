// Columns without what is known of hidden documents: their dates, people, links and tags, and names that are theirs alone.
import type { HiddenDocuments } from '../../../hidden-documents.ts';
import { packStrings, type StringTable } from '../../../packing/string-table.ts';
import type { Sections } from '../../../shards/model.ts';
import type { Columns, NumberLists } from '../columns.ts';
import { tagsOfShownPosts } from '../hide-in-index.ts';
import { FLAG, NOBODY, UNDATED } from '../layout.ts';
import type { RenamedColumns } from '../rename-in-index.ts';

/** The columns that are other than in the index, as their sections. */
export function shownColumns({ columns, merged }: RenamedColumns, hidden: HiddenDocuments | null): Sections {
  const standsFor = Uint32Array.from([...merged].flat());
  if (hidden === null) return { ...columnsOfPeople(columns, () => true), merged: standsFor };
  const shown = columnsWithout(columns, hidden, (person) => merged.get(person) ?? person);
  return { ...shown, merged: standsFor };
}

function columnsOfPeople(columns: Columns, isKept: (person: number) => boolean): Sections {
  const { authors, repliedTo, names, slugs } = columns;
  return {
    authors,
    repliedTo,
    ...keepStrings('names', names, isKept),
    ...keepStrings('slugs', slugs, isKept),
  };
}

function columnsWithout(
  columns: Columns,
  hidden: HiddenDocuments,
  nowOf: (person: number) => number,
): Sections {
  const isShown = (ordinal: number): boolean => !hidden.has(ordinal);
  const authors = columns.authors.map((author, ordinal) => (isShown(ordinal) ? author : NOBODY));
  const seen = new Set(authors);
  const gone = new Set(columns.authors.filter((author) => !seen.has(author)));
  const tags = tagsOfShownPosts(columns, hidden);
  const links = keepLists(columns.documentLinks, isShown);
  const repliedTo = columns.repliedTo.map((person, ordinal) =>
    isShown(ordinal) && !gone.has(person) ? person : NOBODY,
  );
  return {
    ...columnsOfPeople({ ...columns, authors, repliedTo }, (person) => !gone.has(nowOf(person))),
    instants: columns.instants.map((instant, ordinal) => (isShown(ordinal) ? instant : Number.NaN)),
    firstDays: columns.firstDays.map((day, ordinal) => (isShown(ordinal) ? day : UNDATED)),
    lastDays: columns.lastDays.map((day, ordinal) => (isShown(ordinal) ? day : UNDATED)),
    threadTags: tags.values,
    'threadTags.starts': tags.starts,
    documentLinks: links.values,
    'documentLinks.starts': links.starts,
    ...keepStrings('tags', columns.tags, isIn(tags.values)),
    ...keepStrings('links', columns.links, isIn(links.values)),
    ...threadNames(columns, isShown),
  };
}

function isIn(numbers: Uint32Array): (number: number) => boolean {
  const known = new Set(numbers);
  return (number) => known.has(number);
}

/** As long as before, so that numbers stay; what is not kept is empty. */
function keepStrings(
  name: string,
  table: Pick<StringTable, 'length' | 'at'>,
  isKept: (number: number) => boolean,
): Sections {
  return packStrings(
    name,
    Array.from({ length: table.length }, (_, number) => (isKept(number) ? table.at(number) : '')),
  );
}

function keepLists({ values, starts }: NumberLists, isKept: (list: number) => boolean): NumberLists {
  const kept: number[] = [];
  const ends = starts.slice();
  for (let list = 0; list + 1 < starts.length; list++) {
    if (isKept(list)) kept.push(...values.subarray(starts[list], starts[list + 1]));
    ends[list + 1] = kept.length;
  }
  return { values: Uint32Array.from(kept), starts: ends };
}

/** A thread without its post has no address; one of which nothing is left has no name. */
function threadNames(columns: Columns, isShown: (ordinal: number) => boolean): Sections {
  const { threadStarts, threadUrls, threadCount, documentCount, flags } = columns;
  const ids: string[] = [];
  const urls: string[] = [];
  for (let thread = 0; thread < threadCount; thread++) {
    const first = threadStarts[thread] ?? 0;
    const count = (threadStarts[thread + 1] ?? documentCount) - first;
    const isLeft = Array.from({ length: count }, (_, at) => first + at).some(isShown);
    const isPostHidden = !isShown(first) && ((flags[first] ?? 0) & FLAG.comment) === 0;
    ids.push(isLeft ? columns.threadId(thread) : '');
    urls.push(isLeft && !isPostHidden ? threadUrls.at(thread) : '');
  }
  return { ...packStrings('threadIds', ids), ...packStrings('threadUrls', urls) };
}
