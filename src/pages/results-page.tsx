// The results page: what was asked, how it was understood, the hits, ways to narrow and to go on.
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import type { Overview } from '../http/overview.ts';
import { type AskedSearch, searchQueryString } from '../http/search-address.ts';
import { countOf, printCount } from '../numbers.ts';
import { Facets } from './facets.tsx';
import { HitView } from './hit.tsx';
import { Examples } from './home-page.tsx';
import { type Frame, Layout } from './layout.tsx';
import { Notices } from './notices.tsx';
import { Pager } from './pager.tsx';
import { activeFilters, searchPath } from './refinements.ts';
import { isChosen, SearchForm, SORT_LABELS } from './search-form.tsx';

const MAX_HEADING = 200;

/** What was asked and found. */
export interface ResultsPageProps {
  readonly frame: Frame;
  readonly overview: Overview;
  readonly asked: AskedSearch;
  readonly answer: SearchAnswer;
  /** Sentences about parameters that were left out. */
  readonly mistakes: readonly string[];
}

/** The page at `/search`. */
export function ResultsPage({ frame, overview, asked, answer, mistakes }: ResultsPageProps) {
  const { request } = asked;
  const heading = request.q.trim() === '' ? 'Everything in the archive' : shorten(request.q);
  return (
    <Layout frame={frame} title={heading} feed={`/search.atom${searchQueryString(asked)}`}>
      <SearchForm request={request} label="Search posts and comments" />
      <div class={answer.totalHits > 0 ? 'results' : 'results none'}>
        <div class="found">
          <h1 dir="auto">{heading}</h1>
          <p role="status">
            <Totals answer={answer} />
          </p>
          <Filters request={request} />
          <Notices answer={answer} mistakes={mistakes} />
          {answer.totalHits === 0 ? (
            <NothingFound request={request} overview={overview} />
          ) : (
            <Hits asked={asked} answer={answer} />
          )}
          <Pager answer={answer} asked={asked} />
        </div>
        <Facets answer={answer} request={request} />
      </div>
    </Layout>
  );
}

/** The box shows the whole query. */
function shorten(q: string): string {
  return q.length > MAX_HEADING ? `${q.slice(0, MAX_HEADING)}…` : q;
}

function Totals({ answer }: { readonly answer: SearchAnswer }) {
  const { totalHits, totalThreads, processingTimeMs } = answer;
  return (
    <>
      {countOf(totalHits, 'result')}
      {totalHits > 0 && ` in ${countOf(totalThreads, 'thread')}`}{' '}
      <span class="time">({Math.ceil(processingTimeMs)} ms)</span>
    </>
  );
}

function Filters({ request }: { readonly request: SearchRequest }) {
  const filters = activeFilters(request);
  if (filters.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters">
      {filters.map(({ label, without }) => (
        <li>
          <bdi>{label}</bdi>{' '}
          <a href={without} aria-label={`Remove the filter: ${label}`}>
            ×
          </a>
        </li>
      ))}
    </ul>
  );
}

function Hits({ asked, answer }: { readonly asked: AskedSearch; readonly answer: SearchAnswer }) {
  const { request } = asked;
  if (answer.hits.length === 0)
    return (
      <p class="notice">
        There are no results this far. <a href={searchPath(request)}>Back to the first page</a>
      </p>
    );
  const words = wordsToMark(request, answer);
  return (
    <>
      <Sorts request={request} />
      <ol class="hits" start={request.offset + 1}>
        {answer.hits.map((hit, index) => (
          <li>
            <HitView
              hit={hit}
              number={index + 1}
              words={words}
              allInThread={
                hit.thread.hitCount > 1 + (hit.more?.length ?? 0) && request.group === 'thread'
                  ? searchPath(request, { thread: hit.thread.id, group: 'none' })
                  : null
              }
            />
          </li>
        ))}
      </ol>
    </>
  );
}

/** The query and what its misspelt words were taken for; nothing when only filters were asked for. */
function wordsToMark(request: SearchRequest, answer: SearchAnswer): string {
  const isMarked = answer.hits.some((hit) =>
    [hit, ...(hit.more ?? [])].some(({ snippet }) => snippet.ranges.length > 0),
  );
  return isMarked ? [request.q, ...Object.values(answer.relaxed?.fuzzy ?? {})].join(' ').trim() : '';
}

function Sorts({ request }: { readonly request: SearchRequest }) {
  return (
    <ul class="sorts" aria-label="Sort">
      {SORT_LABELS.map(({ value, label }) => (
        <li>
          <a
            href={searchPath(request, { sort: value })}
            aria-current={isChosen(request.sort, value) ? 'true' : null}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function NothingFound(props: { readonly request: SearchRequest; readonly overview: Overview }) {
  const { request, overview } = props;
  const unfiltered = { type: null, authors: [], from: null, until: null, thread: null, tag: null } as const;
  const { documents } = overview.manifest.counts;
  return (
    <div class="nothing">
      <p>Nothing in this archive matches. You could</p>
      <ul>
        {activeFilters(request).length > 0 && (
          <li>
            <a href={searchPath(request, unfiltered)}>search without the filters</a>
          </li>
        )}
        {(request.match === 'all' || request.q.includes('"')) && (
          <li>
            <a href={searchPath(request, { match: 'any' })}>look for any of the words</a>
          </li>
        )}
        <li>try fewer, other or more general words</li>
        <li>
          read <a href="/help">how to search</a>
        </li>
        <li>
          <a href={searchPath({ ...request, ...unfiltered, q: '' })}>
            look through all {printCount(documents)} posts and comments
          </a>
        </li>
      </ul>
      <Examples examples={overview.examples} />
    </div>
  );
}
