// Makes a plan ready to be asked: looks up its words, names and threads, in as few questions as may be.
import type { PlanNode } from '../../engine.ts';
import type { CountedStem } from '../few-documents.ts';
import { filterQuery } from './filter-queries.ts';
import { forEachNode, type IndexState, stemsOfPlan } from './index-state.ts';
import { termsQuery } from './people.ts';
import { type LeafQueries, PREFIX_FORMS, planQuery } from './plan-query.ts';
import { NOTHING, type Query } from './searching.ts';
import { WordQueries } from './word-queries.ts';
import type { FormsBeginning } from './words.ts';

/** A plan with all that is known of its words and names. */
export interface PreparedPlan {
  readonly plan: PlanNode;
  readonly leaves: LeafQueries;
  /** For an index of few documents. */
  readonly words: readonly CountedStem[];
  readonly hasPrefix: boolean;
  /** Without what is hidden. Ranked: with scores. */
  query(isRanked: boolean): Query;
}

/** @throws ClusterError */
export async function preparePlan(state: IndexState, plan: PlanNode): Promise<PreparedPlan> {
  const { analysis, file } = state.parts;
  const asked = namesIn(plan);
  const [stems, beginnings, threads, people, lost] = await Promise.all([
    state.stems(stemsOfPlan(plan, analysis)),
    readBeginnings(state, asked.prefixes),
    readEach(asked.threads, (name) => state.threadNumbers(name)),
    state.shownPeople(state.people.find([...asked.people])),
    asked.hasTags ? state.lostThreads() : Promise.resolve([]),
  ]);
  const lexicon = { documentCount: file.documents, stems, beginnings };
  const words = new WordQueries(lexicon, analysis);
  const names = {
    people: (field: 'author' | 'repliedTo', of: readonly string[]) => {
      const found = [...state.people.find(of)].filter((number) => people.has(number));
      return state.people.query(field, new Set(found.map((number) => state.people.now(number))));
    },
    threads: (name: string) => threads.get(name) ?? [],
    tag: (name: string) => tagQuery(state.tagNumbers(name), lost),
  };
  const leaves = { words, filter: (filter: Parameters<typeof filterQuery>[0]) => filterQuery(filter, names) };
  return {
    plan,
    leaves,
    words: [...stems.values()],
    hasPrefix: asked.prefixes.size > 0,
    query: (isRanked) => state.shown(planQuery(plan, leaves, isRanked)),
  };
}

interface AskedNames {
  readonly prefixes: Set<string>;
  readonly threads: Set<string>;
  readonly people: Set<string>;
  hasTags: boolean;
}

function namesIn(plan: PlanNode): AskedNames {
  const asked: AskedNames = { prefixes: new Set(), threads: new Set(), people: new Set(), hasTags: false };
  forEachNode(plan, (node) => {
    if (node.kind === 'prefix') asked.prefixes.add(node.prefix);
    if (node.kind !== 'filter') return;
    const { filter } = node;
    if (filter.field === 'thread') asked.threads.add(filter.thread);
    if (filter.field === 'author') for (const name of filter.names) asked.people.add(name);
    if (filter.field === 'to') asked.people.add(filter.name);
    if (filter.field === 'tag') asked.hasTags = true;
  });
  return asked;
}

function readBeginnings(
  state: IndexState,
  prefixes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, FormsBeginning>> {
  return readEach(prefixes, async (prefix) => {
    const beginning = await state.parts.words.beginning(prefix, PREFIX_FORMS);
    const shown = await state.shownForms(beginning.forms);
    return { ...beginning, forms: beginning.forms.filter(({ form }) => shown.has(form)) };
  });
}

async function readEach<Value>(
  keys: Iterable<string>,
  read: (key: string) => Promise<Value>,
): Promise<ReadonlyMap<string, Value>> {
  return new Map(await Promise.all([...keys].map(async (key) => [key, await read(key)] as const)));
}

function tagQuery(tags: readonly number[], lostThreads: readonly number[]): Query {
  if (tags.length === 0) return NOTHING;
  const mustNot = lostThreads.length === 0 ? [] : [termsQuery('thread', lostThreads)];
  return { bool: { filter: [termsQuery('tags', tags)], must_not: mustNot } };
}
