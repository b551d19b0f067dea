// Loosens a query that asked too much, and says what was loosened: misspelt words first, then words nothing has.
import type { Analysis } from './analysis/model.ts';
import type { Engine, EngineAnswer, EngineRequest, PlanNode } from './engine.ts';
import type { DocumentId, Relaxed, Typo } from './model.ts';
import { type LooseWords, type Plan, withLooseWords } from './plan.ts';
import { type PlannedWord, planForm } from './plan-words.ts';
import { editsForgiven, findCorrections } from './spelling.ts';

/** Forms that stand for `word~`. */
export const MAX_SIMILAR_FORMS = 20;

export interface RelaxOptions {
  readonly typo: Typo;
  readonly analysis: Analysis;
  /** Everything of the documents that plain words look in (title, text, tags), in the order of the ids. */
  readonly readTexts: (ids: readonly DocumentId[]) => Promise<readonly string[]>;
}

export interface RelaxedSearch {
  readonly answer: EngineAnswer;
  /** What was searched in the end: snippets highlight by it. */
  readonly plan: Plan;
  /** Null when the query was searched as it was written. */
  readonly relaxed: Relaxed | null;
}

/** What is asked of the engine beside the plan. */
export type PageRequest = Omit<EngineRequest, 'plan' | 'exactTitle' | 'sort' | 'isRefined'>;

/**
 * Searches a plan, loosened where the contract allows it. Only plain words are: one that the index does not know, in
 * form or stem, is taken for the nearest it knows (`typo=auto`; not numbers, not words under three letters, the first
 * ten of a query); when words that were all required find nothing together, any of them will do, and those that the
 * best hit lacks are named. Cost: one search, two more when words are dropped, two look-ups a word.
 */
export async function relaxAndSearch(
  engine: Engine,
  plan: Plan,
  request: PageRequest,
  options: RelaxOptions,
): Promise<RelaxedSearch> {
  const spelt = await correctSpelling(engine, plan, options);
  const ready = { ...spelt.plan, node: await fillSimilar(engine, spelt.plan.node) };
  const answer = await engine.search(engineRequest(ready, request));
  const relaxed = spelt.fuzzy === null ? null : { fuzzy: spelt.fuzzy };
  if (answer.totalHits > 0 || ready.loose?.mayDrop !== true) return { answer, plan: ready, relaxed };
  return dropWords(engine, { plan: ready, answer, relaxed }, { request, loose: ready.loose, options });
}

interface Dropping {
  readonly request: PageRequest;
  readonly loose: LooseWords;
  readonly options: RelaxOptions;
}

async function dropWords(engine: Engine, strict: RelaxedSearch, dropping: Dropping): Promise<RelaxedSearch> {
  const { loose, request, options } = dropping;
  const plan = withLooseWords(strict.plan, { ...loose, matching: 'any', mayDrop: false });
  const ranked = { ...plan, node: moreFirst(plan.node) };
  const answer = await engine.search(engineRequest(ranked, request));
  if (answer.totalHits === 0) return strict;
  const best = await bestHit(engine, ranked);
  const texts = best === null ? [] : await options.readTexts([best]);
  const dropped = missingWords(loose.words, texts.join('\n'), options.analysis);
  return { answer, plan: ranked, relaxed: { ...strict.relaxed, dropped } };
}

/** The alternatives among the words, with the most of them first. */
function moreFirst(node: PlanNode): PlanNode {
  if (node.kind === 'or') return { ...node, moreFirst: true };
  if (node.kind !== 'and') return node;
  return {
    ...node,
    nodes: node.nodes.map((inner) => (inner.kind === 'or' ? { ...inner, moreFirst: true } : inner)),
  };
}

async function bestHit(engine: Engine, plan: Plan): Promise<DocumentId | null> {
  const { groups } = await engine.search({
    plan: plan.node,
    exactTitle: plan.exactTitle,
    sort: 'relevance',
    isRefined: true,
    group: 'none',
    limit: 1,
    offset: 0,
    facets: [],
    histogram: null,
  });
  return groups[0]?.hits[0]?.id ?? null;
}

/** The words, as written and without repeats, that the text does not have. */
function missingWords(words: readonly PlannedWord[], text: string, analysis: Analysis): readonly string[] {
  const forms = analysis.forms(text);
  const known = new Set(forms);
  for (const form of forms) known.add(analysis.stem(form));
  const missing = words.filter(({ node, form }) => {
    if (node.kind === 'stem') return !known.has(node.stem) && !known.has(node.form);
    if (form !== null) return !known.has(form);
    return node.kind === 'phrase' && !node.forms.every((part) => known.has(part));
  });
  return [...new Set(missing.map((word) => word.text))];
}

interface Spelling {
  readonly plan: Plan;
  /** The word as written, the form it was taken for; null when every word stands as it was written. */
  readonly fuzzy: Readonly<Record<string, string>> | null;
}

async function correctSpelling(
  engine: Engine,
  plan: Plan,
  { typo, analysis }: RelaxOptions,
): Promise<Spelling> {
  if (plan.loose === null || typo === 'off') return { plan, fuzzy: null };
  const corrections = await findCorrections(engine, plan.loose.words, analysis);
  if (corrections.size === 0) return { plan, fuzzy: null };
  const exactTitle = plan.exactTitle?.map((form) => corrections.get(form) ?? form) ?? null;
  const words = plan.loose.words.map((word) => respelt(word, corrections, analysis));
  const fuzzy = plan.loose.words.flatMap(({ text, form }) => {
    const right = corrections.get(form ?? '');
    return right === undefined ? [] : [[text, right] as const];
  });
  return {
    plan: withLooseWords({ ...plan, exactTitle }, { ...plan.loose, words }),
    fuzzy: Object.fromEntries(fuzzy),
  };
}

function respelt(
  word: PlannedWord,
  corrections: ReadonlyMap<string, string>,
  analysis: Analysis,
): PlannedWord {
  const right = corrections.get(word.form ?? '');
  if (right === undefined || word.node.kind !== 'stem') return word;
  return { ...word, form: right, node: planForm(right, word.node.scope, analysis) };
}

/** Gives every `word~` the forms of the index that are near it. Recurses as deep as the plan, 50 at most. */
async function fillSimilar(engine: Engine, node: PlanNode): Promise<PlanNode> {
  switch (node.kind) {
    case 'similar':
      return { ...node, forms: await similarForms(engine, node.forms) };
    case 'not':
      return { ...node, node: await fillSimilar(engine, node.node) };
    case 'and':
    case 'or': {
      const nodes: PlanNode[] = [];
      for (const inner of node.nodes) nodes.push(await fillSimilar(engine, inner));
      return { ...node, nodes };
    }
    default:
      return node;
  }
}

type Forms = Extract<PlanNode, { readonly kind: 'similar' }>['forms'];

async function similarForms(engine: Engine, forms: Forms): Promise<Forms> {
  const [own, ...others] = forms;
  if (own === undefined || others.length > 0) return forms;
  const near = await engine.similarForms(own.form, MAX_SIMILAR_FORMS, editsForgiven(own.form));
  const similar = near.filter(({ form }) => form !== own.form);
  return [own, ...similar.map(({ form, distance }) => ({ form, distance }))];
}

function engineRequest(plan: Plan, request: PageRequest): EngineRequest {
  return { ...request, plan: plan.node, exactTitle: plan.exactTitle, sort: plan.sort, isRefined: true };
}
