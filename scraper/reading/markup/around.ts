// Questions about an element and all elements around it, each element asked once a page: pages nest a thousand deep.
import { oncePerPage } from './per-page.ts';
import type { PageTree } from './tree.ts';

type Test = (tree: PageTree, position: number) => boolean;

const unknown = 0;
const no = 1;
const yes = 2;

/** A test that holds at a position when `test` holds there or at any ancestor. False for -1, the top. */
export function isAnyAround(test: Test): Test {
  const memoryOf = oncePerPage((tree) => new Uint8Array(tree.nodes.length));
  return (tree, position) => {
    const memory = memoryOf(tree);
    let at = position;
    let answer = no;
    for (; at >= 0; at = tree.parents[at] ?? -1) {
      answer = memory[at] ?? unknown;
      if (answer === unknown) answer = test(tree, at) ? yes : no;
      else break;
      if (answer === yes) break;
    }
    if (at < 0) answer = no;
    for (let below = position; below > at; below = tree.parents[below] ?? -1) memory[below] = answer;
    if (at >= 0) memory[at] = answer;
    return answer === yes;
  };
}
