// Makes a parsed query and the parameters of its request ready for an engine: which words, which of them are required.
import type { Analysis } from './analysis/model.ts';
import type { PlanNode } from './engine.ts';
import type { Match, SearchRequest, Sort } from './model.ts';
import { type PlannedWord, planPhrase, planPrefix, planSimilar, planWord } from './plan-words.ts';
import { parseDate } from './query/dates.ts';
import type { Filter, ParsedQuery, QueryNode } from './query/model.ts';

/** Queries of up to so many different words, small ones too, want them all with `match=auto`; of more, any will do. */
export const MAX_REQUIRED_WORDS = 4;

/** A text of more words is a piece of prose that was pasted: what is quoted in it is no more required than its words. */
export const MAX_QUERY_WORDS = 20;

// No title is that long.
const MAX_TITLE_FORMS = 100;

/** The parameters of a search that stand beside `q` and decide what is found and in which order. */
export type PlanRequest = Pick<
  SearchRequest,
  'type' | 'authors' | 'from' | 'until' | 'thread' | 'tag' | 'sort' | 'match'
>;

/** A query of plain words (filters aside): the only kind that may be loosened. */
export interface LooseWords {
  /** In the order of the query, repeats included; never empty. */
  readonly words: readonly PlannedWord[];
  /** Filters: required, whatever becomes of the words. */
  readonly rest: readonly PlanNode[];
  readonly matching: 'all' | 'any';
  /** All words are required only because they are few: when nothing has them all, any will do. */
  readonly mayDrop: boolean;
}

export interface Plan {
  readonly node: PlanNode;
  /** From the parameter, else from the query, else relevance; newest when there are no words to rank by. */
  readonly sort: Sort;
  /** The words as a title would have them; null when the query is more than words, phrases and filters. */
  readonly exactTitle: readonly string[] | null;
  /** Null: nothing may be loosened. */
  readonly loose: LooseWords | null;
  /** Sentences for the reader: what is not matched as it is written. */
  readonly warnings: readonly string[];
}

const PROSE_WARNING = 'The query is a long text: what is in quotation marks counts, and is not required.';

/**
 * Plans a query. Filters, phrases and negations are always required (`match=any`, and `match=auto` on prose: filters and
 * negations). A query whose
 * text holds no word at all (`!!!`) finds nothing; no query finds everything. Depth of the plan is that of the query's
 * brackets (50 at most).
 */
export function planQuery(parsed: ParsedQuery, request: PlanRequest, analysis: Analysis): Plan {
  const parts = parsed.root === null ? [] : flatten(parsed.root);
  const planner = new Planner(analysis);
  const planned = parts.map((part) => planner.planPart(part));
  const parameters = filtersOf(request).map((filter): PlanNode => ({ kind: 'filter', filter }));
  const isPlain = parsed.root !== null && isPlainQuery(parsed.root);
  const composed = compose(planned, request.match);
  const asksInVain = parsed.root !== null && composed.node === null;
  const node = asksInVain ? { kind: 'nothing' as const } : combine('and', [...parameters, composed.node]);
  const loose = isPlain ? looseOf(composed, parameters, request.match) : null;
  return {
    node: node ?? { kind: 'everything' },
    sort:
      request.sort ??
      parsed.sort ??
      (composed.node !== null && hasText(composed.node) ? 'relevance' : 'newest'),
    exactTitle: exactTitleOf(parts, analysis),
    loose,
    warnings: composed.hasLoosePhrases ? [PROSE_WARNING] : [],
  };
}

/** The plan with other words, or matched otherwise: what `loose` says is what is searched. */
export function withLooseWords(plan: Plan, loose: LooseWords): Plan {
  const words = combine(
    loose.matching === 'any' ? 'or' : 'and',
    loose.words.map((word) => word.node),
  );
  return { ...plan, loose, node: combine('and', [...loose.rest, words]) ?? { kind: 'nothing' } };
}

/** A part of the query on its uppermost level: a plain word in its parts, or something else in one node. */
interface PlannedPart {
  readonly words: readonly PlannedWord[];
  readonly node: PlanNode | null;
}

interface Composed {
  readonly node: PlanNode | null;
  readonly words: readonly PlannedWord[];
  readonly rest: readonly PlanNode[];
  readonly matching: 'all' | 'any';
  /** Whether phrases count as words do, though all of them are matched as `auto` says. */
  readonly hasLoosePhrases: boolean;
}

class Planner {
  readonly #analysis: Analysis;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  planPart(node: QueryNode): PlannedPart {
    if (!isPlainWord(node)) return { words: [], node: this.#plan(node) };
    return { words: planWord(node.text, node.scope, this.#analysis), node: null };
  }

  #plan(node: QueryNode): PlanNode | null {
    switch (node.kind) {
      case 'word':
        return combine(
          'and',
          planWord(node.text, node.scope, this.#analysis).map((word) => word.node),
        );
      case 'phrase':
        return planPhrase(node.text, node.scope, this.#analysis);
      case 'prefix':
        return planPrefix(node.text, node.scope, this.#analysis);
      case 'similar':
        return planSimilar(node.text, node.scope, this.#analysis);
      case 'filter':
        return node;
      case 'and':
        return compose(
          flatten(node).map((part) => this.planPart(part)),
          'all',
        ).node;
      case 'or':
        return combine(
          'or',
          node.nodes.map((inner) => this.#plan(inner)),
        );
      case 'not':
        return this.#planNegation(node.node);
      default:
        return node satisfies never;
    }
  }

  /** A word of several parts is excluded only where they stand together: `-health-care` leaves `care for your health`. */
  #planNegation(node: QueryNode): PlanNode | null {
    const isWord = node.kind === 'word' && planWord(node.text, node.scope, this.#analysis).length > 1;
    const inner = isWord ? planPhrase(node.text, node.scope, this.#analysis) : this.#plan(node);
    return inner && { kind: 'not', node: inner };
  }
}

/** Stop words go when anything else is there; then words and texts are joined as `match` says, the rest required. */
function compose(parts: readonly PlannedPart[], match: Match): Composed {
  const others = parts.flatMap((part) => (part.node === null ? [] : [part.node]));
  const texts = others.filter(hasText);
  const written = parts.filter((part) => part.words.length > 0);
  const meaningful = written.filter((part) => part.words.some((word) => !word.isStopWord));
  const kept = meaningful.length > 0 ? meaningful : texts.length > 0 ? [] : written;
  const words = kept.flatMap((part) => part.words);
  const distinct = countDistinct(kept);
  const matching = match === 'auto' ? (countDistinct(written) > MAX_REQUIRED_WORDS ? 'any' : 'all') : match;
  const wordNode = combine(
    matching === 'any' ? 'or' : 'and',
    words.map((word) => word.node),
  );
  const isProse = match === 'auto' && distinct > MAX_QUERY_WORDS;
  const optional = match === 'any' ? texts : isProse ? texts.filter(isPhrase) : [];
  const rest = others.filter((node) => !optional.includes(node));
  const node = combine('and', [...rest, combine('or', [...optional, wordNode])]);
  return { node, words, rest, matching, hasLoosePhrases: isProse && optional.length > 0 };
}

function isPhrase(node: PlanNode): boolean {
  return node.kind === 'phrase' && node.scope === 'any';
}

function countDistinct(parts: readonly PlannedPart[]): number {
  return new Set(parts.map((part) => part.words.map((word) => word.form ?? word.text).join(' '))).size;
}

function looseOf(composed: Composed, parameters: readonly PlanNode[], match: Match): LooseWords | null {
  const { words, matching } = composed;
  if (words.length === 0) return null;
  const mayDrop = match === 'auto' && matching === 'all' && words.length > 1;
  return { words, rest: [...parameters, ...composed.rest], matching, mayDrop };
}

/** What is joined by nothing but spaces and brackets, in order. */
function flatten(node: QueryNode): readonly QueryNode[] {
  return node.kind === 'and' ? node.nodes.flatMap(flatten) : [node];
}

function isPlainQuery(root: QueryNode): boolean {
  const parts = root.kind === 'and' && root.nodes.length > 1 ? root.nodes : [root];
  return parts.every((part) => part.kind === 'filter' || isPlainWord(part));
}

/** `title:word` is a filter to the reader: nothing in it is loosened or optional. */
function isPlainWord(node: QueryNode): node is Extract<QueryNode, { readonly kind: 'word' }> {
  return node.kind === 'word' && node.scope !== 'title';
}

function hasText(node: PlanNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(hasText);
  return node.kind === 'stem' || node.kind === 'phrase' || node.kind === 'prefix' || node.kind === 'similar';
}

/** All or any of the nodes that are there; null when none is. */
function combine(kind: 'and' | 'or', nodes: readonly (PlanNode | null)[]): PlanNode | null {
  const present = nodes.flatMap((node) => {
    if (node === null) return [];
    return node.kind === kind ? node.nodes : [node];
  });
  const [first] = present;
  if (first === undefined) return null;
  return present.length === 1 ? first : { kind, nodes: present };
}

function exactTitleOf(parts: readonly QueryNode[], analysis: Analysis): readonly string[] | null {
  const texts: string[] = [];
  for (const part of parts) {
    if (part.kind === 'filter') continue;
    if ((part.kind !== 'word' && part.kind !== 'phrase') || part.scope !== 'any') return null;
    texts.push(part.text);
  }
  const forms = analysis.forms(texts.join(' '));
  return forms.length === 0 || forms.length > MAX_TITLE_FORMS ? null : forms;
}

function filtersOf(request: PlanRequest): readonly Filter[] {
  const filters: Filter[] = [];
  if (request.type !== null) filters.push({ field: 'type', type: request.type });
  if (request.authors.length > 0) filters.push({ field: 'author', names: request.authors });
  const from = request.from === null ? null : (parseDate(request.from)?.first ?? null);
  const until = request.until === null ? null : (parseDate(request.until)?.last ?? null);
  if (from !== null || until !== null) filters.push({ field: 'date', span: { from, until } });
  if (request.thread !== null) filters.push({ field: 'thread', thread: request.thread });
  if (request.tag !== null) filters.push({ field: 'tag', tag: request.tag });
  return filters;
}
