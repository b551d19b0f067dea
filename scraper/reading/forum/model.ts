// What the forum reading speaks of: markup of a forum program as data, messages as they stand in a page. Types only.
import type { NodeRange } from '../markup/tree.ts';

/** Markup of one forum program. Selectors are tried in order. */
export interface ForumMarkup {
  readonly platform: string;
  /** Elements that stand for one message each: the message itself, or with `isPart` something that occurs once in each. */
  readonly messages: string;
  readonly isPart?: boolean;
  /** What the ids of those elements look like, where other programs use the same selectors. */
  readonly messageId?: RegExp;
  /** True for programs that run inside another, which signs the page as its own. */
  readonly isGuest?: boolean;
  readonly author: readonly string[];
  readonly date: readonly string[];
  readonly body: readonly string[];
  /** Places of the thread's title. */
  readonly title: readonly string[];
  /** Parts of a message that are none of its text, beside those every forum names alike. */
  readonly dropped: string;
}

/** One message of a thread. */
export interface ForumMessage {
  /** The element that stands for it. */
  readonly position: number;
  /** Its own nodes, up to the next message. */
  readonly range: NodeRange;
  /** The message's own number in the page, or null. */
  readonly name: string | null;
  /** Fragment of its address, or null. */
  readonly anchor: string | null;
}
