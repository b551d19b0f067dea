// Where the words of a plan stand in hits: their words are read again from the cluster, and looked through as the
// embedded engine does.
import type { EngineHit, FoundPlaces, PlanNode } from '../../engine.ts';
import { leavesOf } from '../../plan-leaves.ts';
import type { CountedStem, FewDocument } from '../few-documents.ts';
import { fewDocument } from './found.ts';
import { type IndexState, stemsOfPlan } from './index-state.ts';
import { KEPT_FIELDS } from './mapping.ts';

/** In the order of the hits; null for what is none of this index. @throws ClusterError */
export async function locateWords(
  state: IndexState,
  plan: PlanNode,
  hits: readonly EngineHit[],
): Promise<readonly (FoundPlaces | null)[]> {
  const ordinals = [...new Set(hits.flatMap(({ ordinal }) => ordinal ?? []))];
  const leaves = leavesOf(plan);
  if (ordinals.length === 0) return hits.map(() => null);
  const { analysis, file, openFew } = state.parts;
  const [documents, stems] = await Promise.all([
    readDocuments(state, ordinals),
    state.stems(stemsOfPlan(plan, analysis)),
  ]);
  const prefixes = leaves.flatMap((leaf) => (leaf.kind === 'prefix' ? [leaf.prefix] : []));
  const words =
    prefixes.length === 0
      ? [...stems.values()]
      : withBeginnings(stems, beginning(documents, prefixes), (form) => analysis.stem(form));
  return openFew({ documents, words, whole: file, analysis }).locate(plan, hits);
}

/** Ascending; those that the last search ranked are there already. */
async function readDocuments(
  state: IndexState,
  ordinals: readonly number[],
): Promise<readonly FewDocument[]> {
  const known = ordinals.flatMap((ordinal) => state.recent.get(ordinal) ?? []);
  const missing = ordinals.filter((ordinal) => !state.recent.has(ordinal));
  const read = missing.length === 0 ? [] : await askForDocuments(state, missing);
  return [...known, ...read].sort((a, b) => a.ordinal - b.ordinal);
}

async function askForDocuments(
  state: IndexState,
  ordinals: readonly number[],
): Promise<readonly FewDocument[]> {
  const { documents } = state.parts;
  const { hits } = await state.search({
    query: { terms: { ordinal: ordinals.map((ordinal) => documents.written(ordinal)) } },
    size: ordinals.length,
    _source: KEPT_FIELDS,
    track_total_hits: false,
  });
  return hits.hits.map((hit) => fewDocument(hit, documents));
}

/** Forms of the documents that begin so. */
function beginning(documents: readonly FewDocument[], prefixes: readonly string[]): ReadonlySet<string> {
  const forms = new Set<string>();
  for (const { parts } of documents) {
    for (const part of parts) {
      for (const form of part.split(' '))
        if (prefixes.some((prefix) => form.startsWith(prefix))) forms.add(form);
    }
  }
  return forms;
}

function withBeginnings(
  stems: ReadonlyMap<string, CountedStem>,
  forms: ReadonlySet<string>,
  stemOf: (form: string) => string,
): readonly CountedStem[] {
  const all = new Map(stems);
  for (const form of forms) {
    const stem = stemOf(form);
    const known = all.get(stem) ?? { stem, documents: 1, titles: 0, forms: [] };
    if (known.forms.some((other) => other.form === form)) continue;
    all.set(stem, { ...known, forms: [...known.forms, { form, stem, documents: 1, titles: 0 }] });
  }
  return [...all.values()];
}
