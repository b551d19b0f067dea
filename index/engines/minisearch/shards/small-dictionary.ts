// The dictionary and lists of the few words that one question needs, put together as an index has them: forms and lists
// are numbered anew, stems keep their numbers.
import type { Analysis } from '../../../analysis/model.ts';
import { ByteReader } from '../../../packing/byte-reader.ts';
import { partition } from '../../../packing/sorted-strings.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { appendUnion } from '../building/list-union.ts';
import { ListWriter } from '../building/list-writer.ts';
import type { Dictionary, FormNumber, StemNumber } from '../dictionary.ts';
import type { ListNumber } from '../lists.ts';
import type { FormLists } from './list-reader.ts';
import { compareBytes, type ReadForm, type ReadStem } from './read-terms.ts';

/** A dictionary, and the sections of its lists. */
export interface SmallDictionary {
  readonly dictionary: Dictionary;
  readonly lists: Readonly<Record<string, Section>>;
}

/** `stemCount`: of the whole index. */
export function makeSmallDictionary(
  stems: readonly ReadStem[],
  stemCount: number,
  analysis: Analysis,
): SmallDictionary {
  const forms = stems.flatMap((stem) => stem.forms).sort((a, b) => compareBytes(a.key, b.key));
  const numbers = new Map(forms.map(({ text }, number) => [text, number]));
  const body = new ListWriter({ hasPositions: true });
  const title = new ListWriter({ hasPositions: false });
  for (const form of forms) {
    copyList(body, form.body, form.positions);
    copyList(title, form.title, null);
  }
  body.endPositions();
  const stemLists = new Map<StemNumber, ListNumber>();
  let lists = forms.length;
  for (const stem of stems) {
    const content = stem.forms.filter(({ text }) => !analysis.isStopWord(text));
    const own = content.map(({ text }) => numbers.get(text) ?? 0);
    const [only] = own;
    if (only === undefined) continue;
    if (own.length === 1) stemLists.set(stem.number, only);
    else {
      appendUnion(body, own);
      appendUnion(title, own);
      stemLists.set(stem.number, lists++);
    }
  }
  return {
    dictionary: new FewWords({ stems, forms, numbers, stemLists, stemCount }),
    lists: { ...body.sections('body'), ...title.sections('title') },
  };
}

/** Read and written again, since what lets a search leap in it is not sent. */
function copyList(
  writer: ListWriter,
  { count, bytes }: FormLists['body'],
  positions: Uint8Array | null,
): void {
  const reader = new ByteReader(bytes);
  let at = 0;
  for (let index = 0, document = 0; index < count; index++) {
    const number = reader.next();
    document += number >>> 1;
    const frequency = number & 1 ? 1 : reader.next();
    writer.add(document, frequency);
    if (positions !== null) at = writer.copyPositions(positions, at, frequency);
  }
  writer.endList();
}

interface FewWordsOptions {
  readonly stems: readonly ReadStem[];
  /** In their order. */
  readonly forms: readonly ReadForm[];
  readonly numbers: ReadonlyMap<string, FormNumber>;
  readonly stemLists: ReadonlyMap<StemNumber, ListNumber>;
  readonly stemCount: number;
}

class FewWords implements Dictionary {
  readonly #options: FewWordsOptions;
  readonly #stems: ReadonlyMap<string, ReadStem>;
  readonly #formsOf: ReadonlyMap<StemNumber, Uint32Array>;

  constructor(options: FewWordsOptions) {
    this.#options = options;
    this.#stems = new Map(options.stems.map((stem) => [stem.text, stem]));
    this.#formsOf = new Map(
      options.stems.map(({ number, forms }) => [
        number,
        Uint32Array.from(forms, ({ text }) => options.numbers.get(text) ?? 0),
      ]),
    );
  }

  get formCount(): number {
    return this.#options.forms.length;
  }

  get stemCount(): number {
    return this.#options.stemCount;
  }

  form(form: string): FormNumber | null {
    return this.#options.numbers.get(form) ?? null;
  }

  formText(form: FormNumber): string {
    return this.#options.forms[form]?.text ?? '';
  }

  formLength(form: FormNumber): number {
    return this.formText(form).length;
  }

  formsFrom(prefix: string): { readonly start: FormNumber; readonly end: FormNumber } {
    const { forms } = this.#options;
    const wanted = new TextEncoder().encode(prefix);
    const beginning = (at: number) => forms[at]?.key.subarray(0, wanted.length) ?? wanted;
    return {
      start: partition(forms.length, (at) => compareBytes(forms[at]?.key ?? wanted, wanted) < 0),
      end: partition(forms.length, (at) => compareBytes(beginning(at), wanted) <= 0),
    };
  }

  stem(stem: string): StemNumber | null {
    return this.#stems.get(stem)?.number ?? null;
  }

  stemText(stem: StemNumber): string {
    return this.#options.stems.find(({ number }) => number === stem)?.text ?? '';
  }

  stemList(stem: StemNumber): ListNumber | null {
    return this.#options.stemLists.get(stem) ?? null;
  }

  formsOf(stem: StemNumber): Uint32Array {
    return this.#formsOf.get(stem) ?? new Uint32Array(0);
  }

  /** Nearly the same spelling is not looked for: it would take the whole dictionary. */
  formsOfLength(): { readonly forms: Uint32Array; readonly letters: Uint32Array } {
    return { forms: new Uint32Array(0), letters: new Uint32Array(0) };
  }
}
