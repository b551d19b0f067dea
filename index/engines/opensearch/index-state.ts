// An index in a cluster as questions see it: its words and names, who is who now, and what nothing may tell of.
import type { Analysis } from '../../analysis/model.ts';
import type { PlanNode } from '../../engine.ts';
import type { HiddenDocuments } from '../../hidden-documents.ts';
import { foldName } from '../../people.ts';
import type { CountedForm, CountedStem, FewDocument, OpenFewDocuments } from '../few-documents.ts';
import { keysOfName } from '../thread-keys.ts';
import { readBuckets, readKeyed } from './answers.ts';
import type { SearchBounds } from './bounds.ts';
import type { Cluster } from './cluster.ts';
import type { ClusterFile } from './cluster-file.ts';
import type { NameTables } from './names-file.ts';
import type { Numbering } from './numbering.ts';
import { ordinalQueries, type People } from './people.ts';
import { type Query, type SearchBody, searchCluster } from './searching.ts';
import type { Words } from './words.ts';

/** What all views of an index share. */
export interface IndexParts {
  readonly cluster: Cluster;
  readonly file: ClusterFile;
  readonly analysis: Analysis;
  readonly names: NameTables;
  /** Numbers of documents and threads, here and in the cluster. */
  readonly documents: Numbering;
  readonly threads: Numbering;
  readonly words: Words;
  readonly openFew: OpenFewDocuments;
  readonly bounds: SearchBounds;
}

/** Forms, people or keys asked about at once. */
const ASKED_AT_ONCE = 400;
/** Threads of one name. */
const MOST_THREADS = 20_000;
const REMEMBERED = 50_000;
const REMEMBERED_COUNTS = 200;

/** Filters that apply to every question, by what is hidden. */
interface Hidden {
  readonly documents: HiddenDocuments;
  readonly queries: readonly Query[];
}

/** One view: `hidden` null shows all. What was found out is remembered: the index never changes. */
export class IndexState {
  readonly parts: IndexParts;
  readonly people: People;
  readonly hidden: Hidden | null;
  /** Words of the documents that the last search ranked, by ordinal: its page is most often cut from them. */
  readonly recent = new Map<number, FewDocument>();
  /** Threads of results that took several questions, by query. */
  readonly threadCounts = new Map<string, number>();
  readonly #threads = new Map<string, readonly number[]>();
  readonly #shown = new Map<string, boolean>();
  readonly #gone = new Map<number, boolean>();
  #lostThreads: Promise<readonly number[]> | null = null;

  constructor(parts: IndexParts, people: People, hidden: HiddenDocuments | null) {
    this.parts = parts;
    this.people = people;
    this.hidden =
      hidden === null ? null : { documents: hidden, queries: hiddenQueries(hidden, parts.documents) };
  }

  /** The query without what is hidden. */
  shown(query: Query): Query {
    return this.hidden === null ? query : { bool: { must: [query], must_not: this.hidden.queries } };
  }

  search(body: SearchBody, filterPath?: string) {
    const { cluster, file } = this.parts;
    return searchCluster(cluster, { index: file.index, ...(filterPath ? { filterPath } : {}) }, body);
  }

  rememberThreadCount(query: string, count: number): void {
    if (this.threadCounts.size >= REMEMBERED_COUNTS) this.threadCounts.clear();
    this.threadCounts.set(query, count);
  }

  /** Numbers in the cluster of the tags that readers call so. */
  tagNumbers(name: string): readonly number[] {
    const { tags, tagKeys, tagNumbers } = this.parts.names;
    const key = foldName(name);
    const found = tagKeys.find(key, (number) => foldName(tags.at(number)) === key);
    return found.flatMap((number) => tagNumbers.written(number));
  }

  /** Threads that lost their tags with their post, as the cluster numbers them. */
  lostThreads(): Promise<readonly number[]> {
    this.#lostThreads ??= this.#readLostThreads().catch((error: unknown) => {
      this.#lostThreads = null;
      throw error;
    });
    return this.#lostThreads;
  }

  /** Numbers in the cluster of the threads that are called so; the most exact kind of name that finds any decides. */
  async threadNumbers(name: string): Promise<readonly number[]> {
    const known = this.#threads.get(name);
    if (known !== undefined) return known;
    const keys = keysOfName(name.trim()).filter((key) => !/\p{Surrogate}/u.test(key) && key.length < 8_000);
    const found = keys.length === 0 ? [] : await this.#readThreads(keys);
    remember(this.#threads, name, found);
    return found;
  }

  /** Those of the people who wrote something that is not hidden, or nothing at all. */
  async shownPeople(numbers: ReadonlySet<number>): Promise<ReadonlySet<number>> {
    if (this.hidden === null || numbers.size === 0) return numbers;
    const gone = knownOf(this.#gone, numbers);
    const unknown = [...numbers].filter((number) => !gone.has(number)).slice(0, ASKED_AT_ONCE);
    if (unknown.length > 0) {
      const by = (number: number): Query => this.people.query('author', new Set([this.people.now(number)]));
      const all = await this.#countEach(unknown.map(by), { match_all: {} });
      const left = await this.#countEach(unknown.map(by), this.shown({ match_all: {} }));
      for (const [at, number] of unknown.entries()) {
        gone.set(number, (all[at] ?? 0) > 0 && left[at] === 0);
        remember(this.#gone, number, gone.get(number) === true);
      }
    }
    return new Set([...numbers].filter((number) => gone.get(number) !== true));
  }

  /** The stems, with those of their forms alone that some shown document has. */
  async stems(wanted: Iterable<string>): Promise<ReadonlyMap<string, CountedStem>> {
    const found = await this.parts.words.stems(wanted);
    if (this.hidden === null) return found;
    const shown = await this.shownForms([...found.values()].flatMap(({ forms }) => forms));
    const kept = [...found].map(
      ([name, stem]) => [name, { ...stem, forms: stem.forms.filter(({ form }) => shown.has(form)) }] as const,
    );
    return new Map(kept.filter(([, { forms }]) => forms.length > 0));
  }

  /** Those of the forms that some shown document has. */
  async shownForms(forms: readonly CountedForm[]): Promise<ReadonlySet<string>> {
    const { hidden } = this;
    if (hidden === null) return new Set(forms.map(({ form }) => form));
    const shown = knownOf(
      this.#shown,
      forms.map(({ form }) => form),
    );
    const doubtful = forms.filter(
      ({ form, documents }) => documents <= hidden.documents.count && !shown.has(form),
    );
    for (let from = 0; from < doubtful.length; from += ASKED_AT_ONCE) {
      const asked = doubtful.slice(from, from + ASKED_AT_ONCE);
      const queries = asked.map(({ form }): Query => ({ term: { body: form } }));
      const counts = await this.#countEach(queries, this.shown({ match_all: {} }));
      for (const [at, { form }] of asked.entries()) {
        shown.set(form, (counts[at] ?? 0) > 0);
        remember(this.#shown, form, shown.get(form) === true);
      }
    }
    const isShown = ({ form, documents }: CountedForm) =>
      documents > hidden.documents.count || shown.get(form) === true;
    return new Set(forms.filter(isShown).map(({ form }) => form));
  }

  async #countEach(queries: readonly Query[], within: Query): Promise<readonly number[]> {
    const filters = Object.fromEntries(queries.map((query, at) => [String(at), query]));
    const aggs = { each: { filters: { filters } } };
    const { aggregations } = await this.search({ query: within, size: 0, track_total_hits: false, aggs });
    const buckets = readKeyed(aggregations?.each);
    return queries.map((_, at) => buckets[String(at)]?.doc_count ?? 0);
  }

  async #readThreads(keys: readonly string[]): Promise<readonly number[]> {
    const filters = Object.fromEntries(keys.map((key, at) => [String(at), { term: { threadKeys: key } }]));
    const threads = { terms: { field: 'thread', size: MOST_THREADS, order: { _key: 'asc' } } };
    const { aggregations } = await this.search({
      query: { terms: { threadKeys: keys } },
      size: 0,
      track_total_hits: false,
      aggs: { each: { filters: { filters }, aggs: { threads } } },
    });
    const buckets = readKeyed(aggregations?.each);
    for (const at of keys.keys()) {
      const found = readBuckets(buckets[String(at)]?.threads).buckets.map(({ key }) => Number(key));
      if (found.length > 0) return found;
    }
    return [];
  }

  async #readLostThreads(): Promise<readonly number[]> {
    if (this.hidden === null || this.hidden.queries.length === 0) return [];
    const lost: number[] = [];
    const filter = [
      { term: { marks: 'post' } },
      { bool: { should: this.hidden.queries, minimum_should_match: 1 } },
    ];
    for (let after: readonly unknown[] | null = null; ; ) {
      const { hits } = await this.search({
        query: { bool: { filter } },
        size: 10_000,
        sort: [{ ordinal: 'asc' }],
        _source: false,
        docvalue_fields: ['thread'],
        track_total_hits: false,
        ...(after === null ? {} : { search_after: after }),
      });
      lost.push(...hits.hits.map(({ fields }) => Number(fields?.thread?.[0] ?? 0)));
      after = hits.hits.at(-1)?.sort ?? null;
      if (hits.hits.length < 10_000 || after === null) return lost;
    }
  }
}

/** Ordinals of what is hidden, in as few clauses as may be. */
function hiddenQueries(hidden: HiddenDocuments, documents: Numbering): readonly Query[] {
  const ordinals: number[] = [];
  for (let ordinal = 0; ordinal < documents.length; ordinal++)
    if (hidden.has(ordinal)) ordinals.push(ordinal);
  return ordinalQueries(ordinals, documents);
}

/** The plan's own words: stems of all forms it names. */
export function stemsOfPlan(plan: PlanNode, analysis: Analysis): ReadonlySet<string> {
  const stems = new Set<string>();
  forEachNode(plan, (node) => {
    if (node.kind === 'stem') stems.add(node.stem).add(analysis.stem(node.form));
    else if (node.kind === 'phrase') for (const form of node.forms) stems.add(analysis.stem(form));
    else if (node.kind === 'similar') for (const { form } of node.forms) stems.add(analysis.stem(form));
  });
  return stems;
}

/** In no order; with what is negated. */
export function forEachNode(plan: PlanNode, visit: (node: PlanNode) => void): void {
  const open: PlanNode[] = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    visit(node);
    if (node.kind === 'and' || node.kind === 'or') open.push(...node.nodes);
    else if (node.kind === 'not') open.push(node.node);
  }
}

/** What is remembered of these: a copy, since remembering more may forget all. */
function knownOf<Key, Value>(known: ReadonlyMap<Key, Value>, keys: Iterable<Key>): Map<Key, Value> {
  const found = new Map<Key, Value>();
  for (const key of keys) {
    const value = known.get(key);
    if (value !== undefined) found.set(key, value);
  }
  return found;
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): void {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
}
