// What a word of the query becomes for an engine: stems, exact forms, phrases of its parts. No trees, no filters.
import type { Analysis, Token } from './analysis/model.ts';
import type { PlanNode } from './engine.ts';
import type { WordScope } from './query/model.ts';

/** A plain word, or a part of one, as it is looked for. */
export interface PlannedWord {
  /** As the reader wrote it. */
  readonly text: string;
  /** Folded; null for a word of several tokens that is looked for as a phrase. */
  readonly form: string | null;
  readonly node: PlanNode;
  /** Small word: neither required nor counted beside others. */
  readonly isStopWord: boolean;
}

// Signs that put two words side by side, where a reader would as well have left a space.
const DIVIDING = /^[-\u2010-\u2015/:,;!?<>=+|]+$/;
// In languages that elide, a small word stands before it: `l’amour`, `dell’arte`.
const ELISION = /^['`\u00b4\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]$/;
const WHOLE_WORD = /^\p{L}.+/u;

/**
 * The parts of a word without spaces. Words joined by dashes, slashes and colons (`health-care`, `and/or`) are looked
 * for each by itself when all have two letters or more, and so is what follows an elided article (`l’amour`); other words of several tokens (`R&D`, `12:30`, `e-mail`,
 * addresses, Chinese) as the phrase of their exact forms. Empty when there is no word in it.
 */
export function planWord(text: string, scope: WordScope, analysis: Analysis): readonly PlannedWord[] {
  const tokens = analysis.tokens(text);
  if (tokens.length > 1 && !areApart(text, tokens, analysis)) return [planPhraseWord(text, tokens, scope)];
  const words = tokens.map((token) =>
    planToken(text.slice(token.start, token.end), token, { scope, analysis }),
  );
  const meaningful = words.filter((word) => !word.isStopWord);
  return meaningful.length > 0 ? meaningful : words;
}

/** A phrase of exact forms; null when there is no word in the text. */
export function planPhrase(text: string, scope: WordScope, analysis: Analysis): PlanNode | null {
  const forms = analysis.forms(text);
  return forms.length === 0 ? null : { kind: 'phrase', forms, scope };
}

/** `word*`: its last token begins so, the others stand before it. */
export function planPrefix(text: string, scope: WordScope, analysis: Analysis): PlanNode | null {
  const forms = analysis.forms(text);
  const prefix = forms.pop();
  if (prefix === undefined) return null;
  const isWhole = forms.length === 0 || WHOLE_WORD.test(prefix);
  if (!isWhole) return { kind: 'phrase', forms: [...forms, prefix], scope };
  const last: PlanNode = { kind: 'prefix', prefix, scope };
  return forms.length === 0 ? last : { kind: 'and', nodes: [{ kind: 'phrase', forms, scope }, last] };
}

/**
 * `word~`: a node with the form alone, at distance 0; the similar ones are the index's to know and are filled in
 * before the search. A word of several tokens is looked for as a phrase.
 */
export function planSimilar(text: string, scope: WordScope, analysis: Analysis): PlanNode | null {
  const [form, ...others] = analysis.forms(text);
  if (form === undefined) return null;
  if (others.length > 0) return { kind: 'phrase', forms: [form, ...others], scope };
  return { kind: 'similar', forms: [{ form, distance: 0 }], scope };
}

/** A form as a plain word: its stem, or the form alone when it is a stop word, which the index keeps as form only. */
export function planForm(form: string, scope: WordScope, analysis: Analysis): PlanNode {
  if (analysis.isStopWord(form)) return { kind: 'phrase', forms: [form], scope };
  return { kind: 'stem', stem: analysis.stem(form), form, scope };
}

function planToken(
  text: string,
  { form }: Token,
  { scope, analysis }: { readonly scope: WordScope; readonly analysis: Analysis },
): PlannedWord {
  return { text, form, node: planForm(form, scope, analysis), isStopWord: analysis.isStopWord(form) };
}

function planPhraseWord(text: string, tokens: readonly Token[], scope: WordScope): PlannedWord {
  const node: PlanNode = { kind: 'phrase', forms: tokens.map((token) => token.form), scope };
  return { text, form: null, node, isStopWord: false };
}

function areApart(text: string, tokens: readonly Token[], analysis: Analysis): boolean {
  return tokens.every(({ form, end }, at) => {
    const next = tokens[at + 1];
    const sign = next === undefined ? '' : text.slice(end, next.start);
    if (ELISION.test(sign)) return analysis.isStopWord(form);
    return WHOLE_WORD.test(form) && (sign === '' || DIVIDING.test(sign));
  });
}
