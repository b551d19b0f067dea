// Finds in a text what a plan matched there: the same words, phrases as phrases. Knows no snippets and no markup.
import type { Analysis, Token } from './analysis/model.ts';
import type { PlanNode } from './engine.ts';
import type { TextRange } from './model.ts';
import { leavesOf, type PlanLeaf } from './plan-leaves.ts';
import type { WordScope } from './query/model.ts';

/** A place of a text that a part of the plan matched. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Number of the part, from 0: matches of one part have the same. */
  readonly part: number;
  /** Words of the part: a phrase counts for as many as it has. */
  readonly weight: number;
}

/** What the text is: titles and texts are looked in for different parts. `quotes` are the quoted ranges of a text. */
export type HighlightPlace =
  | { readonly kind: 'title' }
  | { readonly kind: 'text'; readonly quotes?: readonly TextRange[] };

export interface Highlighter {
  /** Matches in order of their start; phrases and words may overlap. Empty when nothing matched. Cost: linear. */
  find(text: string, place: HighlightPlace): readonly Match[];
}

type Phrase = Extract<PlanNode, { readonly kind: 'phrase' }>;

interface NumberedPart {
  readonly part: number;
  readonly scope: WordScope;
}

/** A highlighter for what a plan looks for; negated parts and filters never match. */
export function createHighlighter(plan: PlanNode, analysis: Analysis): Highlighter {
  const finder = new PartFinder(leavesOf(plan), analysis);
  return { find: (text, place) => finder.find(text, place) };
}

/** Ranges of the matches: sorted, merged where they overlap. */
export function rangesOf(matches: readonly Match[]): readonly TextRange[] {
  const ranges: (readonly [number, number])[] = [];
  for (const { start, end } of matches) {
    const last = ranges.at(-1);
    if (last === undefined || start >= last[1]) ranges.push([start, end]);
    else if (end > last[1]) ranges[ranges.length - 1] = [last[0], end];
  }
  return ranges;
}

class PartFinder {
  readonly #analysis: Analysis;
  readonly #stems = new Map<string, NumberedPart[]>();
  readonly #forms = new Map<string, NumberedPart[]>();
  readonly #prefixes: (NumberedPart & { readonly prefix: string })[] = [];
  readonly #phrases: (NumberedPart & {
    readonly forms: readonly string[];
    readonly borders: readonly number[];
  })[] = [];

  constructor(leaves: readonly PlanLeaf[], analysis: Analysis) {
    this.#analysis = analysis;
    for (const [part, leaf] of leaves.entries()) this.#add(leaf, { part, scope: leaf.scope });
  }

  find(text: string, place: HighlightPlace): readonly Match[] {
    const tokens = this.#analysis.tokens(text);
    const isInPlace = placeTest(place);
    const matches = [...this.#findWords(tokens), ...this.#findPhrases(tokens)];
    return matches
      .filter((match) => isInPlace(match.scope, match))
      .sort((a, b) => a.start - b.start || b.end - a.end)
      .map(({ start, end, part, weight }) => ({ start, end, part, weight }));
  }

  #add(leaf: PlanLeaf, part: NumberedPart): void {
    switch (leaf.kind) {
      case 'stem':
        addTo(this.#stems, leaf.stem, part);
        break;
      case 'similar':
        for (const { form } of leaf.forms) addTo(this.#forms, form, part);
        break;
      case 'prefix':
        this.#prefixes.push({ ...part, prefix: leaf.prefix });
        break;
      case 'phrase':
        this.#addPhrase(leaf, part);
        break;
      default:
        leaf satisfies never;
    }
  }

  #addPhrase({ forms }: Phrase, part: NumberedPart): void {
    const [only] = forms;
    if (only !== undefined && forms.length === 1) addTo(this.#forms, only, part);
    else this.#phrases.push({ ...part, forms, borders: bordersOf(forms) });
  }

  *#findWords(tokens: readonly Token[]): Iterable<Match & { readonly scope: WordScope }> {
    for (const { form, start, end } of tokens) {
      for (const { part, scope } of this.#partsOf(form)) yield { start, end, part, scope, weight: 1 };
    }
  }

  #partsOf(form: string): readonly NumberedPart[] {
    const parts: NumberedPart[] = [...(this.#forms.get(form) ?? [])];
    // Small words have no stem in the index, so nothing was found by theirs.
    if (this.#stems.size > 0 && !this.#analysis.isStopWord(form)) {
      parts.push(...(this.#stems.get(this.#analysis.stem(form)) ?? []));
    }
    for (const prefixed of this.#prefixes) if (form.startsWith(prefixed.prefix)) parts.push(prefixed);
    return parts;
  }

  *#findPhrases(tokens: readonly Token[]): Iterable<Match & { readonly scope: WordScope }> {
    if (this.#phrases.length === 0) return;
    const present = new Set(tokens.map((token) => token.form));
    for (const { forms, borders, part, scope } of this.#phrases) {
      if (!forms.every((form) => present.has(form))) continue;
      for (const last of endsOf(tokens, forms, borders)) {
        const [first, final] = [tokens[last - forms.length + 1], tokens[last]];
        if (first === undefined || final === undefined) continue;
        yield { start: first.start, end: final.end, part, scope, weight: forms.length };
      }
    }
  }
}

function addTo(parts: Map<string, NumberedPart[]>, key: string, part: NumberedPart): void {
  const known = parts.get(key);
  if (known === undefined) parts.set(key, [part]);
  else known.push(part);
}

function placeTest(place: HighlightPlace): (scope: WordScope, match: Match) => boolean {
  if (place.kind === 'title') return (scope) => scope !== 'quote';
  const quotes = place.quotes ?? [];
  return (scope, { start, end }) => {
    if (scope === 'any') return true;
    if (scope === 'title') return false;
    const isQuoted = scope === 'quote';
    return isWithin(quotes, start) === isQuoted && isWithin(quotes, end - 1) === isQuoted;
  };
}

/** Whether one of the sorted ranges holds the offset. */
function isWithin(ranges: readonly TextRange[], offset: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.[0] ?? Number.POSITIVE_INFINITY) <= offset;
}

/** Knuth, Morris, Pratt (1977): for each length, the longest beginning that is also an end. */
function bordersOf(forms: readonly string[]): readonly number[] {
  const borders = [0];
  for (let at = 1, border = 0; at < forms.length; at++) {
    while (border > 0 && forms[border] !== forms[at]) border = borders[border - 1] ?? 0;
    if (forms[border] === forms[at]) border++;
    borders.push(border);
  }
  return borders;
}

/** Positions of the last token of each occurrence. */
function* endsOf(
  tokens: readonly Token[],
  forms: readonly string[],
  borders: readonly number[],
): Iterable<number> {
  let matched = 0;
  for (const [at, { form }] of tokens.entries()) {
    while (matched > 0 && (matched === forms.length || forms[matched] !== form))
      matched = borders[matched - 1] ?? 0;
    if (forms[matched] === form) matched++;
    if (matched === forms.length) yield at;
  }
}
