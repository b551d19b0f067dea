// How much of a text a thread's page has room for, so that none makes it too long to serve.
import { documentDataPath, entryElementId, entryFragment, threadPath } from '../../index/addresses.ts';
import type { Entry } from '../../index/model.ts';
import { threadQuery } from './thread-address.ts';
import type { ThreadView } from './thread-view.ts';

/** What is shown of a text, and where more of it is. */
export interface ShownText {
  readonly text: string;
  /** Null when it is whole. */
  readonly rest: string | null;
}

/** Characters shown of a text that the reader came for; the API gives every text whole. */
const MOST_CALLED = 1_000_000;
const MOST_OF_ONE = 200_000;
/** Of the post on other pages than the first: enough to know what is spoken of. */
const MOST_OF_POST_AGAIN = 1_000;

/** Letters shown of a text where it stands, unless a reader comes for it. */
export function lettersShown({ text }: Entry): number {
  return Math.min(text.length, MOST_OF_ONE);
}

/** As much of the entry's text as this page of its thread shows. */
export function showText(entry: Entry, view: ThreadView): ShownText {
  const { text, kind } = entry;
  if (kind === 'post' && view.page > 1) return cutText(text, MOST_OF_POST_AGAIN, view.addressOf(entry));
  if (view.asked.isCopy === true) return { text, rest: null };
  if (entry === view.called) return cutText(text, MOST_CALLED, documentDataPath(entry.id));
  return cutText(text, MOST_OF_ONE, ownPath(entry, view));
}

/** Behind the last white space, if there is one near; no character is cut in two. */
function cutText(text: string, length: number, rest: string): ShownText {
  if (text.length <= length) return { text, rest: null };
  const isCut = /[\uD800-\uDBFF]/.test(text[length - 1] ?? '');
  const cut = text.slice(0, isCut ? length - 1 : length);
  return { text: cut.replace(/\s\S{0,60}$/, ' …'), rest };
}

function ownPath({ threadId, id }: Entry, { asked }: ThreadView): string {
  const query = threadQuery(asked.request, { at: entryElementId(threadId, id) });
  return `${threadPath(threadId)}${query}${entryFragment(threadId, id)}`;
}
