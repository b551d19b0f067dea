// The words of an index, asked of the cluster and remembered: how many documents hold a stem, which forms it has, which
// forms begin alike or are nearly the same. Of a joined index the counts of its parts are added up.
import type { SimilarForm } from '../../engine.ts';
import { editDistance } from '../edit-distance.ts';
import type { CountedForm, CountedStem } from '../few-documents.ts';
import { type ClusterHit, fieldNumber, fieldText } from './answers.ts';
import type { Cluster } from './cluster.ts';
import { type Query, searchCluster } from './searching.ts';
import { byFrequency, type SeenForm, sumForms, sumStem } from './word-sums.ts';

/** Forms of a beginning: those that most documents hold, and whether there are more. */
export interface FormsBeginning {
  readonly forms: readonly CountedForm[];
  readonly areAll: boolean;
}

/** Where the words lie. */
export interface WordsPlace {
  readonly cluster: Cluster;
  readonly index: string;
  /** Indices that the name stands for: each has an entry of its own for a form. */
  readonly parts: number;
}

const STEMS_AT_ONCE = 200;
/** Entries that one question gives. */
const MOST_ENTRIES = 10_000;
/** Near forms that are compared; the cluster gives the nearest first. */
const MOST_NEAR = 500;
const LONGEST_NEAR = 40;
/** Longer than any word of ours. */
const LONGEST = 100;
const REMEMBERED = 20_000;
const FIELDS = ['form', 'stem', 'documents', 'titles', 'stemDocuments', 'stemTitles'];

/** The index never changes, so that what was answered once stays true. */
export class Words {
  readonly #place: WordsPlace;
  readonly #stems = new Map<string, CountedStem | null>();

  constructor(place: WordsPlace) {
    this.#place = place;
  }

  /** Those of the stems that the index has. */
  async stems(wanted: Iterable<string>): Promise<ReadonlyMap<string, CountedStem>> {
    const all = [...new Set(wanted)].filter(isPossible);
    const known = new Map(all.map((stem) => [stem, this.#stems.get(stem)] as const));
    const unknown = all.filter((stem) => known.get(stem) === undefined);
    for (let from = 0; from < unknown.length; from += STEMS_AT_ONCE) {
      const read = await this.#read(unknown.slice(from, from + STEMS_AT_ONCE));
      for (const [stem, counted] of read) known.set(stem, counted);
    }
    return new Map([...known].flatMap(([stem, counted]) => (counted ? [[stem, counted] as const] : [])));
  }

  /**
   * Most frequent first; at most `limit`. Of a joined index with more forms than one question gives, those are taken for
   * the most frequent that are so in some part.
   */
  async beginning(prefix: string, limit: number): Promise<FormsBeginning> {
    if (!isPossible(prefix)) return { forms: [], areAll: true };
    const query = { constant_score: { filter: { prefix: { form: { value: prefix } } } } };
    const { parts } = this.#place;
    for (let size = (limit + 1) * (parts === 1 ? 1 : 2 * parts); ; size *= 4) {
      const asked = Math.min(size, MOST_ENTRIES);
      const hits = await this.#search(query, asked, [{ documents: 'desc' }, { form: 'asc' }]);
      const areAll = hits.length < asked;
      const seen = sumForms(hits);
      const forms = areAll || parts === 1 ? seen : await this.#mostFrequent(seen, hits, limit + 1);
      // No form that was not seen has more than the last entry in each of the parts.
      const unseen = parts * fieldNumber(hits.at(-1) ?? NO_HIT, 'documents');
      const isSure = areAll || parts === 1 || (forms[limit]?.documents ?? 0) >= unseen;
      if (!isSure && asked < MOST_ENTRIES) continue;
      return { forms: forms.slice(0, limit), areAll: areAll && forms.length <= limit };
    }
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
    const { parts } = this.#place;
    const size = Math.min(MOST_ENTRIES, MOST_NEAR * parts);
    const hits = await this.#search({ fuzzy: { form: fuzzy } }, size, ['_score', { documents: 'desc' }]);
    const seen = sumForms(hits);
    // A part with more near forms than it tells of may have those that another told of.
    const forms = parts === 1 || hits.length < MOST_NEAR ? seen : await this.#whole(seen);
    return forms
      .map((other) => ({
        form: other.form,
        distance: editDistance(form, other.form, edits),
        documents: other.documents,
      }))
      .filter(({ distance }) => distance > 0 && distance <= edits)
      .sort((a, b) => a.distance - b.distance || b.documents - a.documents || (a.form < b.form ? -1 : 1));
  }

  /** Those of the forms seen that may be among the `count` most frequent, with their counts in all parts. */
  async #mostFrequent(
    seen: readonly SeenForm[],
    hits: readonly ClusterHit[],
    count: number,
  ): Promise<readonly CountedForm[]> {
    const least = fieldNumber(hits.at(-1) ?? NO_HIT, 'documents');
    const { parts } = this.#place;
    const bound = seen[count - 1]?.documents ?? 0;
    const possible = seen.filter(({ documents, entries }) => documents + (parts - entries) * least >= bound);
    return this.#whole(possible);
  }

  /** Their counts in all parts; most frequent first. */
  async #whole(forms: readonly SeenForm[]): Promise<readonly CountedForm[]> {
    const { parts } = this.#place;
    const whole = forms.filter(({ entries }) => entries === parts);
    const partial = forms.filter(({ entries }) => entries < parts).map(({ form }) => form);
    const atOnce = Math.max(1, Math.floor(MOST_ENTRIES / parts));
    const hits: ClusterHit[] = [];
    for (let from = 0; from < partial.length; from += atOnce) {
      const asked = partial.slice(from, from + atOnce);
      const query = { constant_score: { filter: { terms: { form: asked } } } };
      hits.push(...(await this.#search(query, MOST_ENTRIES, ['_doc'])));
    }
    return [...whole, ...sumForms(hits)].sort(byFrequency);
  }

  /** Asks for half of them at a time where one question does not give them all. */
  async #read(
    stems: readonly string[],
  ): Promise<readonly (readonly [stem: string, counted: CountedStem | null])[]> {
    const query = { constant_score: { filter: { terms: { stem: stems } } } };
    const hits = await this.#search(query, MOST_ENTRIES, ['_doc']);
    if (hits.length === MOST_ENTRIES && stems.length > 1) {
      const middle = stems.length >>> 1;
      return [...(await this.#read(stems.slice(0, middle))), ...(await this.#read(stems.slice(middle)))];
    }
    const entries = new Map<string, ClusterHit[]>();
    for (const hit of hits) {
      const stem = fieldText(hit, 'stem');
      const known = entries.get(stem);
      if (known === undefined) entries.set(stem, [hit]);
      else known.push(hit);
    }
    const read = stems.map((stem) => [stem, sumStem(stem, entries.get(stem) ?? [])] as const);
    if (this.#stems.size > REMEMBERED) this.#stems.clear();
    for (const [stem, counted] of read) this.#stems.set(stem, counted);
    return read;
  }

  async #search(query: Query, size: number, sort: readonly unknown[]): Promise<readonly ClusterHit[]> {
    const { cluster, index } = this.#place;
    const body = { query, size, sort, _source: false, docvalue_fields: FIELDS, track_total_hits: false };
    const { hits } = await searchCluster(cluster, { index }, body);
    return hits.hits;
  }
}

const NO_HIT: ClusterHit = { _id: '', _index: '' };

/** What could be a word of an index at all. */
function isPossible(text: string): boolean {
  return text !== '' && text.length <= LONGEST && !/\p{Surrogate}/u.test(text);
}
