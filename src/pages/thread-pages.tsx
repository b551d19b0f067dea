// The pages of a very long thread: links between them, and for each comment of the others the element that its address
// names, so that an address without a page leads there too.
import { entryElementId, entryFragment, threadPath } from '../../index/addresses.ts';
import type { Entry, ThreadId } from '../../index/model.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { printCount } from '../numbers.ts';
import { COMMENTS_A_PAGE, threadQuery } from './thread-address.ts';
import type { ThreadView } from './thread-view.ts';

/** Pages linked on either side of the current one. */
const REACH = 2;
/** Comments of other pages that have an element here. */
const MOST_LISTED = 20_000;

/** The pages; nothing when there is one. `label` tells these links from others on the page. */
export function PageLinks({ view, label }: { readonly view: ThreadView; readonly label: string }) {
  const { page, pages } = view;
  if (pages === 1) return null;
  const around = Array.from({ length: 2 * REACH + 1 }, (_, index) => page - REACH + index);
  const shown = [...new Set([1, ...around, pages])].filter((number) => number >= 1 && number <= pages);
  return (
    <nav class="pager" aria-label={label}>
      <ul>
        {page > 1 && (
          <li>
            <a rel="prev" href={`${view.pathOfPage(page - 1)}#comments`}>
              Previous
            </a>
          </li>
        )}
        {shown
          .sort((a, b) => a - b)
          .map((number) => (
            <li>
              <a
                href={`${view.pathOfPage(number)}#comments`}
                aria-label={`Page ${number}`}
                aria-current={number === page ? 'page' : null}
              >
                {printCount(number)}
              </a>
            </li>
          ))}
        {page < pages && (
          <li>
            <a rel="next" href={`${view.pathOfPage(page + 1)}#comments`}>
              Next
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** The comments of other pages, by number; nothing when there is one page. */
export function OtherPages({ thread, view }: { readonly thread: WholeThread; readonly view: ThreadView }) {
  if (view.pages === 1) return null;
  const { id } = thread.info;
  const others = Array.from({ length: view.pages }, (_, index) => index + 1).filter(
    (number) => number !== view.page && number * COMMENTS_A_PAGE <= MOST_LISTED,
  );
  return (
    <nav class="elsewhere" aria-label="Comments on other pages">
      {others.map((number) => {
        const comments = thread.comments.slice((number - 1) * COMMENTS_A_PAGE, number * COMMENTS_A_PAGE);
        const [first, last] = [comments[0]?.position ?? 0, comments.at(-1)?.position ?? 0];
        return (
          <details>
            <summary>
              Comments {printCount(first)} to {printCount(last)}, on page {printCount(number)}
            </summary>
            <p>
              {comments.map((comment) => (
                <>
                  <Place threadId={id} comment={comment} />{' '}
                </>
              ))}
            </p>
          </details>
        );
      })}
    </nav>
  );
}

/** Carries nothing of what is looked for: a long query thousands of times would be a long page. */
function Place({ threadId, comment }: { readonly threadId: ThreadId; readonly comment: Entry }) {
  const at = entryElementId(threadId, comment.id);
  return (
    <a
      id={at}
      href={`${threadPath(threadId)}${threadQuery(null, { at })}${entryFragment(threadId, comment.id)}`}
    >
      {comment.position}
    </a>
  );
}
