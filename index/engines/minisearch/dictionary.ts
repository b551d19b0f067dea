// The words of an index, sorted by their UTF-8 bytes and found there: nothing of them is held as strings.

import { findString, stringsFrom } from '../../packing/sorted-strings.ts';
import { readStrings } from '../../packing/string-table.ts';
import type { SectionReader } from '../../snapshot/section-file.ts';
import { NO_LIST } from './layout.ts';
import type { ListNumber } from './lists.ts';

/** Number of an exact form, which is also that of its list. */
export type FormNumber = number;
export type StemNumber = number;

export interface Dictionary {
  readonly formCount: number;
  readonly stemCount: number;
  /** Null when no document has this form. */
  form(form: string): FormNumber | null;
  formText(form: FormNumber): string;
  /** In UTF-16 code units. */
  formLength(form: FormNumber): number;
  /** The forms that begin so, as a span of numbers; the form itself included. */
  formsFrom(prefix: string): { readonly start: FormNumber; readonly end: FormNumber };
  /** Null when the index has no such stem. */
  stem(stem: string): StemNumber | null;
  stemText(stem: StemNumber): string;
  /** The list of the stem's forms that are no stop words; null when all are. */
  stemList(stem: StemNumber): ListNumber | null;
  /** All forms of one stem, stop words among them, ascending; a view. */
  formsOf(stem: StemNumber): Uint32Array;
  /** The forms of this many UTF-16 code units (255: or more) with the letters of each as bits, in parallel; views. */
  formsOfLength(length: number): { readonly forms: Uint32Array; readonly letters: Uint32Array };
}

/** The dictionary of `terms.bin`. Decodes nothing. */
export function readDictionary(sections: SectionReader): Dictionary {
  const forms = readStrings(sections, 'forms');
  const stems = readStrings(sections, 'stems');
  const lists = sections.u32('stems.lists');
  const stemForms = sections.u32('stems.forms');
  const stemFormStarts = sections.u32('stems.forms.starts');
  const lengths = sections.u8('forms.lengths');
  const byLength = sections.u32('forms.byLength');
  const byLengthStarts = sections.u32('forms.byLength.starts');
  const letters = sections.u32('forms.byLength.letters');
  return {
    formCount: forms.length,
    stemCount: stems.length,
    form: (form) => findString(forms, form),
    formText: (form) => forms.at(form),
    formLength: (form) => {
      const length = lengths[form] ?? 0;
      return length < 255 ? length : forms.at(form).length;
    },
    formsFrom: (prefix) => stringsFrom(forms, prefix),
    stem: (stem) => findString(stems, stem),
    stemText: (stem) => stems.at(stem),
    stemList: (stem) => {
      const list = lists[stem] ?? NO_LIST;
      return list === NO_LIST ? null : list;
    },
    formsOf: (stem) => stemForms.subarray(stemFormStarts[stem] ?? 0, stemFormStarts[stem + 1] ?? 0),
    formsOfLength: (length) => {
      const [start, end] = [byLengthStarts[length] ?? 0, byLengthStarts[length + 1] ?? 0];
      return { forms: byLength.subarray(start, end), letters: letters.subarray(start, end) };
    },
  };
}
