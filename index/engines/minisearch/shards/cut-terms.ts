// Cuts dictionary and posting lists: stems in their order, each with all its forms and their lists. Lists of stems are
// not written: the reader makes them of those of the forms.

import { GrowingBytes, GrowingUint32 } from '../../../packing/growing-array.ts';
import { packStrings } from '../../../packing/string-table.ts';
import type { Sections, Shard } from '../../../shards/model.ts';
import type { Dictionary, FormNumber, StemNumber } from '../dictionary.ts';
import { NO_LIST } from '../layout.ts';
import { FORMS_A_SHARD, SHARDS, TERM_SHARD_BYTES } from './layout.ts';
import type { FormLists, ListReader } from './list-reader.ts';

/** Gives the shards, then what finds them: the first stem and form of each. Words that no list has are left out. */
export function* cutTerms(dictionary: Dictionary, lists: ListReader): Generator<Shard, Sections> {
  const firstStems: string[] = [];
  const firstNumbers = new GrowingUint32();
  const stemOfForm = new Uint32Array(dictionary.formCount).fill(NO_LIST);
  let shard = new TermShard();
  const end = function* (): Generator<Shard> {
    if (shard.size === 0) return;
    yield { name: SHARDS.terms(firstStems.length - 1), sections: shard.sections() };
    shard = new TermShard();
  };
  for (let stem = 0; stem < dictionary.stemCount; stem++) {
    const forms = readForms(dictionary, lists, stem);
    if (forms.length === 0) continue;
    const text = dictionary.stemText(stem);
    if (shard.size + sizeOf(forms) > TERM_SHARD_BYTES) yield* end();
    if (shard.size === 0) {
      firstStems.push(text);
      firstNumbers.push(stem);
    }
    shard.add(stem, text, forms);
    for (const { number } of forms) stemOfForm[number] = stem;
  }
  yield* end();
  return {
    stems: Uint32Array.of(dictionary.stemCount),
    ...packStrings('terms.first', firstStems),
    'terms.numbers': firstNumbers.values(),
    ...(yield* cutForms(dictionary, stemOfForm)),
  };
}

interface CutForm {
  readonly number: FormNumber;
  readonly text: string;
  readonly lists: FormLists;
}

/** Those of a stem that some document has. */
function readForms(dictionary: Dictionary, lists: ListReader, stem: StemNumber): readonly CutForm[] {
  const forms = Array.from(dictionary.formsOf(stem), (number) => ({
    number,
    text: dictionary.formText(number),
    lists: lists.read(number),
  }));
  return forms.filter((form) => form.lists.body.count > 0);
}

function sizeOf(forms: readonly CutForm[]): number {
  return forms.reduce(
    (sum, { text, lists: { body, positions, title } }) =>
      sum + text.length + 6 + body.bytes.length + positions.length + title.bytes.length,
    0,
  );
}

/** Forms in their order with the numbers of their stems: for the beginnings of words. */
function* cutForms(dictionary: Dictionary, stemOfForm: Uint32Array): Generator<Shard, Sections> {
  const firstForms: string[] = [];
  for (let from = 0; from < dictionary.formCount; from += FORMS_A_SHARD) {
    const to = Math.min(from + FORMS_A_SHARD, dictionary.formCount);
    const numbers = Array.from({ length: to - from }, (_, index) => from + index);
    const left = numbers.filter((form) => stemOfForm[form] !== NO_LIST);
    if (left.length === 0) continue;
    const forms = left.map((form) => dictionary.formText(form));
    yield {
      name: SHARDS.forms(firstForms.length),
      sections: {
        ...packStrings('forms', forms),
        stems: Uint32Array.from(left, (form) => stemOfForm[form] ?? NO_LIST),
      },
    };
    firstForms.push(forms[0] ?? '');
  }
  return packStrings('forms.first', firstForms);
}

class TermShard {
  readonly #numbers = new GrowingUint32();
  readonly #stems: string[] = [];
  readonly #formCounts = new GrowingUint32();
  readonly #forms: string[] = [];
  readonly #body = new ListColumn();
  readonly #positions = new ListColumn();
  readonly #title = new ListColumn();
  size = 0;

  add(stem: StemNumber, text: string, forms: readonly CutForm[]): void {
    this.#numbers.push(stem);
    this.#stems.push(text);
    this.#formCounts.push(forms.length);
    for (const { text: form, lists } of forms) {
      this.#forms.push(form);
      this.#body.add(lists.body.count, lists.body.bytes);
      this.#positions.add(0, lists.positions);
      this.#title.add(lists.title.count, lists.title.bytes);
    }
    this.size += text.length + 2 + sizeOf(forms);
  }

  sections(): Sections {
    return {
      ...packStrings('stems', this.#stems),
      'stems.numbers': this.#numbers.values(),
      'stems.forms': this.#formCounts.values(),
      ...packStrings('forms', this.#forms),
      ...this.#body.sections('body'),
      ...this.#positions.sections('positions'),
      ...this.#title.sections('title'),
    };
  }
}

/** Lists one behind the other: their bytes, and how many each has. */
class ListColumn {
  readonly #counts = new GrowingUint32();
  readonly #sizes = new GrowingUint32();
  readonly #bytes = new GrowingBytes();

  add(count: number, bytes: Uint8Array): void {
    this.#counts.push(count);
    this.#sizes.push(bytes.length);
    this.#bytes.pushAll(bytes);
  }

  sections(name: string): Sections {
    return {
      [`${name}.counts`]: this.#counts.values(),
      [`${name}.sizes`]: this.#sizes.values(),
      [`${name}.bytes`]: this.#bytes.values(),
    };
  }
}
