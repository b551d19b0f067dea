// Counts in how many documents each form and each stem stands, while documents pass by.
import type { Analysis } from '../../analysis/model.ts';
import type { CountedStem } from '../few-documents.ts';
import type { AnalysedDocument } from './analysed-document.ts';

interface Count {
  documents: number;
  titles: number;
}

/** Memory: about 200 bytes for each different word. */
export class WordCounts {
  readonly #analysis: Analysis;
  readonly #forms = new Map<string, Count>();
  readonly #stems = new Map<string, Count>();
  #documents = 0;
  #bodyForms = 0;
  #titleForms = 0;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Gives how many different forms the document has, in all and in its title. */
  add({ forms, titleForms }: AnalysedDocument): { readonly body: number; readonly title: number } {
    const [inBody, inTitle] = [new Set(forms), new Set(titleForms)];
    for (const form of inBody) countIn(this.#forms, form).documents += 1;
    for (const form of inTitle) countIn(this.#forms, form).titles += 1;
    for (const stem of this.#stemsOf(inBody)) countIn(this.#stems, stem).documents += 1;
    for (const stem of this.#stemsOf(inTitle)) countIn(this.#stems, stem).titles += 1;
    this.#documents += 1;
    this.#bodyForms += inBody.size;
    this.#titleForms += inTitle.size;
    return { body: inBody.size, title: inTitle.size };
  }

  get documentCount(): number {
    return this.#documents;
  }

  get averageBody(): number {
    return this.#documents === 0 ? 0 : this.#bodyForms / this.#documents;
  }

  get averageTitle(): number {
    return this.#documents === 0 ? 0 : this.#titleForms / this.#documents;
  }

  /** Documents that hold the stem, stop words aside. */
  documentsOf(stem: string): number {
    return this.#stems.get(stem)?.documents ?? 0;
  }

  /** Every form with the counts of its stem, in no order. */
  *forms(): Iterable<{
    readonly form: string;
    readonly count: Count;
    readonly stem: Omit<CountedStem, 'forms'>;
  }> {
    for (const [form, count] of this.#forms) {
      const stem = this.#analysis.stem(form);
      yield { form, count, stem: { stem, ...(this.#stems.get(stem) ?? NONE) } };
    }
  }

  #stemsOf(forms: ReadonlySet<string>): ReadonlySet<string> {
    const stems = new Set<string>();
    for (const form of forms) if (!this.#analysis.isStopWord(form)) stems.add(this.#analysis.stem(form));
    return stems;
  }
}

const NONE: Count = { documents: 0, titles: 0 };

function countIn(counts: Map<string, Count>, key: string): Count {
  const known = counts.get(key);
  if (known !== undefined) return known;
  const count = { documents: 0, titles: 0 };
  // A copy: the word may be a piece of a long text, which it would keep.
  counts.set(Buffer.from(key).toString(), count);
  return count;
}
