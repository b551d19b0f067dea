// The search inside a thread: its form, what it found, and the steps from hit to hit.
import { threadPath } from '../../index/addresses.ts';
import type { Entry, SearchRequest, ThreadInfo } from '../../index/model.ts';
import { countOf, printCount } from '../numbers.ts';
import { PersonName } from './person.tsx';
import { activeFilters, searchPath } from './refinements.ts';
import { threadQuery } from './thread-address.ts';
import type { ThreadView } from './thread-view.ts';

/** Hits that are listed, and how many of them at once; the others are reached from one to the next. */
const LISTED_HITS = 60;
const OPENLY_LISTED = 8;

/** The form, and below it what was found when something is looked for. */
export function SearchInThread({ info, view }: { readonly info: ThreadInfo; readonly view: ThreadView }) {
  const { request } = view.asked;
  return (
    <section
      class={request === null ? 'inside' : 'inside notice'}
      id="hits"
      aria-label="Search in this thread"
    >
      <search>
        <form class="quick" method="get" action={`${threadPath(info.id)}#hits`}>
          <label for="hl">Search in this thread</label>
          <input
            type="search"
            id="hl"
            name="hl"
            value={request?.q ?? ''}
            enterkeyhint="search"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            dir="auto"
          />
          <button type="submit">Find</button>
        </form>
      </search>
      {view.asked.mistakes.map((mistake) => (
        <p>{mistake}</p>
      ))}
      {request !== null && <Found info={info} view={view} request={request} />}
    </section>
  );
}

/** The same for a copy in files, whose search page alone can search: it lists what it finds in the thread. */
export function SearchOfThread({ info }: { readonly info: ThreadInfo }) {
  return (
    <section class="inside" aria-label="Search in this thread">
      <search>
        <form class="quick" method="get" action="/search">
          <label for="inside">Search in this thread</label>
          <input type="search" id="inside" name="q" enterkeyhint="search" autocomplete="off" dir="auto" />
          <input type="hidden" name="thread" value={info.id} />
          <input type="hidden" name="group" value="none" />
          <button type="submit">Find</button>
        </form>
      </search>
    </section>
  );
}

function Found(props: {
  readonly info: ThreadInfo;
  readonly view: ThreadView;
  readonly request: SearchRequest;
}) {
  const { info, view, request } = props;
  const { hits } = view;
  const path = threadPath(info.id);
  return (
    <>
      <p role="status">
        {hits.length === 0 ? 'No hit' : countOf(hits.length, 'hit')} for <Wanted request={request} />
        {view.folded > 0 && `; ${countOf(view.folded, 'branch', 'branches')} without one folded`}.
      </p>
      <Loosened view={view} />
      <HitList view={view} />
      <ul class="ways">
        {view.folded > 0 && (
          <li>
            <a href={`${path}${threadQuery(request, { page: view.page, isUnfolded: true })}#hits`}>
              Unfold everything
            </a>
          </li>
        )}
        <li>
          <a href={path}>Whole thread, without marks</a>
        </li>
        <li>
          <a href={searchPath(request)}>Look in all threads</a>
        </li>
      </ul>
    </>
  );
}

/** The words and filters, as the reader gave them. */
function Wanted({ request }: { readonly request: SearchRequest }) {
  const filters = activeFilters({ ...request, thread: null }).map(({ label }) => label);
  return (
    <>
      {request.q !== '' && <strong dir="auto">{request.q}</strong>}
      {request.q !== '' && filters.length > 0 && ', '}
      <bdi>{filters.join(', ')}</bdi>
    </>
  );
}

function Loosened({ view }: { readonly view: ThreadView }) {
  const { relaxed } = view.found;
  if (relaxed === null) return null;
  const corrections = Object.entries(relaxed.fuzzy ?? {});
  return (
    <p class="byline">
      {corrections.map(([written, taken]) => (
        <span>
          <q>{written}</q> was taken for <strong>{taken}</strong>.{' '}
        </span>
      ))}
      {relaxed.dropped !== undefined && <span>Nothing here has all the words; these have some of them.</span>}
    </p>
  );
}

function HitList({ view }: { readonly view: ThreadView }) {
  const { hits } = view;
  if (hits.length === 0) return null;
  return (
    <>
      <HitLinks view={view} hits={hits.slice(0, OPENLY_LISTED)} />
      {hits.length > OPENLY_LISTED && (
        <details class="folded">
          <summary>{printCount(hits.length - OPENLY_LISTED)} more</summary>
          <HitLinks view={view} hits={hits.slice(OPENLY_LISTED, LISTED_HITS)} />
          {hits.length > LISTED_HITS && <p>and {printCount(hits.length - LISTED_HITS)} others</p>}
        </details>
      )}
      <p class="byline hit-keys" hidden>
        The keys n and p lead to the next and the previous hit.
      </p>
    </>
  );
}

function HitLinks({ view, hits }: { readonly view: ThreadView; readonly hits: readonly Entry[] }) {
  return (
    <ol class="hit-list">
      {hits.map((hit) => (
        <li>
          <a href={view.addressOf(hit)}>
            <PersonName person={hit.author} /> {placeName(hit)}
          </a>
        </li>
      ))}
    </ol>
  );
}

function placeName({ kind, position }: Entry): string {
  return kind === 'post' ? '(post)' : `#${position}`;
}

/** Which hit it is, and the ways to its neighbours; nothing when it is none. */
export function HitSteps({ entry, view }: { readonly entry: Entry; readonly view: ThreadView }) {
  const place = view.hitPlaces.get(entry.id);
  if (place === undefined) return null;
  const [previous, next] = [view.hits[place - 1], view.hits[place + 1]];
  return (
    <p class="steps">
      <a href="#hits">
        Hit {place + 1} of {view.hits.length}
      </a>{' '}
      {previous !== undefined && (
        <a rel="prev" href={view.addressOf(previous)}>
          Previous
        </a>
      )}{' '}
      {next !== undefined && (
        <a rel="next" href={view.addressOf(next)}>
          Next
        </a>
      )}
    </p>
  );
}
