// The messages of a page and how sure it is that they make a thread of a forum.

import { remember } from '../markup/per-page.ts';
import { findFirst } from '../markup/select.ts';
import { linkTextLength, textLength } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { weighForum } from './forum-cues.ts';
import { type FoundMessages, textRanges } from './forum-thread.ts';
import { learnLayout } from './layout.ts';
import { bodyBySelector } from './message-body.ts';
import { readFacts } from './message-facts.ts';
import { findMarkedMessages } from './messages.ts';
import type { ForumMarkup, ForumMessage } from './model.ts';
import { findRepeatedMessages, type RepeatedMessages } from './repeated-messages.ts';

export interface LearnedMessages extends FoundMessages {
  /** 0 to 1, to be compared with that of other dialects. */
  readonly confidence: number;
  /** Clauses that name what was seen. */
  readonly reasons: readonly string[];
}

/** Shape alone never beats a platform that signs its pages. */
export const maxShapeConfidence = 0.7;
/** What is known of pages already looked at: a dialect is asked whether a page is its own before it reads it. */
const marked = Symbol('messages by program');
const shaped = Symbol('messages by shape');

/** Messages by the first program that has any with a text, or null. */
export function learnMarkedMessages(
  view: PageView,
  programs: readonly ForumMarkup[],
): LearnedMessages | null {
  return remember(view.tree, marked, () => byProgram(view, programs));
}

/** Messages by a program, else by shape on pages that look like a forum's; or null. */
export function learnMessages(view: PageView, programs: readonly ForumMarkup[]): LearnedMessages | null {
  return learnMarkedMessages(view, programs) ?? remember(view.tree, shaped, () => byShape(view));
}

function byProgram(view: PageView, programs: readonly ForumMarkup[]): LearnedMessages | null {
  const { tree } = view;
  for (const markup of programs) {
    const isSigned = ({ range }: ForumMessage) =>
      markup.author.some((selector) => findFirst(tree, selector, range) !== null);
    const found = findMarkedMessages(tree, markup);
    const isTold = (message: ForumMessage) => bodyBySelector(tree, message, markup).length > 0;
    // The first message of a thread may be nothing but a title or a link.
    const messages = found.filter((message, i) => isTold(message) || (i === 0 && isSigned(message)));
    if (!messages.some(isTold)) continue;
    if (messages.filter(isSigned).length * 2 < messages.length) continue;
    const evidence = `${messages.length} messages of ${markup.platform}`;
    return { messages, markup, evidence, confidence: markup.isGuest ? 1 : 0.97, reasons: [evidence] };
  }
  return null;
}

/** What blog platforms write into the head of every page: such a page is none of an unknown forum. */
const blogSigns =
  'link[rel=EditURI], link[rel=wlwmanifest], link[href*="blogblog.com"], link[href*="/wp-includes/"]';

function byShape(view: PageView): LearnedMessages | null {
  if (/wordpress|blogger|movable type|typepad|drupal|ghost|joomla/.test(view.generator)) return null;
  if (findFirst(view.tree, blogSigns) !== null) return null;
  const repeated = findRepeatedMessages(view);
  if (!repeated || repeated.covered < 0.2) return null;
  const { weight: cues, evidence } = weighForum(view, repeated.messages);
  const least = repeated.messages.length < 3 ? 1 : 0.7;
  if (cues + mostFilling < least) return null;
  // Rows of events have dates and strong print too: lines name people where more than a word of the title says forum.
  const told = cues < leastForLines ? 0 : namedInLines(view, repeated.messages);
  const named = Math.max(repeated.named, told);
  const weight = cues + filling({ ...repeated, named });
  // Names that only lines tell leave the page to whoever marks it up.
  const most = repeated.named < 0.5 && named >= 0.5 && cues < 1 ? 0.4 : maxShapeConfidence;
  const confidence = Math.min(most, weight * 0.5 + (named > 0.8 ? 0.1 : 0));
  if ((named < 0.5 && cues < 1) || weight < least) return null;
  return {
    messages: withoutFoot(view, repeated.messages),
    markup: null,
    evidence: `messages by shape: ${repeated.evidence}`,
    confidence,
    reasons: [`messages by shape: ${repeated.evidence}`, ...evidence],
  };
}

/** Rows of links behind the last message, and what has no text, are none. */
function withoutFoot({ tree }: PageView, messages: readonly ForumMessage[]): ForumMessage[] {
  const isFoot = ({ range }: ForumMessage) => linkTextLength(tree, range) > textLength(tree, range) * 0.8;
  const last = messages.findLastIndex((message, i) => i < 2 || !isFoot(message));
  return messages.slice(0, last + 1).filter(({ range }) => textLength(tree, range) > 0);
}

/** Share of the messages whose lines name a person; 0 where all of them name the same: that is the page's own author. */
function namedInLines(view: PageView, messages: readonly ForumMessage[]): number {
  const layout = learnLayout(view, messages);
  const names = messages.map((message) => {
    const body = textRanges(view.tree, message, null, layout);
    return readFacts(view, message, { markup: null, body, isTemplate: () => false }).person?.name;
  });
  const told = names.filter((name) => name !== undefined);
  return new Set(told).size < 2 ? 0 : told.length / messages.length;
}

const mostFilling = 0.4;
const leastForLines = 0.5;

/** Messages that hold nearly all of a page's text, each with its writer, leave no room for a post of another shape. */
function filling({ covered, named }: RepeatedMessages): number {
  if (covered < 0.5) return 0;
  if (named < 0.8) return 0.2;
  return covered > 0.85 ? mostFilling : 0.3;
}
