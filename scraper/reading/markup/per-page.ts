// What is read of a page once and asked for often. It is kept in the page's tree: in a table beside it, the collector of
// young objects would hold every page until its next full round.
import type { PageTree } from './tree.ts';

/** `read`, at most once a page. */
export function oncePerPage<T>(read: (tree: PageTree) => T): (tree: PageTree) => T {
  const key = Symbol(read.name);
  return (tree) => remember(tree, key, () => read(tree));
}

/** What stands in the tree's memory under a key, read when it is first asked for. A key stands for one type. */
export function remember<T>(tree: PageTree, key: symbol, read: () => T): T {
  const { memory } = tree;
  if (!memory.has(key)) memory.set(key, read());
  return memory.get(key) as T;
}
