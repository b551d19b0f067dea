// Places of a plan's words in a text, found by looking through it; and the snippet that is made from such places.

import type { Analysis } from '../../index/analysis/model.ts';
import { CHECKPOINT_WORDS, type FoundPlaces, type PlanNode } from '../../index/engine.ts';
import { createHighlighter } from '../../index/highlight.ts';
import type { DocumentId, Snippet, TextRange, ThreadId } from '../../index/model.ts';
import { PageSnippets } from '../../index/page-snippets.ts';

/** Words between two checkpoints. */

/** What an engine's `locate` gives for a document with this text. */
export function locateInText(
  plan: PlanNode,
  { text, quotes = [] }: { readonly text: string; readonly quotes?: readonly TextRange[] },
  analysis: Analysis,
): FoundPlaces {
  const words = analysis.tokens(text);
  const numbers = new Map(words.map(({ start }, number) => [start, number]));
  const lasts = new Map(words.map(({ end }, number) => [end, number]));
  const places = createHighlighter(plan, analysis)
    .find(text, { kind: 'text', quotes })
    .map(({ start, end, part }) => {
      const token = numbers.get(start) ?? Number.NaN;
      return { token, length: (lasts.get(end) ?? Number.NaN) - token + 1, part };
    })
    .sort((a, b) => a.token - b.token)
    .slice(0, 4096);
  const checkpoints = words.filter((_, number) => number % CHECKPOINT_WORDS === 0);
  return {
    tokens: places.map(({ token }) => token),
    lengths: places.map(({ length }) => length),
    parts: places.map(({ part }) => part),
    checkpoints: Uint32Array.from(checkpoints, ({ start }) => Buffer.byteLength(text.slice(0, start))),
  };
}

/** A text as a store has it. */
export interface StoredText {
  readonly text: string;
  readonly title?: string;
  readonly quotes?: readonly TextRange[];
}

/** The snippet made from places, reading no more than the piece it asks for; null when it shows nothing of them. */
export function placedSnippet(plan: PlanNode, stored: StoredText, analysis: Analysis): Snippet | null {
  const { text, title = '', quotes = [] } = stored;
  const bytes = Buffer.from(text);
  const snippets = new PageSnippets(plan, analysis);
  const chosen = snippets.choose(0, locateInText(plan, stored, analysis), bytes.length);
  const end = Math.min(chosen.from + chosen.length, bytes.length);
  // A character that is cut ends as U+FFFD; a store leaves it out.
  const read = bytes.toString('utf8', chosen.from, end);
  const piece = end < bytes.length ? read.replace(/\ufffd{1,3}$/, '') : read;
  const facts = { ...NO_FACTS, title, quotes };
  return snippets.make(0, { facts, piece });
}

const NO_FACTS = {
  id: 'one' as DocumentId,
  kind: 'comment',
  position: 1,
  parentId: null,
  parentAuthor: null,
  thread: { id: 'one' as ThreadId, title: null, commentCount: 1 },
  author: null,
  publishedAt: null,
  datePrecision: null,
  originalUrl: null,
} as const;
