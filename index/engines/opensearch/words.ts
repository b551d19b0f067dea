// The words of an index, asked of the cluster and remembered: how many documents hold a stem, which forms it has, which
// forms begin alike or are nearly the same.
import type { SimilarForm } from '../../engine.ts';
import { editDistance } from '../edit-distance.ts';
import type { CountedForm, CountedStem } from '../few-documents.ts';
import { type ClusterHit, fieldNumber, fieldText } from './answers.ts';
import type { Cluster } from './cluster.ts';
import { type Query, searchCluster } from './searching.ts';

/** Forms of a beginning: those that most documents hold, and whether there are more. */
export interface FormsBeginning {
  readonly forms: readonly CountedForm[];
  readonly areAll: boolean;
}

const STEMS_AT_ONCE = 200;
const MOST_FORMS = 10_000;
/** Near forms that are compared; the cluster gives the nearest first. */
const MOST_NEAR = 500;
const LONGEST_NEAR = 40;
/** Longer than any word of ours. */
const LONGEST = 100;
const REMEMBERED = 20_000;
const FIELDS = ['form', 'stem', 'documents', 'titles', 'stemDocuments', 'stemTitles'];

/** The index never changes, so that what was answered once stays true. */
export class Words {
  readonly #cluster: Cluster;
  readonly #index: string;
  readonly #stems = new Map<string, CountedStem | null>();

  constructor(cluster: Cluster, index: string) {
    this.#cluster = cluster;
    this.#index = index;
  }

  /** Those of the stems that the index has. */
  async stems(wanted: Iterable<string>): Promise<ReadonlyMap<string, CountedStem>> {
    const all = [...new Set(wanted)].filter(isPossible);
    const unknown = all.filter((stem) => !this.#stems.has(stem));
    for (let from = 0; from < unknown.length; from += STEMS_AT_ONCE)
      await this.#read(unknown.slice(from, from + STEMS_AT_ONCE));
    const found = all.flatMap((stem) => {
      const known = this.#stems.get(stem);
      return known ? [[stem, known] as const] : [];
    });
    return new Map(found);
  }

  /** Most frequent first; at most `limit`. */
  async beginning(prefix: string, limit: number): Promise<FormsBeginning> {
    if (!isPossible(prefix)) return { forms: [], areAll: true };
    const query = { constant_score: { filter: { prefix: { form: { value: prefix } } } } };
    const hits = await this.#search(query, limit + 1, [{ documents: 'desc' }, { form: 'asc' }]);
    return { forms: hits.slice(0, limit).map(formOf), areAll: hits.length <= limit };
  }

  /** Within so many edits, 2 at most; nearest, then most frequent first; the form itself is not among them. */
  async near(form: string, edits: number): Promise<readonly SimilarForm[]> {
    if (form.length > LONGEST_NEAR || !isPossible(form)) return [];
    const fuzzy = {
      value: form,
      fuzziness: edits,
      transpositions: true,
      rewrite: `top_terms_boost_${MOST_NEAR}`,
    };
    const query = { fuzzy: { form: fuzzy } };
    const hits = await this.#search(query, MOST_NEAR, ['_score', { documents: 'desc' }]);
    return hits
      .map(formOf)
      .map((other) => ({
        form: other.form,
        distance: editDistance(form, other.form, edits),
        documents: other.documents,
      }))
      .filter(({ distance }) => distance > 0 && distance <= edits)
      .sort((a, b) => a.distance - b.distance || b.documents - a.documents || (a.form < b.form ? -1 : 1));
  }

  async #read(stems: readonly string[]): Promise<void> {
    const hits = await this.#search({ constant_score: { filter: { terms: { stem: stems } } } }, MOST_FORMS, [
      '_doc',
    ]);
    const forms = new Map<string, ClusterHit[]>();
    for (const hit of hits) {
      const stem = fieldText(hit, 'stem');
      forms.set(stem, [...(forms.get(stem) ?? []), hit]);
    }
    if (this.#stems.size > REMEMBERED) this.#stems.clear();
    for (const stem of stems) this.#stems.set(stem, stemOf(stem, forms.get(stem) ?? []));
  }

  async #search(query: Query, size: number, sort: readonly unknown[]): Promise<readonly ClusterHit[]> {
    const body = { query, size, sort, _source: false, docvalue_fields: FIELDS, track_total_hits: false };
    const { hits } = await searchCluster(this.#cluster, { index: this.#index }, body);
    return hits.hits;
  }
}

/** What could be a word of an index at all. */
function isPossible(text: string): boolean {
  return text !== '' && text.length <= LONGEST && !/\p{Surrogate}/u.test(text);
}

function formOf(hit: ClusterHit): CountedForm {
  return {
    form: fieldText(hit, 'form'),
    stem: fieldText(hit, 'stem'),
    documents: fieldNumber(hit, 'documents'),
    titles: fieldNumber(hit, 'titles'),
  };
}

function stemOf(stem: string, hits: readonly ClusterHit[]): CountedStem | null {
  const [first] = hits;
  if (first === undefined) return null;
  return {
    stem,
    documents: fieldNumber(first, 'stemDocuments'),
    titles: fieldNumber(first, 'stemTitles'),
    forms: hits.map(formOf),
  };
}
