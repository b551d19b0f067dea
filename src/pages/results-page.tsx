// The results page: what was asked, how it was understood, the hits, ways to narrow and to go on.
import type { Child } from 'hono/jsx';
import type { Hit, SearchAnswer, SearchRequest, TextRange, ThreadId } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import type { Overview } from '../answers/overview.ts';
import { type AskedSearch, searchQueryString } from '../answers/search-address.ts';
import { countOf, printCount } from '../numbers.ts';
import { Facets } from './facets.tsx';
import { HitView } from './hit.tsx';
import { Examples } from './home-page.tsx';
import { type Frame, Layout } from './layout.tsx';
import type { Marker } from './marker.ts';
import { Notices } from './notices.tsx';
import { Pager } from './pager.tsx';
import { plainWords } from './plain-words.ts';
import { queryChips } from './query-chips.ts';
import { type ActiveFilter, activeFilters, searchPath } from './refinements.ts';
import { isChosen, SearchForm, SORT_LABELS } from './search-form.tsx';

const MAX_HEADING = 200;
const DEFAULT_LIMIT = defaultRequest('').limit;

/** What was asked and found. */
export interface ResultsPageProps {
  readonly frame: Frame;
  readonly overview: Pick<Overview, 'examples'> & {
    readonly manifest: { readonly counts: Pick<Overview['manifest']['counts'], 'documents'> };
  };
  readonly asked: AskedSearch;
  readonly answer: SearchAnswer;
  /** Sentences about parameters that were left out. */
  readonly mistakes: readonly string[];
  /** Marks the words looked for, as on a thread's page. */
  readonly marker: Marker;
  /** Threads whose archived page can be looked at. */
  readonly archived: ReadonlySet<ThreadId>;
}

/** The page at `/search`. */
export function ResultsPage(props: ResultsPageProps) {
  const { frame, asked } = props;
  return (
    <Layout
      frame={frame}
      title={headingOf(asked.request)}
      canonical={`/search${searchQueryString(asked)}`}
      feed={`/search.atom${searchQueryString(asked)}`}
    >
      <Results {...props} facets={Facets({ answer: props.answer, request: asked.request })} />
    </Layout>
  );
}

/** The form, and below it what was found: all of the page but its frame. */
export function Results(props: Omit<ResultsPageProps, 'frame'> & { readonly facets?: Child }) {
  const { overview, asked, answer, mistakes, facets = null } = props;
  const { request } = asked;
  return (
    <>
      <SearchForm request={request} label="Search posts and comments" />
      <div class={answer.totalHits > 0 ? 'results' : 'results none'}>
        <div class="found">
          <h1 dir="auto">{headingOf(request)}</h1>
          <p role="status">
            <Totals answer={answer} />
          </p>
          {facets !== null && (
            <p class="to-facets">
              <a href="#narrow">Narrow the results</a>
            </p>
          )}
          <Chips chips={[...queryChips(answer, request), ...activeFilters(request)]} />
          <Notices answer={answer} mistakes={mistakes} />
          {answer.totalHits === 0 ? (
            <NothingFound request={request} overview={overview} answer={answer} />
          ) : (
            <>
              <Hits asked={asked} answer={answer} marker={props.marker} archived={props.archived} />
              <Pager answer={answer} asked={asked} />
            </>
          )}
        </div>
        {facets}
      </div>
    </>
  );
}

/** The query, or the filters when there are only those. The box shows the whole of a long one. */
export function headingOf(request: SearchRequest): string {
  if (request.q.trim() !== '') return shorten(request.q);
  const filters = activeFilters(request).map(({ label }) => label);
  if (filters.length === 0) return 'Everything in the archive';
  return shorten(`Everything: ${filters.join(', ')}`);
}

function shorten(q: string): string {
  return q.length > MAX_HEADING ? `${q.slice(0, MAX_HEADING)}…` : q;
}

function Totals({ answer }: { readonly answer: SearchAnswer }) {
  const { totalHits, totalThreads, processingTimeMs, estimated } = answer;
  const about = estimated?.includes('totalThreads') ? 'about ' : '';
  return (
    <>
      {countOf(totalHits, 'result')}
      {totalHits > 0 && ` in ${about}${countOf(totalThreads, 'thread')}`}{' '}
      <span class="time">({Math.ceil(processingTimeMs)} ms)</span>
    </>
  );
}

function Chips({ chips }: { readonly chips: readonly ActiveFilter[] }) {
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="Understood as">
      {chips.map(({ label, without }) => (
        <li>
          <bdi>{label}</bdi>{' '}
          <a href={without} aria-label={`Remove: ${label}`}>
            ×
          </a>
        </li>
      ))}
    </ul>
  );
}

function Hits({
  asked,
  answer,
  marker,
  archived,
}: Pick<ResultsPageProps, 'asked' | 'answer' | 'marker' | 'archived'>) {
  const { request } = asked;
  if (request.limit === 0)
    return (
      <p class="notice">
        Only the numbers were asked for.{' '}
        <a href={searchPath(request, { limit: DEFAULT_LIMIT })}>Show the results</a>
      </p>
    );
  if (answer.hits.length === 0)
    return (
      <p class="notice">
        There are no results this far. <a href={searchPath(request)}>Back to the first page</a>
      </p>
    );
  return (
    <>
      <Sorts request={request} />
      <ol class="hits" start={request.offset + 1}>
        {answer.hits.map((hit, index) => (
          <li>
            <HitView
              hit={hit}
              number={index + 1}
              request={request}
              titleMarks={marksInTitle(hit, marker)}
              isArchived={archived.has(hit.thread.id)}
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

/** A post is found by its title too; a comment is not, and its thread's title stays plain. */
function marksInTitle(hit: Hit, marker: Marker): readonly TextRange[] {
  return hit.type === 'post' && hit.title !== null ? marker.inTitle(hit.title) : [];
}

/** The query and what its misspelt words were taken for. */
export function wordsToMark(
  request: Pick<SearchRequest, 'q'>,
  answer: Pick<SearchAnswer, 'relaxed'>,
): string {
  return [request.q, ...Object.values(answer.relaxed?.fuzzy ?? {})].join(' ').trim();
}

/** Without words nothing matches better than another, and the newest come first. */
function Sorts({ request }: { readonly request: SearchRequest }) {
  const hasWords = request.q.trim() !== '';
  const sorts = SORT_LABELS.filter(({ value }) => hasWords || value !== null);
  const chosen = hasWords ? request.sort : (request.sort ?? 'newest');
  return (
    <ul class="sorts" aria-label="Sort">
      {sorts.map(({ value, label }) => (
        <li>
          <a
            href={searchPath(request, { sort: value })}
            aria-current={isChosen(chosen, value) ? 'true' : null}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function NothingFound(
  props: Pick<ResultsPageProps, 'overview' | 'answer'> & { readonly request: SearchRequest },
) {
  const { request, overview, answer } = props;
  const unfiltered = { type: null, authors: [], from: null, until: null, thread: null, tag: null } as const;
  const { documents } = overview.manifest.counts;
  const words = plainWords(answer);
  const isPlain = words === request.q.trim() && request.match !== 'all' && request.typo !== 'off';
  return (
    <div class="nothing">
      <p>Nothing in this archive matches. You could</p>
      <ul>
        {activeFilters(request).length > 0 && (
          <li>
            <a href={searchPath(request, unfiltered)}>search without the filters</a>
          </li>
        )}
        {words !== '' && !isPlain && (
          <li>
            <a href={searchPath(request, { ...unfiltered, q: words, match: 'auto', typo: 'auto' })}>
              search for the words alone
            </a>
            : <q dir="auto">{words}</q>
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
