// Lets MiniSearch index the documents of a segment, and packs what it made into sorted lists of bytes.
import MiniSearch, { type AsPlainObject } from 'minisearch';
import type { Analysis } from '../../../analysis/analysis.ts';
import { groupBy } from '../../../packing/group-by.ts';
import { FIELDS, type Field } from '../layout.ts';
import { byteKey, type PackedStrings } from './byte-strings.ts';
import { type DocumentNames, DocumentReader, type SegmentTokens } from './document-reader.ts';
import { numberOf } from './form-names.ts';
import { ListWriter } from './list-writer.ts';
import type { IndexedText, Segment } from './segment.ts';
import { packSegmentForms } from './segment-forms.ts';
import { packSegmentLists } from './segment-lists.ts';

/**
 * Empty documents at the beginning of each segment. MiniSearch gives back each term's documents as an object with their
 * numbers for keys, and V8 keeps an object whose first key is below 1,024 as an array with as many holes:
 * kilobytes for each rare word of the first documents.
 */
const EMPTY_DOCUMENTS = 1024;

/** Indexes documents as one segment. Cost: linear in their words; about 250 bytes of memory a word meanwhile. */
export function indexSegment(documents: readonly IndexedText[], analysis: Analysis): Segment {
  const reader = new DocumentReader(analysis);
  const index = new FormIndex();
  for (const document of documents) index.add(reader.add(document));
  const order = reader.forms.sorted();
  const forms = reader.forms.pack(order);
  const made = index.toJSON();
  return {
    documentCount: documents.length,
    forms: packSegmentForms(forms, stemsOf(forms, analysis)),
    ...packLists(made, reader.tokens(), order),
    lengths: { body: lengthsIn(made, 'body'), title: lengthsIn(made, 'title') },
    places: reader.places(),
  };
}

/** A document as MiniSearch takes it. */
interface NamedDocument extends DocumentNames {
  readonly id: number;
}

/**
 * A MiniSearch with our words. Fields hold names of forms already: what it takes for the text of a field is only the
 * field's name, and its tokens are looked up in the document that is being added.
 */
class FormIndex {
  readonly #mini: MiniSearch<NamedDocument>;
  #adding: DocumentNames = { body: [], title: [] };
  #documents = 0;

  constructor() {
    this.#mini = new MiniSearch<NamedDocument>({
      fields: [...FIELDS],
      stringifyField: (_names, field) => field,
      tokenize: (field) => this.#adding[field === 'title' ? 'title' : 'body'] as string[],
      processTerm: (name) => name,
    });
    for (let empty = 0; empty < EMPTY_DOCUMENTS; empty++) this.add({ body: [], title: [] });
  }

  add(names: DocumentNames): void {
    this.#adding = names;
    this.#mini.add({ id: this.#documents++, ...names });
  }

  toJSON(): AsPlainObject {
    return this.#mini.toJSON();
  }
}

/** Different forms of each document, in the field. */
function lengthsIn(made: AsPlainObject, field: Field): Uint32Array {
  const fieldId = made.fieldIds[field] ?? 0;
  const lengths = new Uint32Array(made.documentCount - EMPTY_DOCUMENTS);
  lengths.forEach((_, document) => {
    lengths[document] = made.fieldLength[EMPTY_DOCUMENTS + document]?.[fieldId] ?? 0;
  });
  return lengths;
}

/** Keys of the stems, by form. They are made of the packed forms: a piece of a text would keep the whole text. */
function stemsOf({ bytes, offsets }: PackedStrings, analysis: Analysis): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: offsets.length - 1 }, (_, form) =>
    byteKey(analysis.stem(buffer.toString('utf8', offsets[form], offsets[form + 1]))),
  );
}

/** The lists of both fields, of the forms in `order`. */
function packLists(
  made: AsPlainObject,
  tokens: SegmentTokens,
  order: Uint32Array,
): Pick<Segment, 'body' | 'title'> {
  const entries: (typeof made.index)[number][1][] = new Array(order.length);
  for (const [name, entry] of made.index) entries[numberOf(name)] = entry;
  const { items, starts } = groupBy(tokens.forms, order.length);
  const body = new ListWriter({ hasPositions: true });
  const title = new ListWriter({ hasPositions: false });
  const [bodyId, titleId] = [made.fieldIds.body ?? 0, made.fieldIds.title ?? 0];
  for (const form of order) {
    const entry = entries[form];
    addBody(body, entry?.[bodyId] ?? {}, { tokens, own: items.subarray(starts[form], starts[form + 1]) });
    addTitle(title, entry?.[titleId]);
  }
  return { body: packSegmentLists(body.lists()), title: packSegmentLists(title.lists()) };
}

/** Frequency by document, as MiniSearch numbers it. */
type Frequencies = Readonly<Record<string, number>>;

/** `own`: the tokens that are this form, in order. They tell the documents faster than the keys of an object do. */
function addBody(
  writer: ListWriter,
  frequencies: Frequencies,
  { tokens, own }: { readonly tokens: SegmentTokens; readonly own: Uint32Array },
): void {
  for (let at = 0; at < own.length; ) {
    const document = tokens.documents[own[at] ?? 0] ?? 0;
    const frequency = frequencies[EMPTY_DOCUMENTS + document] ?? 0;
    if (frequency === 0) throw new Error('MiniSearch knows nothing of a word that it was given');
    writer.add(document, frequency);
    for (const end = at + frequency; at < end; at++) writer.addPosition(tokens.positions[own[at] ?? 0] ?? 0);
  }
  writer.endList();
}

/** Whole numbers are the keys of an object in ascending order (ECMAScript, OrdinaryOwnPropertyKeys). */
function addTitle(writer: ListWriter, frequencies: Frequencies | undefined): void {
  for (const document in frequencies)
    writer.add(Number(document) - EMPTY_DOCUMENTS, frequencies[document] ?? 0);
  writer.endList();
}
