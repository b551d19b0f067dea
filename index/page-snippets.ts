// Snippets of a page of hits: which piece of each text is to be read, and what is shown of it.
import type { Analysis } from './analysis/model.ts';
import type { FoundPlaces, PlanNode } from './engine.ts';
import { createHighlighter, type Highlighter } from './highlight.ts';
import type { Snippet } from './model.ts';
import type { EntryPiece, TextPiece } from './snapshot/model.ts';
import { MAX_SCANNED_LENGTH, makeSnippet, SNIPPET_LENGTH } from './snippet.ts';
import { choosePiece, type WordPiece } from './snippet-piece.ts';
import { makePlacedSnippet } from './snippet-places.ts';

/** What is read of a text that is looked through: a character more than is looked at, so that a cut is seen. */
const LOOK_THROUGH: TextPiece = { from: 0, length: 3 * (MAX_SCANNED_LENGTH + 1) };

/** A text of which a piece was chosen. */
interface Choice {
  readonly chosen: WordPiece;
  readonly isCutAfter: boolean;
  readonly places: FoundPlaces;
}

/** Snippets for what a plan found; ask `choose` for every hit before `make`. */
export class PageSnippets {
  readonly #plan: PlanNode;
  readonly #analysis: Analysis;
  readonly #choices: (Choice | null)[] = [];
  #highlighter: Highlighter | null = null;

  constructor(plan: PlanNode, analysis: Analysis) {
    this.#plan = plan;
    this.#analysis = analysis;
  }

  /** The piece of a hit's text to read; without places, or with some missing, the text from its beginning. */
  choose(index: number, places: FoundPlaces | null, textBytes: number): TextPiece {
    if (places === null || !places.isComplete) {
      this.#choices[index] = null;
      return LOOK_THROUGH;
    }
    const chosen = choosePiece(places, textBytes, SNIPPET_LENGTH);
    this.#choices[index] = { chosen, isCutAfter: chosen.from + chosen.length < textBytes, places };
    return chosen;
  }

  /** Null when the piece does not show what matched: then choose again, without places. */
  make(index: number, { facts, piece }: EntryPiece): Snippet | null {
    const choice = this.#choices[index] ?? null;
    const isWhole = choice === null || (choice.chosen.from === 0 && !choice.isCutAfter);
    // A post of pictures alone has nothing to show but its title.
    if (isWhole && piece.trim() === '') return makeSnippet(facts.title, this.#words());
    if (choice === null) return makeSnippet(piece, this.#words(), { quotes: facts.quotes });
    return makePlacedSnippet({ text: piece, ...choice }, this.#analysis, SNIPPET_LENGTH);
  }

  #words(): Highlighter {
    this.#highlighter ??= createHighlighter(this.#plan, this.#analysis);
    return this.#highlighter;
  }
}
