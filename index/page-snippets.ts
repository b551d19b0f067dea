// Snippets of a page of hits: which piece of each text is to be read, and what is shown of it.
import type { Analysis } from './analysis/model.ts';
import type { FoundPlaces, PlanNode } from './engine.ts';
import { createHighlighter, type Highlighter } from './highlight.ts';
import type { Snippet } from './model.ts';
import { leavesOf, type PlanLeaf } from './plan-leaves.ts';
import type { EntryFacts, EntryPiece, TextPiece } from './snapshot/model.ts';
import { MAX_SCANNED_LENGTH, makeSnippet, SNIPPET_LENGTH } from './snippet.ts';
import { choosePiece, type WordPiece } from './snippet-piece.ts';
import { makePlacedSnippet } from './snippet-places.ts';

/** What is read of a text that is looked through: a character more than is looked at, so that a cut is seen. */
const LOOK_THROUGH: TextPiece = { from: 0, length: 3 * (MAX_SCANNED_LENGTH + 1) };

const NOTHING: Highlighter = { find: () => [] };

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
  /** About how many bytes a snippet has: what was asked for tells in which script the texts are. */
  readonly #snippetBytes: number;
  #highlighter: Highlighter | null = null;

  constructor(plan: PlanNode, analysis: Analysis) {
    this.#plan = plan;
    this.#analysis = analysis;
    this.#snippetBytes = Math.round(SNIPPET_LENGTH * bytesPerCharacter(plan));
  }

  /** The piece of a hit's text to read; without places, the text from its beginning. */
  choose(index: number, places: FoundPlaces | null, textBytes: number): TextPiece {
    if (places === null) {
      this.#choices[index] = null;
      return LOOK_THROUGH;
    }
    const chosen = choosePiece(places, textBytes, this.#snippetBytes);
    this.#choices[index] = { chosen, isCutAfter: chosen.from + chosen.length < textBytes, places };
    return chosen;
  }

  /** Null when the piece does not show what matched: then choose again, without places. */
  make(index: number, { facts, piece }: EntryPiece): Snippet | null {
    const choice = this.#choices[index] ?? null;
    const isWhole = choice === null || (choice.chosen.from === 0 && !choice.isCutAfter);
    if (isWhole && piece.trim() === '') return this.#withoutText(facts);
    if (choice === null) return makeSnippet(piece, this.#words(), { quotes: facts.quotes });
    return makePlacedSnippet({ text: piece, ...choice }, this.#analysis, SNIPPET_LENGTH);
  }

  /** Who wrote nothing but pictures has a title to show: a post its own, a comment its thread's, in which nothing was found. */
  #withoutText({ title, thread }: EntryFacts): Snippet {
    return title.trim() === '' ? makeSnippet(thread.title ?? '', NOTHING) : makeSnippet(title, this.#words());
  }

  #words(): Highlighter {
    this.#highlighter ??= createHighlighter(this.#plan, this.#analysis);
    return this.#highlighter;
  }
}

/** Bytes of a character in UTF-8, on the average of the words that a plan looks for: 1 for English, 2 for Russian. */
function bytesPerCharacter(plan: PlanNode): number {
  const words = leavesOf(plan).map(wordsOf).join('');
  return words === '' ? 1 : Buffer.byteLength(words) / words.length;
}

function wordsOf(leaf: PlanLeaf): string {
  switch (leaf.kind) {
    case 'stem':
      return leaf.form;
    case 'prefix':
      return leaf.prefix;
    case 'phrase':
      return leaf.forms.join('');
    case 'similar':
      return leaf.forms[0]?.form ?? '';
    default:
      return leaf satisfies never;
  }
}
