// The dictionary of an index while it is written: forms in the order of their bytes, their stems, and which list
// stands for a stem.
import type { Analysis } from '../../../analysis/analysis.ts';
import { groupBy } from '../../../packing/group-by.ts';
import { GrowingBytes, GrowingUint32 } from '../../../packing/growing-array.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { NO_LIST } from '../layout.ts';
import { lettersOf } from '../letters.ts';
import { ByteStringWriter, packByteKeys, stringSections } from './byte-strings.ts';

const MAX_LENGTH = 255;

export interface WrittenVocabulary {
  readonly sections: Record<string, Section>;
  /** The forms whose lists are to be merged, for each list behind those of the forms. */
  readonly unions: readonly (readonly number[])[];
  /** By stem: its list; `NO_LIST` when all its forms are stop words. */
  readonly stemLists: Uint32Array;
}

/** Takes the forms in their order, each once. */
export class Vocabulary {
  readonly #analysis: Analysis;
  readonly #forms = new ByteStringWriter();
  readonly #letters = new GrowingUint32();
  readonly #lengths = new GrowingBytes();
  readonly #isContent: boolean[] = [];
  /** By form: the number of its stem, in the order stems were met. */
  readonly #stemOf = new GrowingUint32();
  readonly #stems = new Map<string, number>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** `stemKey`: see `byteKey`. */
  add(bytes: Uint8Array, stemKey: string): void {
    this.#forms.add(bytes);
    const form = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
    this.#letters.push(lettersOf(form));
    this.#lengths.push(Math.min(form.length, MAX_LENGTH));
    this.#isContent.push(!this.#analysis.isStopWord(form));
    const known = this.#stems.get(stemKey);
    const stem = known ?? this.#stems.size;
    if (known === undefined) this.#stems.set(stemKey, stem);
    this.#stemOf.push(stem);
  }

  finish(): WrittenVocabulary {
    const { stems, keys } = this.#sortStems();
    const { items: forms, starts } = groupBy(stems, keys.length);
    const { lists, unions } = this.#chooseLists(forms, starts);
    return {
      sections: {
        ...stringSections('forms', this.#forms.strings()),
        'forms.lengths': this.#lengths.values(),
        ...this.#byLength(),
        ...stringSections('stems', packByteKeys(keys)),
        'stems.forms': forms,
        'stems.forms.starts': starts,
        'stems.lists': lists,
      },
      unions,
      stemLists: lists,
    };
  }

  /** Forms of like length together, with their letters: what is near a word is of nearly its length. */
  #byLength(): Record<string, Section> {
    const lengths = Uint32Array.from(this.#lengths.values());
    const { items, starts } = groupBy(lengths, MAX_LENGTH + 1);
    const letters = this.#letters.values();
    return {
      'forms.byLength': items,
      'forms.byLength.starts': starts,
      'forms.byLength.letters': items.map((form) => letters[form] ?? 0),
    };
  }

  /** Keys of the stems in order, and the final number of each form's stem. */
  #sortStems(): { readonly stems: Uint32Array; readonly keys: string[] } {
    const keys = [...this.#stems.keys()].sort();
    const ranks = new Uint32Array(keys.length);
    keys.forEach((key, rank) => {
      ranks[this.#stems.get(key) ?? 0] = rank;
    });
    return { stems: this.#stemOf.values().map((stem) => ranks[stem] ?? 0), keys };
  }

  #chooseLists(forms: Uint32Array, starts: Uint32Array): { lists: Uint32Array; unions: number[][] } {
    const lists = new Uint32Array(starts.length - 1).fill(NO_LIST);
    const unions: number[][] = [];
    for (let stem = 0; stem < lists.length; stem++) {
      const own = Array.from(forms.subarray(starts[stem], starts[stem + 1]));
      const content = own.filter((form) => this.#isContent[form]);
      const [first = NO_LIST] = content;
      lists[stem] = content.length < 2 ? first : this.#forms.count + unions.push(content) - 1;
    }
    return { lists, unions };
  }
}
