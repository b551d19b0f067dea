// Says what an engine should find, in the plainest way: walks over texts, and a MiniSearch of its own for scores.

import MiniSearch from 'minisearch';
import type { PlanNode } from '../../index/engine.ts';
import { BM25, EXACT_FORM_BONUS, SIMILAR_WEIGHT, TITLE_BOOST } from '../../index/engines/ranking-settings.ts';
import type { DocumentId, Entry } from '../../index/model.ts';
import type { Filter, WordScope } from '../../index/query/model.ts';
import { english } from './engine-samples.ts';

/** Tells stems from exact forms in the MiniSearch of the oracle; too long to be near any form. */
const STEM_MARK = '~~~~~~~~';

/** A word of a document with its place. */
interface OracleWord {
  readonly form: string;
  readonly isTitle: boolean;
  readonly isQuoted: boolean;
}

/** Found documents with their scores. */
export type OracleMatches = ReadonlyMap<DocumentId, number>;

export interface Oracle {
  evaluate(node: PlanNode): OracleMatches;
}

interface OracleDocument {
  readonly entry: Entry;
  /** Title, text and tags, one list each: phrases stay inside. */
  readonly parts: readonly (readonly OracleWord[])[];
}

/** Filters of the kinds in `OracleFilter` only. */
export type OracleFilter = Extract<Filter, { readonly field: 'author' | 'type' | 'tag' | 'has' }>;

export function createOracle(entries: readonly Entry[]): Oracle {
  const documents = entries.map((entry) => ({ entry, parts: partsOf(entry) }));
  const scorer = createScorer(documents);
  const tagsByThread = new Map(
    entries.flatMap((entry) => (entry.kind === 'post' ? [[entry.threadId, entry.tags] as const] : [])),
  );

  function evaluate(node: PlanNode): OracleMatches {
    const children = node.kind === 'and' || node.kind === 'or' ? node.nodes.map(evaluate) : [];
    const inner = node.kind === 'not' ? evaluate(node.node) : new Map();
    return new Map(
      documents.flatMap((document) => {
        const { id } = document.entry;
        if (!isFound(node, document, { children, inner, tagsByThread })) return [];
        if (node.kind === 'and' || node.kind === 'or') {
          return [[id, children.reduce((sum, child) => sum + (child.get(id) ?? 0), 0)]];
        }
        return [[id, leafScore(node, document, scorer)]];
      }),
    );
  }

  return { evaluate };
}

function partsOf({ title, text, tags, quotes }: Entry): OracleDocument['parts'] {
  const plain = (part: string, isTitle: boolean): OracleWord[] =>
    english.forms(part).map((form) => ({ form, isTitle, isQuoted: false }));
  const words = english.tokens(text).map(({ form, start }) => {
    return { form, isTitle: false, isQuoted: quotes.some(([from, to]) => from <= start && start < to) };
  });
  return [plain(title, true), words, ...tags.map((tag) => plain(tag, false))];
}

interface Found {
  readonly children: readonly OracleMatches[];
  readonly inner: OracleMatches;
  readonly tagsByThread: ReadonlyMap<string, readonly string[]>;
}

function isFound(
  node: PlanNode,
  document: OracleDocument,
  { children, inner, tagsByThread }: Found,
): boolean {
  const { entry } = document;
  switch (node.kind) {
    case 'and':
      return children.every((child) => child.has(entry.id));
    case 'or':
      return children.some((child) => child.has(entry.id));
    case 'not':
      return !inner.has(entry.id);
    case 'everything':
      return true;
    case 'nothing':
      return false;
    case 'filter':
      return passes(node.filter, entry, tagsByThread.get(entry.threadId) ?? []);
    case 'phrase':
      return document.parts.some((part) => hasRun(part, node.forms, node.scope));
    default:
      return document.parts.some((part) =>
        part.some((word) => isIn(word, node.scope) && isWord(node, word.form)),
      );
  }
}

function isWord(node: Extract<PlanNode, { kind: 'stem' | 'prefix' | 'similar' }>, form: string): boolean {
  if (node.kind === 'prefix') return form.startsWith(node.prefix);
  if (node.kind === 'similar') return node.forms.some((similar) => similar.form === form);
  return english.stem(form) === node.stem && (english.isStopWord(node.form) || !english.isStopWord(form));
}

function hasRun(part: readonly OracleWord[], forms: readonly string[], scope: WordScope): boolean {
  return part.some((_, start) =>
    forms.every((form, offset) => {
      const word = part[start + offset];
      return word !== undefined && word.form === form && isIn(word, scope);
    }),
  );
}

function isIn(word: OracleWord, scope: WordScope): boolean {
  if (scope === 'title') return word.isTitle;
  if (scope === 'quote') return word.isQuoted;
  return scope === 'any' || !word.isQuoted;
}

function passes(filter: Filter, entry: Entry, threadTags: readonly string[]): boolean {
  switch (filter.field) {
    case 'author':
      return filter.names.includes(entry.author?.name ?? '');
    case 'type':
      return entry.kind === filter.type;
    case 'tag':
      return threadTags.includes(filter.tag);
    case 'has':
      return filter.what === 'quote' && entry.quotes.length > 0;
    default:
      throw new Error(`the oracle knows no filter ${filter.field}`);
  }
}

/** Score of one MiniSearch term for each document that has it. */
type Scorer = (term: string, options: { isPrefix: boolean; fields: readonly string[] }) => OracleMatches;

/** Searches one term at a time, so that the multiplier of MiniSearch (terms matched) is 1. */
function createScorer(documents: readonly OracleDocument[]): Scorer {
  const mini = new MiniSearch<{ id: DocumentId; body: readonly OracleWord[]; title: readonly OracleWord[] }>({
    fields: ['body', 'title'],
    stringifyField: (words: readonly OracleWord[]) => words.map(({ form }) => form).join(' '),
    tokenize: (text) => text.split(' ').filter((form) => form !== ''),
    processTerm: (form) => {
      return english.isStopWord(form) ? form : [STEM_MARK + english.stem(form), form];
    },
  });
  for (const { entry, parts } of documents)
    mini.add({ id: entry.id, body: parts.flat(), title: parts[0] ?? [] });
  return (term, { isPrefix, fields }) => {
    const results = mini.search(term, {
      fields: [...fields],
      boost: fields.length > 1 ? { title: TITLE_BOOST } : {},
      bm25: { ...BM25 },
      prefix: isPrefix,
      tokenize: (text) => [text],
      processTerm: (text) => text,
    });
    return new Map(results.map((result) => [result.id, result.score / result.queryTerms.length]));
  };
}

function leafScore(node: PlanNode, { entry, parts }: OracleDocument, scorer: Scorer): number {
  const sum = (terms: Iterable<readonly [term: string, weight: number]>, isPrefix = false): number => {
    const fields = 'scope' in node && node.scope === 'title' ? ['title'] : ['body', 'title'];
    let score = 0;
    for (const [term, weight] of terms)
      score += weight * (scorer(term, { isPrefix, fields }).get(entry.id) ?? 0);
    return score;
  };
  switch (node.kind) {
    case 'stem': {
      const forms = new Set(parts.flat().map(({ form }) => form));
      const same = [...forms].filter((form) => english.stem(form) === node.stem);
      const terms = english.isStopWord(node.form) ? same.map((form) => form) : [STEM_MARK + node.stem];
      const bonus = forms.has(node.form) ? 1 + EXACT_FORM_BONUS : 1;
      return bonus * sum(terms.map((term) => [term, 1]));
    }
    case 'phrase':
      return sum([...new Set(node.forms)].map((form) => [form, 1]));
    case 'prefix':
      return sum([[node.prefix, 1]], true);
    case 'similar':
      return sum(node.forms.map(({ form, distance }) => [form, similarWeight(form, distance)]));
    default:
      return 0;
  }
}

function similarWeight(form: string, distance: number): number {
  return distance === 0 ? 1 : (SIMILAR_WEIGHT * form.length) / (form.length + distance);
}
