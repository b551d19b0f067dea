// A packed index as plain lists: decoded from its files, and made by counting, to be compared.

import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Analysis } from '../../index/analysis/model.ts';
import type { ThreadDocuments } from '../../index/documents.ts';
import { CHECKPOINT_WORDS } from '../../index/engine.ts';
import { FIELDS, FILES, type Field, NO_LIST, SKIP_POSTINGS } from '../../index/engines/minisearch/layout.ts';
import { BM25, TELLING_STEMS } from '../../index/engines/ranking-settings.ts';
import type { Entry } from '../../index/model.ts';
import { loadSections, readerOf, type SectionReader } from '../../index/snapshot/section-file.ts';

/** Documents ascending, by ordinal. Positions only where the index has them. */
export interface PlainPosting {
  readonly document: number;
  readonly frequency: number;
  readonly positions?: readonly number[];
}

type PlainLists = Readonly<Record<Field, readonly PlainPosting[]>>;

/** Everything that the files say of words; sorted as the files are. */
export interface PlainIndex {
  readonly forms: readonly ({
    readonly form: string;
    readonly stem: string;
    readonly letters: number;
    readonly length: number;
  } & PlainLists)[];
  /** `lists`: null when all forms are stop words. */
  readonly stems: readonly {
    readonly stem: string;
    readonly forms: readonly string[];
    readonly lists: PlainLists | null;
  }[];
  readonly lengths: Readonly<Record<Field, readonly number[]>>;
  readonly averages: readonly number[];
  /** Documents with a title or tags, and the tokens of title and text. */
  readonly titled: readonly (readonly [document: number, title: number, text: number])[];
  /** By document: UTF-8 offsets of the words 0, 32, 64 … of its text. */
  readonly checkpoints: readonly (readonly number[])[];
  /** By document: the stems that tell most of it, with their weights in 255ths. */
  readonly telling: readonly (readonly (readonly [stem: string, weight: number])[])[];
  /** Document and its quoted positions. */
  readonly quoted: readonly (readonly [number, readonly number[]])[];
}

/** Decodes the files of `folder`; skip entries are checked on the way. */
export async function decodeIndex(folder: string): Promise<PlainIndex> {
  const terms = readerOf(await loadSections(join(folder, FILES.terms)));
  const documents = readerOf(await loadSections(join(folder, FILES.documents)));
  const forms = decodeStrings(terms, 'forms');
  const stems = decodeStrings(terms, 'stems');
  const body = decodeLists(terms, 'body', forms.length);
  const title = decodeLists(terms, 'title', 0);
  const listsAt = (list: number): PlainLists => ({ body: body[list] ?? [], title: title[list] ?? [] });
  const [starts, list] = [terms.u32('stems.forms.starts'), terms.u32('stems.lists')];
  const stemOf = new Map<number, string>();
  for (const [stem, text] of stems.entries()) {
    for (const form of terms.u32('stems.forms').subarray(starts[stem], starts[stem + 1]))
      stemOf.set(form, text);
  }
  assert.is(title.length, body.length);
  return {
    forms: forms.map((form, index) => ({
      form,
      stem: stemOf.get(index) ?? '?',
      letters: terms.u32('forms.byLength.letters')[terms.u32('forms.byLength').indexOf(index)] ?? 0,
      length: terms.u8('forms.lengths')[index] ?? 0,
      ...listsAt(index),
    })),
    stems: stems.map((stem, index) => ({
      stem,
      forms: [...terms.u32('stems.forms').subarray(starts[index], starts[index + 1])].map(
        (form) => forms[form] ?? '?',
      ),
      lists: list[index] === NO_LIST ? null : withoutPositions(listsAt(list[index] ?? 0)),
    })),
    lengths: { body: [...terms.u16or32('body.lengths')], title: [...terms.u16or32('title.lengths')] },
    averages: [...terms.f64('averages')],
    titled: [...documents.u32('titled.documents')].map((document, index) => [
      document,
      documents.u32('titled.tokens')[index] ?? 0,
      documents.u32('titled.texts')[index] ?? 0,
    ]),
    checkpoints: decodeCheckpoints(documents),
    telling: decodeTelling(terms, stems),
    quoted: decodeQuoted(documents),
  };
}

function decodeStrings(sections: SectionReader, name: string): string[] {
  const bytes = Buffer.from(sections.u8(`${name}.bytes`));
  const offsets = [...sections.u32(`${name}.offsets`)];
  return offsets.slice(1).map((end, index) => bytes.toString('utf8', offsets[index], end));
}

/** Lists from 0 to before `positioned` have positions. */
function decodeLists(sections: SectionReader, field: Field, positioned: number): PlainPosting[][] {
  const starts = sections.u32(`${field}.starts`);
  const [skips, skipStarts] = [sections.u32(`${field}.skips`), sections.u32(`${field}.skips.starts`)];
  const numbers = new Numbers(sections.u8(`${field}.bytes`));
  const hasPositions = positioned > 0;
  const positions = new Numbers(hasPositions ? sections.u8(`${field}.positions`) : new Uint8Array(0));
  const positionStarts = hasPositions ? sections.u32(`${field}.positions.starts`) : new Uint32Array(1);
  assert.is(positionStarts.length, positioned + 1);
  return [...sections.u32(`${field}.counts`)].map((count, list) => {
    assert.is(numbers.at, starts[list]);
    const positionStart = positions.at;
    const postings: PlainPosting[] = [];
    const entries: number[] = [];
    for (let document = 0; postings.length < count; ) {
      if (postings.length > 0 && postings.length % SKIP_POSTINGS === 0)
        entries.push(document, numbers.at - (starts[list] ?? 0), positions.at - positionStart);
      const number = numbers.next();
      document += number >>> 1;
      const frequency = number & 1 ? 1 : numbers.next();
      if (list >= positioned) postings.push({ document, frequency });
      else postings.push({ document, frequency, positions: positions.nextAscending(frequency) });
    }
    assert.equal([...skips.subarray(skipStarts[list], skipStarts[list + 1])], entries);
    assert.is(numbers.at, starts[list + 1]);
    if (list < positioned) assert.is(positions.at, positionStarts[list + 1]);
    return postings;
  });
}

/** Numbers of 7 bits a byte, low bits first. */
class Numbers {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 128) return value;
    }
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  nextAscending(count: number): number[] {
    let last = 0;
    return Array.from({ length: count }, () => {
      last += this.next();
      return last;
    });
  }
}

function decodeCheckpoints(documents: SectionReader): number[][] {
  const [starts, offsets] = [[...documents.u32('checkpoints.starts')], documents.u32('checkpoints')];
  return starts.slice(1).map((end, document) => [...offsets.subarray(starts[document], end)]);
}

function decodeTelling(terms: SectionReader, stems: readonly string[]): [string, number][][] {
  const starts = terms.u32('telling.starts');
  const numbers = new Numbers(terms.u8('telling'));
  return [...starts.subarray(1)].map((end) => {
    const telling: [string, number][] = [];
    for (let stem = 0; numbers.at < end; ) {
      stem += numbers.next();
      telling.push([stems[stem] ?? '?', numbers.byte()]);
    }
    return telling;
  });
}

function decodeQuoted(documents: SectionReader): [number, number[]][] {
  const [starts, ranges] = [documents.u32('quoted.starts'), documents.u32('quoted.ranges')];
  return [...documents.u32('quoted.documents')].map((document, index) => {
    const positions: number[] = [];
    for (let at = starts[index] ?? 0; at < (starts[index + 1] ?? 0); at += 2)
      for (let position = ranges[at] ?? 0; position < (ranges[at + 1] ?? 0); position++)
        positions.push(position);
    return [document, positions];
  });
}

function withoutPositions({ body, title }: PlainLists): PlainLists {
  return { body: body.map(({ document, frequency }) => ({ document, frequency })), title };
}

/** The same by counting, token by token. */
export function countIndex(threads: readonly ThreadDocuments[], analysis: Analysis): PlainIndex {
  const documents = threads
    .flatMap(({ entries }) => entries)
    .filter(({ kind }) => kind === 'post' || kind === 'comment')
    .map((entry) => readTokens(entry, analysis));
  const forms = distinct(documents.flatMap((tokens) => tokens.map(({ form }) => form)));
  const stems = distinct(forms.map((form) => analysis.stem(form)));
  const count = (field: Field, wanted: readonly string[]): PlainPosting[] =>
    documents.flatMap((tokens, document) => {
      const found = tokens.filter(
        ({ form, part }) => wanted.includes(form) && (field === 'body' || part === 'title'),
      );
      if (found.length === 0) return [];
      return [{ document, frequency: found.length, positions: found.map(({ position }) => position) }];
    });
  const plain = (field: Field, wanted: readonly string[]) =>
    count(field, wanted).map(({ document, frequency }) => ({ document, frequency }));
  const lengths = {
    body: documents.map((tokens) => distinct(tokens.map(({ form }) => form)).length),
    title: documents.map((tokens) => distinct(formsIn(tokens, 'title')).length),
  };
  const counted = stems.map((stem) => {
    const own = forms.filter((form) => analysis.stem(form) === stem);
    const content = own.filter((form) => !analysis.isStopWord(form));
    const lists = { body: plain('body', content), title: plain('title', content) };
    return { stem, forms: own, lists: content.length === 0 ? null : lists };
  });
  return {
    forms: forms.map((form) => ({
      form,
      stem: analysis.stem(form),
      letters:
        [...Array(form.length).keys()].reduce((bits, at) => bits | (1 << (form.charCodeAt(at) % 32)), 0) >>>
        0,
      length: form.length,
      body: count('body', [form]),
      title: plain('title', [form]),
    })),
    stems: counted,
    lengths,
    averages: FIELDS.map(
      (field) => lengths[field].reduce((sum, length) => sum + length, 0) / (documents.length || 1),
    ),
    titled: documents.flatMap((tokens, document) => {
      const [title, text] = [formsIn(tokens, 'title').length, formsIn(tokens, 'text').length];
      return title + text === tokens.length && title === 0 ? [] : [[document, title, text] as const];
    }),
    checkpoints: documents.map((tokens) =>
      tokens
        .filter(({ part }) => part === 'text')
        .filter((_, index) => index % CHECKPOINT_WORDS === 0)
        .map(({ bytes }) => bytes),
    ),
    telling: lengths.body.map((_, document) => countTelling(counted, lengths.body, document)),
    quoted: documents.flatMap((tokens, document) => {
      const positions = tokens.filter(({ isQuoted }) => isQuoted).map(({ position }) => position);
      return positions.length === 0 ? [] : [[document, positions] as const];
    }),
  };
}

/** The heaviest stems of a document by BM25, those of more documents than one. */
function countTelling(
  stems: PlainIndex['stems'],
  lengths: readonly number[],
  document: number,
): readonly (readonly [string, number])[] {
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const { k, b } = BM25;
  const heaviest = stems
    .flatMap(({ stem, lists }) => {
      const count = lists?.body.length ?? 0;
      const own = lists?.body.find((posting) => posting.document === document);
      if (own === undefined || count < 2) return [];
      const rarity = Math.log(1 + (lengths.length - count + 0.5) / (count + 0.5));
      const divisor = own.frequency + k * (1 - b + (b * (lengths[document] ?? 0)) / average);
      return [{ stem, weight: Math.fround((rarity * own.frequency) / divisor) }];
    })
    .sort((a, z) => z.weight - a.weight)
    .slice(0, TELLING_STEMS);
  const length = Math.hypot(...heaviest.map(({ weight }) => weight));
  const share = (weight: number): number => Math.max(1, Math.round((255 * weight) / length));
  return stems.flatMap(({ stem }) => {
    const found = heaviest.find((other) => other.stem === stem);
    return found === undefined ? [] : [[stem, share(found.weight)] as const];
  });
}

interface PlainToken {
  readonly form: string;
  readonly part: 'title' | 'text' | 'tag';
  readonly position: number;
  /** Where in its part it begins, in UTF-8. */
  readonly bytes: number;
  readonly isQuoted: boolean;
}

function readTokens({ title, text, tags, quotes }: Entry, analysis: Analysis): PlainToken[] {
  const tokens: PlainToken[] = [];
  let position = 0;
  const add = (part: PlainToken['part'], words: string): void => {
    for (const { form, start } of analysis.tokens(words)) {
      const isQuoted = part === 'text' && quotes.some(([from, to]) => from <= start && start < to);
      const bytes = Buffer.byteLength(words.slice(0, start));
      tokens.push({ form, part, position: position++, bytes, isQuoted });
    }
    position++;
  };
  add('title', title);
  add('text', text);
  for (const tag of tags) add('tag', tag);
  return tokens;
}

function formsIn(tokens: readonly PlainToken[], part: PlainToken['part']): string[] {
  return tokens.filter((token) => token.part === part).map(({ form }) => form);
}

/** Each once, in the order of their bytes. */
function distinct(strings: readonly string[]): string[] {
  return [...new Set(strings)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
