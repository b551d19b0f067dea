// An index as if some of its documents were not there: the same tables and working space, asked through a set of bits.
import type { HiddenDocuments } from '../../hidden-documents.ts';
import type { Columns, NumberLists } from './columns.ts';
import type { FormNumber } from './dictionary.ts';
import { FLAG } from './layout.ts';
import { NO_DOCUMENT } from './list-cursor.ts';
import type { PackedIndex } from './packed-index.ts';
import { cursorOf, documentFrequency } from './postings.ts';
import { createSimilarForms } from './similar-forms.ts';

/** Nothing is copied but the tags of threads, which are those of their posts. */
export function hideInIndex(index: PackedIndex, hidden: HiddenDocuments): PackedIndex {
  const { dictionary, postings, columns } = index;
  const isShown = (form: FormNumber): boolean => hasOther(index, form, hidden);
  return {
    ...index,
    hidden,
    isShown,
    columns: { ...columns, threadTags: tagsOfShownPosts(columns, hidden) },
    similarForms: createSimilarForms(dictionary, postings, isShown),
    peopleNames: index.peopleNames.hiding(hidden),
  };
}

/** Most forms are in more documents than are hidden, or in one of the first that is not: cost, at most the hidden ones. */
function hasOther({ postings }: PackedIndex, form: FormNumber, hidden: HiddenDocuments): boolean {
  if (documentFrequency(postings, form) > hidden.count) return true;
  const cursor = cursorOf(postings, form);
  for (let from = 0; ; ) {
    const found = cursor.seek(from);
    if (found === NO_DOCUMENT) return false;
    if (!hidden.has(found)) return true;
    from = found + 1;
  }
}

/** Threads whose post is hidden have none. */
export function tagsOfShownPosts(
  { threadStarts, flags, threadTags, threadCount }: Columns,
  hidden: HiddenDocuments,
): NumberLists {
  const values = new Uint32Array(threadTags.values.length);
  const starts = new Uint32Array(threadTags.starts.length);
  let written = 0;
  for (let thread = 0; thread < threadCount; thread++) {
    const first = threadStarts[thread] ?? 0;
    const isLost = hidden.has(first) && ((flags[first] ?? 0) & FLAG.comment) === 0;
    const list = isLost ? NO_TAGS : listAt(threadTags, thread);
    values.set(list, written);
    written += list.length;
    starts[thread + 1] = written;
  }
  return { values: values.subarray(0, written), starts };
}

const NO_TAGS = new Uint32Array(0);

function listAt({ values, starts }: NumberLists, at: number): Uint32Array {
  return values.subarray(starts[at] ?? 0, starts[at + 1] ?? 0);
}
