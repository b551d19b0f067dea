// Adds up what the parts of an index say of a word: each part has an entry of its own for a form, and counts for itself.
import type { CountedForm, CountedStem } from '../few-documents.ts';
import { type ClusterHit, fieldNumber, fieldText } from './answers.ts';

/** A form with what was added up, and the number of entries it was added up of. */
export interface SeenForm extends CountedForm {
  readonly entries: number;
}

/** Each form once, most frequent first. */
export function sumForms(entries: readonly ClusterHit[]): readonly SeenForm[] {
  const forms = new Map<string, SeenForm>();
  for (const entry of entries) {
    const form = fieldText(entry, 'form');
    const known = forms.get(form);
    forms.set(form, {
      form,
      stem: fieldText(entry, 'stem'),
      documents: (known?.documents ?? 0) + fieldNumber(entry, 'documents'),
      titles: (known?.titles ?? 0) + fieldNumber(entry, 'titles'),
      entries: (known?.entries ?? 0) + 1,
    });
  }
  return [...forms.values()].sort(byFrequency);
}

/** Most frequent first. */
export function byFrequency(a: CountedForm, b: CountedForm): number {
  return b.documents - a.documents || (a.form < b.form ? -1 : 1);
}

/** A stem of all its entries; null without any. Every entry of a part says the same of the stem: the first is taken. */
export function sumStem(stem: string, entries: readonly ClusterHit[]): CountedStem | null {
  if (entries.length === 0) return null;
  const firsts = new Map<string, ClusterHit>();
  for (const entry of entries) if (!firsts.has(entry._index)) firsts.set(entry._index, entry);
  const sum = (field: string) =>
    [...firsts.values()].reduce((total, entry) => total + fieldNumber(entry, field), 0);
  return {
    stem,
    documents: sum('stemDocuments'),
    titles: sum('stemTitles'),
    forms: sumForms(entries),
  };
}
