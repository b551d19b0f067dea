// Numbered pages of results. Past the highest offset only the next page is linked, by its cursor.
import type { SearchAnswer } from '../../index/model.ts';
import { type AskedSearch, searchQueryString } from '../answers/search-address.ts';
import { MAX_OFFSET } from '../answers/search-cursor.ts';
import { nextPage } from '../answers/search-response.ts';
import { printCount } from '../numbers.ts';

/** Pages linked on either side of the current one. */
const REACH = 2;

/** The pages; nothing when all results are on one. */
export function Pager({ answer, asked }: { readonly answer: SearchAnswer; readonly asked: AskedSearch }) {
  const { limit, offset, group } = asked.request;
  const total = group === 'thread' ? answer.totalThreads : answer.totalHits;
  if (limit === 0 || (offset === 0 && total <= limit)) return null;
  const current = Math.floor(offset / limit) + 1;
  const last = Math.max(current, Math.ceil(total / limit));
  const next = nextPage(answer, asked);
  return (
    <nav class="pager" aria-label="Pages of results">
      <ul>
        {current > 1 && isReachable(current - 1, limit) && (
          <li>
            <a rel="prev" href={pagePath(asked, Math.min(current - 1, Math.ceil(total / limit) || 1))}>
              Previous
            </a>
          </li>
        )}
        {pageNumbers(current, last).map((page) => (
          <PageLink page={page} current={current} asked={asked} />
        ))}
        {next !== null && (
          <li>
            <a rel="next" href={`/search${searchQueryString(next)}`}>
              Next
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

function PageLink(props: { readonly page: number; readonly current: number; readonly asked: AskedSearch }) {
  const { page, current, asked } = props;
  if (page === current)
    return (
      <li>
        <a href={pagePath(asked, page)} aria-current="page" aria-label={`Page ${page}`}>
          {printCount(page)}
        </a>
      </li>
    );
  if (!isReachable(page, asked.request.limit)) return null;
  return (
    <li>
      <a href={pagePath(asked, page)} aria-label={`Page ${page}`}>
        {printCount(page)}
      </a>
    </li>
  );
}

/** The first page, those around the current one, and the last. */
function pageNumbers(current: number, last: number): readonly number[] {
  const around = Array.from({ length: 2 * REACH + 1 }, (_, index) => current - REACH + index);
  const wanted = [1, ...around, last].filter((page) => page >= 1 && page <= last);
  return [...new Set(wanted)].sort((a, b) => a - b);
}

function pagePath(asked: AskedSearch, page: number): string {
  const { request, cursor } = asked;
  const offset = (page - 1) * request.limit;
  const isHere = offset === request.offset && cursor !== null;
  return `/search${searchQueryString({ request: { ...request, offset }, cursor: isHere ? cursor : null })}`;
}

function isReachable(page: number, limit: number): boolean {
  return (page - 1) * limit <= MAX_OFFSET;
}
