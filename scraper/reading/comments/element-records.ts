// Records by the elements a family uses for them, for platforms whose comments carry no number or carry it beside them.
import { findAll, matches } from '../markup/select.ts';
import { attribute, elementAt, type PageTree, subtree, textLength } from '../markup/tree.ts';
import type { Start } from './comment-records.ts';

/** What counts as a record. */
export interface RecordElements {
  /** Tried in order: the first that gives any wins. */
  readonly elements: readonly string[];
  /** Ids of such elements, or of an empty anchor right before; the first group is the record's name. */
  readonly ids: readonly RegExp[];
  /** What looks like a record and is none. */
  readonly except: string;
}

const blockTag = /^(?:div|li|article|section|dl|dt|tr|td|tbody|table|blockquote|p)$/;

/** The blocks of the first selector that gives any with text and without a form, in document order. */
export function elementStarts(tree: PageTree, { elements, ids, except }: RecordElements): Start[] {
  for (const selector of elements) {
    const found = findAll(tree, selector).filter((at) => isRecord(tree, at, except));
    if (found.length > 0) return found.map((position) => startOf(tree, position, ids));
  }
  return [];
}

function isRecord(tree: PageTree, at: number, except: string): boolean {
  const range = subtree(tree, at);
  return (
    blockTag.test(elementAt(tree, at)?.name ?? '') &&
    textLength(tree, range) > 0 &&
    (except === '' || !matches(tree, at, except)) &&
    findAll(tree, 'textarea, form', range).length === 0
  );
}

function startOf(tree: PageTree, position: number, ids: readonly RegExp[]): Start {
  const own = attribute(tree, position, 'id');
  for (const id of [own, anchorBefore(tree, position)]) {
    const name = id === null ? undefined : ids.map((pattern) => pattern.exec(id)?.[1]).find(Boolean);
    if (name !== undefined) return { position, name, anchor: id };
  }
  return { position, name: null, anchor: own };
}

/** Id of the empty anchor that stands right before an element, or null. */
function anchorBefore(tree: PageTree, position: number): string | null {
  for (let at = position - 1; at >= 0 && at >= position - 4; at--) {
    const element = elementAt(tree, at);
    if (!element) {
      const node = tree.nodes[at];
      if (node && 'data' in node && node.data.trim() !== '') return null;
      continue;
    }
    const isEmptyAnchor = element.name === 'a' && textLength(tree, subtree(tree, at)) === 0;
    return isEmptyAnchor && tree.parents[at] === tree.parents[position]
      ? (element.attribs.id ?? element.attribs.name ?? null)
      : null;
  }
  return null;
}
