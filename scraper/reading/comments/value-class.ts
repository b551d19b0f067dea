// The value-class pattern of microformats: a date written in pieces, each in an element of class `value` or `value-title`.
import { type DateHints, type FoundDate, findDate } from '../dates/dates.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { elementAt, type PageTree, subtree } from '../markup/tree.ts';

/** Date and time out of the pieces inside an element; null when it has none. */
export function valueClassDate(tree: PageTree, position: number, hints: DateHints): FoundDate | null {
  const pieces = findAll(tree, '.value, .value-title', subtree(tree, position))
    .filter((at) => at !== position)
    .map((at) => {
      const { title, datetime, class: names = '' } = elementAt(tree, at)?.attribs ?? {};
      const isHidden = names.includes('value-title') || elementAt(tree, at)?.name === 'abbr';
      return datetime ?? (isHidden ? title : undefined) ?? lineOf(tree, subtree(tree, at));
    });
  return pieces.length === 0 ? null : findDate(pieces.join(' '), hints);
}
