// Words and phrases of a plan as queries of the cluster: what finds them, and, where they rank, what they score there. The
// scores choose the best documents; those are scored anew as the embedded engine scores.
import type { Analysis } from '../../analysis/model.ts';
import type { PlanNode } from '../../engine.ts';
import type { PlanLeaf } from '../../plan-leaves.ts';
import type { WordScope } from '../../query/model.ts';
import type { CountedForm, CountedStem } from '../few-documents.ts';
import { BM25, EXACT_FORM_BONUS, TITLE_BOOST } from '../ranking-settings.ts';
import { areFormsOfOneWord } from '../slips.ts';
import { prefixWeight, similarWeight } from '../word-weights.ts';
import { NOTHING, type Query } from './searching.ts';
import type { FormsBeginning } from './words.ts';

/** What the index knows of the words of a plan. */
export interface Lexicon {
  readonly documentCount: number;
  /** Forms that nothing tells of are left out of both. */
  readonly stems: ReadonlyMap<string, CountedStem>;
  readonly beginnings: ReadonlyMap<string, FormsBeginning>;
}

/** How much of the score the query has: `full`, only what matters most, or nothing at all. */
export type Detail = 'full' | 'plain' | 'none';

/** A list of documents with its share of the score: that of a form, or of all forms of a stem. */
interface WeightedTerm {
  readonly body: 'body' | 'stems';
  readonly title: 'title' | 'titleStems';
  readonly term: string;
  readonly documents: number;
  readonly titles: number;
  readonly weight: number;
}

type Leaf<Kind extends PlanNode['kind']> = Extract<PlanNode, { readonly kind: Kind }>;

/** Makes queries of leaves. */
export class WordQueries {
  readonly #lexicon: Lexicon;
  readonly #analysis: Analysis;

  constructor(lexicon: Lexicon, analysis: Analysis) {
    this.#lexicon = lexicon;
    this.#analysis = analysis;
  }

  /** What finds the leaf's documents. */
  query(leaf: PlanLeaf, detail: Detail): Query {
    switch (leaf.kind) {
      case 'stem':
        return this.#stem(leaf, detail);
      case 'phrase':
        return this.#phrase(leaf, detail);
      case 'prefix':
        return this.#prefix(leaf, detail);
      case 'similar':
        return this.#similar(leaf, detail);
      default:
        return leaf satisfies never;
    }
  }

  /** No document scores more for the leaf. */
  highestScore(leaf: PlanLeaf): number {
    const weighted = this.#terms(leaf);
    const share = (BM25.k + 1 + BM25.d) * (1 + TITLE_BOOST) * (1 + EXACT_FORM_BONUS);
    return weighted.reduce(
      (sum, term) => sum + share * term.weight * this.#rarity(Math.min(term.documents, term.titles)),
      0,
    );
  }

  #terms(leaf: PlanLeaf): readonly WeightedTerm[] {
    switch (leaf.kind) {
      case 'stem':
        return this.#stemTerms(leaf);
      case 'phrase':
        return leaf.forms.flatMap((form) => this.#formTerm(form, 1));
      case 'prefix':
        return this.#prefixTerms(leaf);
      case 'similar':
        return this.#similarTerms(leaf);
      default:
        return leaf satisfies never;
    }
  }

  #stem(leaf: Leaf<'stem'>, detail: Detail): Query {
    const terms = this.#stemTerms(leaf);
    const found = this.#anyOf(terms, leaf.scope, detail);
    const [only] = terms;
    const isExactKnown = this.#form(leaf.form) !== null && leaf.scope !== 'title' && only?.body === 'stems';
    const ranked = detail === 'full' && isExactKnown ? withBonus(found, leaf.form, only.term) : found;
    return this.#inScope(ranked, leaf.scope, () => this.#stemForms(leaf));
  }

  /** As the embedded engine has it: a stop word stands for the forms of its stem, all others for the forms that are none. */
  #stemTerms(leaf: Leaf<'stem'>): readonly WeightedTerm[] {
    const stem = this.#lexicon.stems.get(leaf.stem);
    if (stem === undefined || !this.#hasKindred(leaf.form, stem)) return [];
    if (this.#analysis.isStopWord(leaf.form)) return stem.forms.map((form) => formTerm(form, 1));
    if (stem.documents === 0) return [];
    const { documents, titles } = stem;
    return [{ body: 'stems', title: 'titleStems', term: leaf.stem, documents, titles, weight: 1 }];
  }

  #hasKindred(form: string, { forms }: CountedStem): boolean {
    return forms.some((other) => other.form === form || areFormsOfOneWord(this.#analysis, form, other.form));
  }

  #stemForms(leaf: Leaf<'stem'>): readonly string[] {
    const forms = this.#lexicon.stems.get(leaf.stem)?.forms.map(({ form }) => form) ?? [];
    return this.#analysis.isStopWord(leaf.form)
      ? forms
      : forms.filter((form) => !this.#analysis.isStopWord(form));
  }

  #phrase({ forms, scope }: Leaf<'phrase'>, detail: Detail): Query {
    if (forms.some((form) => this.#form(form) === null)) return NOTHING;
    const terms = [...new Set(forms)].flatMap((form) => this.#formTerm(form, 1));
    if (forms.length === 1) return this.#inScope(this.#anyOf(terms, scope, detail), scope, () => forms);
    const stands = inFields(scope, (field) => ({
      match_phrase: { [field]: { query: forms.join(' '), analyzer: 'whitespace' } },
    }));
    if (detail === 'none') return stands;
    return { bool: { filter: [stands], must: terms.map((term) => this.#termQuery(term, scope, detail)) } };
  }

  #prefix(leaf: Leaf<'prefix'>, detail: Detail): Query {
    const beginning = this.#lexicon.beginnings.get(leaf.prefix);
    if (beginning === undefined || beginning.forms.length === 0) return NOTHING;
    const stands = inFields(leaf.scope, (field) => ({ prefix: { [field]: { value: leaf.prefix } } }));
    if (detail === 'none') return stands;
    const should = this.#prefixTerms(leaf).map((term) => this.#termQuery(term, leaf.scope, 'plain'));
    return { bool: { filter: [stands], should } };
  }

  #prefixTerms({ prefix }: Leaf<'prefix'>): readonly WeightedTerm[] {
    const forms = this.#lexicon.beginnings.get(prefix)?.forms ?? [];
    return forms.map((form) =>
      formTerm(form, prefixWeight(form.form.length, form.form.length - prefix.length)),
    );
  }

  #similar(leaf: Leaf<'similar'>, detail: Detail): Query {
    const terms = this.#similarTerms(leaf);
    return this.#inScope(this.#anyOf(terms, leaf.scope, detail), leaf.scope, () =>
      terms.map(({ term }) => term),
    );
  }

  #similarTerms({ forms }: Leaf<'similar'>): readonly WeightedTerm[] {
    const weights = new Map<string, number>();
    for (const { form, distance } of forms)
      if (!weights.has(form)) weights.set(form, similarWeight(form.length, distance));
    return [...weights].flatMap(([form, weight]) => this.#formTerm(form, weight));
  }

  #form(form: string): CountedForm | null {
    const stem = this.#lexicon.stems.get(this.#analysis.stem(form));
    return stem?.forms.find((known) => known.form === form) ?? null;
  }

  #formTerm(form: string, weight: number): readonly WeightedTerm[] {
    const known = this.#form(form);
    return known === null ? [] : [formTerm(known, weight)];
  }

  #anyOf(terms: readonly WeightedTerm[], scope: WordScope, detail: Detail): Query {
    const queries = terms.map((term) => this.#termQuery(term, scope, detail));
    const [first, ...others] = queries;
    if (first === undefined) return NOTHING;
    return others.length === 0 ? first : { bool: { should: queries, minimum_should_match: 1 } };
  }

  #termQuery(term: WeightedTerm, scope: WordScope, detail: Detail): Query {
    const isTitle = scope === 'title';
    const field = isTitle ? term.title : term.body;
    const found = {
      term: { [field]: { value: term.term, ...(term.weight === 1 ? {} : { boost: term.weight }) } },
    };
    if (detail !== 'full') return found;
    const should = [this.#floor(field, term, isTitle ? term.titles : term.documents, term.weight)];
    if (!isTitle && term.titles > 0) {
      const boost = term.weight * TITLE_BOOST;
      should.push(
        { term: { [term.title]: { value: term.term, boost } } },
        this.#floor(term.title, term, term.titles, boost),
      );
    }
    return { bool: { must: [found], should } };
  }

  /** What one occurrence is worth at least: the + of BM25+, which the cluster's own formula lacks. */
  #floor(field: string, { term }: WeightedTerm, documents: number, weight: number): Query {
    const boost = BM25.d * weight * this.#rarity(documents);
    return { constant_score: { filter: { term: { [field]: term } }, boost } };
  }

  #rarity(documents: number): number {
    return Math.log(1 + (this.#lexicon.documentCount - documents + 0.5) / (documents + 0.5));
  }

  #inScope(found: Query, scope: WordScope, forms: () => readonly string[]): Query {
    if (scope === 'any' || scope === 'title' || found === NOTHING) return found;
    return {
      bool: { must: [found], filter: [inFields(scope, (field) => ({ terms: { [field]: forms() } }))] },
    };
  }
}

function formTerm({ form, documents, titles }: CountedForm, weight: number): WeightedTerm {
  return { body: 'body', title: 'title', term: form, documents, titles, weight };
}

/** A stem's documents that have the exact form score a little more. */
function withBonus(found: Query, form: string, stem: string): Query {
  const bonus = { term: { stems: { value: stem, boost: EXACT_FORM_BONUS } } };
  return {
    bool: { must: [found], should: [{ bool: { must: [bonus], filter: [{ term: { body: form } }] } }] },
  };
}

/** Where words of the scope stand. What quotes nothing is all its own. */
function inFields(scope: WordScope, query: (field: string) => Query): Query {
  if (scope === 'any') return query('body');
  if (scope === 'title') return query('title');
  if (scope === 'quote') return query('quoted');
  const unquoting = { bool: { filter: [query('body')], must_not: [{ term: { marks: 'quote' } }] } };
  return { bool: { should: [unquoting, query('own')], minimum_should_match: 1 } };
}
