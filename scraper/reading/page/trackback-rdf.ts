// The RDF that trackback-aware programs (Movable Type, Serendipity, DotClear, early WordPress) hide in an HTML comment of a
// page: address, title, author and date of each entry, for other programs to find.
import { parsePage } from '../markup/parse-page.ts';
import { oncePerPage } from '../markup/per-page.ts';
import { elementAt, type PageTree } from '../markup/tree.ts';

/** One entry as its page describes it to other programs. Null where the block says nothing. */
export interface DescribedEntry {
  /** As written. */
  readonly url: string | null;
  readonly title: string | null;
  readonly author: string | null;
  readonly date: string | null;
}

/** The entries that a page describes, in order, each address once; may be empty. */
export const describedEntries = oncePerPage((tree): readonly DescribedEntry[] =>
  readEntries(tree.remarks.filter((remark) => remark.includes('rdf:Description'))),
);

/** The entry of a page that describes one only: it is the page's own. Null otherwise. */
export function ownDescription(tree: PageTree): DescribedEntry | null {
  const [only, ...others] = describedEntries(tree);
  return only && others.length === 0 ? only : null;
}

function readEntries(remarks: readonly string[]): DescribedEntry[] {
  const entries = new Map<string, DescribedEntry>();
  if (remarks.length === 0) return [];
  const { tree } = parsePage(remarks.join('\n'));
  for (const at of tree.byTag.get('rdf:description') ?? []) {
    const values = elementAt(tree, at)?.attribs ?? {};
    const url = filledOrNull(values['dc:identifier'] ?? values['rdf:about'] ?? values.about);
    entries.set(url ?? '', {
      url,
      title: filledOrNull(values['dc:title']),
      author: filledOrNull(values['dc:creator']),
      date: filledOrNull(values['dc:date']),
    });
  }
  return [...entries.values()];
}

function filledOrNull(text: string | undefined): string | null {
  const value = text?.trim() ?? '';
  return value === '' ? null : value;
}
