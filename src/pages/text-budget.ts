// How much of each text a thread's page has room for, so that no text and no sum of them makes it too long to serve.
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
const MOST_OF_ALL = 1_500_000;
/** Of each text, when the page has no room for all of it. */
const ALWAYS = 1_000;

/** Shares out the room of one page; to be asked once for each entry, in their order. */
export function createTextBudget(view: ThreadView): (entry: Entry) => ShownText {
  if (view.asked.isWhole === true) return ({ text }) => ({ text, rest: null });
  let left = MOST_OF_ALL;
  return (entry) => {
    const { text } = entry;
    const isCalled = entry === view.called;
    const length = isCalled ? MOST_CALLED : Math.min(MOST_OF_ONE, Math.max(left, ALWAYS));
    left -= Math.min(text.length, length);
    if (text.length <= length) return { text, rest: null };
    return {
      text: cutBefore(text, length),
      rest: isCalled ? documentDataPath(entry.id) : ownPath(entry, view),
    };
  };
}

/** No character is cut in two. */
function cutBefore(text: string, length: number): string {
  const isCut = /[\uD800-\uDBFF]/.test(text[length - 1] ?? '');
  return text.slice(0, isCut ? length - 1 : length);
}

function ownPath({ threadId, id }: Entry, { asked }: ThreadView): string {
  const query = threadQuery(asked.request, { at: entryElementId(threadId, id) });
  return `${threadPath(threadId)}${query}${entryFragment(threadId, id)}`;
}
