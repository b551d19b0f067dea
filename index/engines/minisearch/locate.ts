// Where the words of a plan stand in the texts of found documents, read from the positions of their lists.
import type { EngineHit, FoundPlaces, PlanNode } from '../../engine.ts';
import { leavesOf, type PlanLeaf } from '../../plan-leaves.ts';
import type { WordScope } from '../../query/model.ts';
import type { FormNumber } from './dictionary.ts';
import { prefixLists, similarLists, stemForms } from './leaves.ts';
import { NO_DOCUMENT } from './list-cursor.ts';
import { holdsAny } from './lists.ts';
import { maskOf } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { scopeTest } from './parts.ts';
import { PhraseFinder } from './phrases.ts';
import { cursorOf } from './postings.ts';

/** Of one document. */
const MAX_PLACES = 4096;
/** Lists of more words are looked through first for those that have any of the documents. */
const FEW_FORMS = 8;
const MAX_PHRASE_LENGTH = 255;

/** In the order of the hits; null for those that are not of this index. Cost: the words of the plan for each hit. */
export function locate(
  index: PackedIndex,
  plan: PlanNode,
  hits: readonly EngineHit[],
): readonly (FoundPlaces | null)[] {
  const { documentCount } = index.postings;
  const documents = new Map<number, LocatedDocument>();
  const ordinals = hits.flatMap(({ ordinal }) =>
    ordinal === undefined || ordinal >= documentCount ? [] : [ordinal],
  );
  for (const ordinal of ordinals.sort((a, b) => a - b)) {
    if (!documents.has(ordinal)) documents.set(ordinal, new LocatedDocument(index, ordinal));
  }
  for (const [part, leaf] of leavesOf(plan).entries()) {
    locateLeaf(index, { leaf, part }, [...documents.values()]);
  }
  return hits.map(({ ordinal }) => documents.get(ordinal ?? -1)?.places() ?? null);
}

interface NumberedLeaf {
  readonly leaf: PlanLeaf;
  readonly part: number;
}

function locateLeaf(
  index: PackedIndex,
  { leaf, part }: NumberedLeaf,
  documents: readonly LocatedDocument[],
): void {
  if (leaf.scope === 'title') return;
  if (leaf.kind === 'phrase' && leaf.forms.length > 1) {
    locatePhrase(index, { leaf, part }, documents);
    return;
  }
  for (const form of formsIn(index, formsOf(index, leaf), documents)) {
    locateForm(index, { form, part, scope: leaf.scope }, documents);
  }
}

/** Those of the forms that may stand in any of the documents. */
function formsIn(
  { postings, workspace }: PackedIndex,
  forms: readonly FormNumber[],
  documents: readonly LocatedDocument[],
): readonly FormNumber[] {
  if (forms.length <= FEW_FORMS) return forms;
  const mark = workspace.mark();
  const mask = maskOf(
    documents.map(({ ordinal }) => ordinal),
    workspace.mask(postings.documentCount),
  );
  const found = forms.filter((form) => holdsAny(postings.fields.body.lists, form, mask));
  workspace.release(mark);
  return found;
}

function formsOf(index: PackedIndex, leaf: PlanLeaf): readonly FormNumber[] {
  if (leaf.kind === 'stem') return stemForms(index, leaf);
  if (leaf.kind === 'prefix') return prefixLists(index, leaf).map(({ list }) => list);
  if (leaf.kind === 'similar') return similarLists(index, leaf).map(({ list }) => list);
  return leaf.forms.flatMap((form) => index.dictionary.form(form) ?? []);
}

function locateForm(
  index: PackedIndex,
  { form, part, scope }: { readonly form: FormNumber; readonly part: number; readonly scope: WordScope },
  documents: readonly LocatedDocument[],
): void {
  const cursor = cursorOf(index.postings, form);
  let positions = new Uint32Array(16);
  for (const document of documents) {
    const found = cursor.seek(document.ordinal);
    if (found === NO_DOCUMENT) return;
    if (found !== document.ordinal) continue;
    if (positions.length < cursor.frequency) positions = new Uint32Array(2 * cursor.frequency);
    cursor.readPositions(positions);
    const isInScope = scopeTest(index.parts, document.ordinal, scope);
    for (let at = 0; at < cursor.frequency; at++) {
      const position = positions[at] ?? 0;
      if (isInScope(position, 1)) document.add(position, 1, part);
    }
  }
}

function locatePhrase(
  index: PackedIndex,
  { leaf, part }: NumberedLeaf,
  documents: readonly LocatedDocument[],
): void {
  if (leaf.kind !== 'phrase') return;
  const forms = leaf.forms.map((form) => index.dictionary.form(form));
  if (!forms.every((form) => form !== null)) return;
  const finder = new PhraseFinder(index, forms, leaf.scope);
  const length = Math.min(forms.length, MAX_PHRASE_LENGTH);
  for (const document of documents) {
    for (const position of finder.starts(document.ordinal, MAX_PLACES)) document.add(position, length, part);
  }
}

/** Gathers the places of one document, by token of its text. */
class LocatedDocument {
  readonly ordinal: number;
  readonly #index: PackedIndex;
  readonly #textStart: number;
  readonly #textEnd: number;
  /** Parallel lists, in the order in which they were found. */
  readonly #tokens: number[] = [];
  readonly #lengths: number[] = [];
  readonly #parts: number[] = [];
  #isOrdered = true;

  constructor(index: PackedIndex, ordinal: number) {
    this.ordinal = ordinal;
    this.#index = index;
    // One position behind the title is a gap, as is the one behind the text.
    this.#textStart = index.parts.titleTokens(ordinal) + 1;
    this.#textEnd = this.#textStart + index.parts.textTokens(ordinal);
  }

  /** A match outside of the text is none of its places. */
  add(position: number, length: number, part: number): void {
    if (position < this.#textStart || position >= this.#textEnd || this.#tokens.length === MAX_PLACES) return;
    const token = position - this.#textStart;
    const last = this.#tokens.length - 1;
    if (last >= 0) {
      const before = this.#tokens[last] ?? 0;
      if (token < before || (token === before && length > (this.#lengths[last] ?? 0)))
        this.#isOrdered = false;
    }
    this.#tokens.push(token);
    this.#lengths.push(length);
    this.#parts.push(part);
  }

  places(): FoundPlaces {
    const checkpoints = this.#index.parts.checkpoints(this.ordinal);
    if (this.#isOrdered) {
      return { tokens: this.#tokens, lengths: this.#lengths, parts: this.#parts, checkpoints };
    }
    const order = this.#order();
    const inOrder = (values: readonly number[]) => order.map((place) => values[place] ?? 0);
    return {
      tokens: inOrder(this.#tokens),
      lengths: inOrder(this.#lengths),
      parts: inOrder(this.#parts),
      checkpoints,
    };
  }

  /** Ascending by token, the longer first. */
  #order(): readonly number[] {
    const [tokens, lengths] = [this.#tokens, this.#lengths];
    const order = tokens.map((_, place) => place);
    return order.sort(
      (a, b) => (tokens[a] ?? 0) - (tokens[b] ?? 0) || (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b,
    );
  }
}
