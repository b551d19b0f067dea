// Mends the texts of a parsed page, each node once, before anything is read of them: mojibake, entities escaped twice.
import { undoDoubleEscapes } from '../../decode/double-escapes.ts';
import type { Repair } from '../../decode/model.ts';
import { repairMojibake } from '../../decode/mojibake.ts';
import { ampersand, surveyText, suspicious } from './text-kinds.ts';
import type { PageTree } from './tree.ts';

/** Elements whose text is code: what stands there is meant. */
const codeTags = new Set(['pre', 'code', 'tt', 'kbd', 'samp', 'xmp', 'textarea']);
/** Elements whose text is none. */
const rawTags = new Set(['script', 'style', 'noscript', 'iframe', 'noembed', 'noframes']);
/** Characters of an example before and behind the first change. */
const EXAMPLE_BEFORE = 20;
const EXAMPLE_LENGTH = 60;

/** Changes the text nodes of the tree in place and says what was changed: an entry a kind, in order of appearance. Linear. */
export function mendTexts(tree: PageTree): Repair[] {
  const repairs = new RepairTally();
  const { nodes, textKinds } = tree;
  for (let at = 0; at < nodes.length; at++) {
    if (((textKinds[at] ?? 0) & (suspicious | ampersand)) === 0) continue;
    const node = nodes[at];
    if (!node || !('data' in node) || node.type !== 'text') continue;
    const parent = node.parent && 'name' in node.parent ? node.parent.name : '';
    if (rawTags.has(parent)) continue;
    const before = node.data;
    const unescaped = codeTags.has(parent) ? { text: before, count: 0 } : undoDoubleEscapes(before);
    const mended = repairMojibake(unescaped.text);
    if (mended.text === before) continue;
    node.data = mended.text;
    textKinds[at] = surveyText(mended.text).kinds;
    if (unescaped.count > 0)
      repairs.add({ table: 'entities', rounds: 1, count: unescaped.count }, before, unescaped.text);
    for (const repair of mended.repairs) repairs.add(repair, unescaped.text, mended.text);
  }
  return repairs.list();
}

/** One text that is no node of the tree: an attribute, a value in a script. */
export function mendText(text: string): string {
  return repairMojibake(undoDoubleEscapes(text).text).text;
}

/** Adds up repairs of one kind and keeps the first example of each. */
class RepairTally {
  readonly #byKind = new Map<string, Repair>();

  add(repair: Repair, before: string, after: string): void {
    const kind = `${repair.table} ${repair.rounds}`;
    const known = this.#byKind.get(kind);
    this.#byKind.set(kind, {
      ...repair,
      count: (known?.count ?? 0) + repair.count,
      example: known?.example ?? exampleOf(before, after),
    });
  }

  list(): Repair[] {
    return [...this.#byKind.values()];
  }
}

function exampleOf(before: string, after: string): { before: string; after: string } {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const from = Math.max(0, same - EXAMPLE_BEFORE);
  return { before: cut(before, from), after: cut(after, from) };
}

function cut(text: string, from: number): string {
  return text
    .slice(from, from + EXAMPLE_LENGTH)
    .replace(/\s+/g, ' ')
    .replace(/\p{Surrogate}/gu, '');
}
