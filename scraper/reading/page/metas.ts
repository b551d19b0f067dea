// What the head of a page states in `<meta>`: names in any case, whether written as name, property or itemprop.
import { mendText } from '../markup/mend-texts.ts';
import { oncePerPage } from '../markup/per-page.ts';
import type { PageTree } from '../markup/tree.ts';
import { elementAt } from '../markup/tree.ts';

/** Contents by name in lower case, in page order, empty ones left out. */
export const pageMetas = oncePerPage(readMetas);

function readMetas(tree: PageTree): ReadonlyMap<string, readonly string[]> {
  const metas = new Map<string, string[]>();
  for (const at of tree.byTag.get('meta') ?? []) {
    const { name, property, itemprop, content } = elementAt(tree, at)?.attribs ?? {};
    const value = mendText(content?.trim() ?? '');
    if (value === '') continue;
    for (const key of [name, property, itemprop]) {
      const folded = key?.trim().toLowerCase();
      if (folded) metas.set(folded, [...(metas.get(folded) ?? []), value]);
    }
  }
  return metas;
}
