// Links that call the reader to do something: lines that say the same again and again, lines drawn as buttons. Not links in a text.
import { readLines } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { classNames, elementAt, type NodeRange, type PageTree, subtree, textLength } from '../markup/tree.ts';

/** Longer ones say something. */
const maxRepeated = 50;
const maxButton = 80;
/** Lines of one link each that say the same: "Buy now", "Get the recipe". */
const leastRepeats = 3;
const button = /(?:^|[_-])(?:btn|button|cta)(?:$|[_-])/i;

/** Positions of the texts of such lines within a range. `buttons`: one drawn as a button is enough. */
export function callLines(
  tree: PageTree,
  range: NodeRange,
  dropped: ReadonlySet<number>,
  { buttons }: { readonly buttons: boolean },
): number[] {
  const candidates = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const at of findAll(tree, 'a[href]', range)) {
    const length = textLength(tree, subtree(tree, at));
    if (length === 0 || length > maxButton) continue;
    const text = lineOf(tree, subtree(tree, at));
    candidates.set(at, text);
    if (length < maxRepeated) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const isCall = (at: number) =>
    (counts.get(candidates.get(at) ?? '') ?? 0) >= leastRepeats || (buttons && isButton(tree, at));
  const calls = new Set([...candidates.keys()].filter(isCall));
  if (calls.size === 0) return [];
  const lines = readLines(tree, range, dropped).filter(
    ({ text, links }) => links.length === 1 && links[0]?.text === text && calls.has(links[0]?.position ?? -1),
  );
  const alone = new Map<string, number>();
  for (const { text } of lines) alone.set(text, (alone.get(text) ?? 0) + 1);
  return lines
    .filter(
      ({ text, links }) =>
        (alone.get(text) ?? 0) >= leastRepeats || (buttons && isButton(tree, links[0]?.position ?? -1)),
    )
    .flatMap((line) => line.nodes);
}

function isButton(tree: PageTree, position: number): boolean {
  const element = elementAt(tree, position);
  return element !== null && classNames(element).some((name) => button.test(name));
}
