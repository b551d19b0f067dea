// The pages of a very long thread: links between them, and for each comment of the others the element that its address
// names, so that an address without a page leads there too.
import { entryElementId } from '../../index/addresses.ts';
import type { Entry, ThreadId } from '../../index/model.ts';
import { printCount } from '../numbers.ts';
import type { ThreadView } from './thread-view.ts';

/** Pages linked on either side of the current one. */
const REACH = 2;
/** Comments of other pages that have an element here. */
const MOST_LISTED = 20_000;

/** The pages; nothing when there is one. `label` tells these links from others on the page. */
export function PageLinks({ view, label }: { readonly view: ThreadView; readonly label: string }) {
  const { page } = view;
  const pages = view.pages.count;
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

/**
 * The comments of other pages, by number; nothing when there is one page. Only on the first, where addresses without a
 * page lead.
 */
export function OtherPages({ threadId, view }: { readonly threadId: ThreadId; readonly view: ThreadView }) {
  const { page, pages } = view;
  if (page > 1 || pages.count === 1) return null;
  const others = Array.from({ length: pages.count - 1 }, (_, index) => index + 2);
  return (
    <nav class="elsewhere" aria-label="Comments on other pages">
      {others.map((number) => {
        const comments = pages.commentsOf(number);
        if ((comments.at(-1)?.position ?? 0) > MOST_LISTED) return null;
        return (
          <details>
            <summary>
              {printPlaces(comments)}, on page {printCount(number)}
            </summary>
            <p>
              {comments.map((comment) => (
                <>
                  <a id={entryElementId(threadId, comment.id)} href={view.plainAddressOf(comment)}>
                    {comment.position}
                  </a>{' '}
                </>
              ))}
            </p>
          </details>
        );
      })}
    </nav>
  );
}

/** Which of the comments stand on this page of several; nothing when there is one. */
export function PlacesShown({ view }: { readonly view: ThreadView }) {
  const { page, pages } = view;
  if (pages.count === 1) return null;
  const comments = pages.commentsOf(page);
  return (
    <p class="byline">
      Page {printCount(page)} of {printCount(pages.count)}:{' '}
      {comments.length === 0 ? 'the post alone' : printPlaces(comments).toLowerCase()}
    </p>
  );
}

function printPlaces(comments: readonly Entry[]): string {
  const [first, last] = [comments[0]?.position ?? 0, comments.at(-1)?.position ?? 0];
  return first === last
    ? `Comment ${printCount(first)}`
    : `Comments ${printCount(first)} to ${printCount(last)}`;
}
