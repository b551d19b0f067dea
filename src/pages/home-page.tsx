// The home page: the box, queries to try, what the archive holds over time, its most discussed threads,
// its most active people, what was written on this day.
import { personPath } from '../../index/addresses.ts';
import type { Hit } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import type { DiscussedThread, ExampleQuery, Overview } from '../answers/overview.ts';
import { countOf, printCount } from '../numbers.ts';
import { type Frame, Layout } from './layout.tsx';
import { titleOf } from './links.ts';
import { searchPath } from './refinements.ts';
import { SearchForm } from './search-form.tsx';
import { timelineOf } from './time-narrowings.ts';
import { Timeline } from './timeline.tsx';
import { printDayOfYear, printMonth, When } from './when.tsx';

/** What the page shows. */
export interface HomePageProps {
  readonly frame: Frame;
  readonly overview: Overview;
  /** Month and day, and what was written then. */
  readonly today: { readonly day: string; readonly hits: readonly Hit[] };
}

/** The page at `/`. */
export function HomePage({ frame, overview, today }: HomePageProps) {
  const timeline = timelineOf(overview.byYear, defaultRequest(''));
  return (
    <Layout frame={frame} title="" canonical="/" isForEngines>
      <div class="home">
        <h1 dir="auto">{frame.siteName}</h1>
        <p class="lead">
          <Holdings overview={overview} />
        </p>
        <SearchForm request={defaultRequest('')} label="Search posts and comments" />
        <Examples examples={overview.examples} />
        {timeline !== null && <Timeline {...timeline} title="Year by year" />}
        <Discussed threads={overview.discussed} />
        <MostActive people={overview.people} />
        <Today {...today} />
      </div>
    </Layout>
  );
}

/** What there is to find, in one sentence. */
function Holdings({ overview }: { readonly overview: Overview }) {
  const { counts, firstAt, lastAt } = overview.manifest;
  const span = firstAt === null || lastAt === null ? null : [printMonth(firstAt), printMonth(lastAt)];
  return (
    <>
      {countOf(counts.posts, 'post')} and {countOf(counts.comments, 'comment')} by{' '}
      {countOf(counts.people, 'person', 'people')}
      {span !== null && (span[0] === span[1] ? `, ${span[0]}` : `, ${span.join(' – ')}`)}
    </>
  );
}

/** Queries to try; nothing when there are none. */
export function Examples({ examples }: { readonly examples: readonly ExampleQuery[] }) {
  if (examples.length === 0) return null;
  return (
    <section class="examples" aria-labelledby="examples">
      <h2 id="examples">For example</h2>
      <ul>
        {examples.map(({ q, meaning }) => (
          <li>
            <a href={searchPath(defaultRequest(q))} dir="auto">
              {q}
            </a>{' '}
            <span>{meaning}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Discussed({ threads }: { readonly threads: readonly DiscussedThread[] }) {
  if (threads.length === 0) return null;
  return (
    <section class="discussed" aria-labelledby="discussed">
      <h2 id="discussed">Most discussed</h2>
      <ol>
        {threads.map((thread) => (
          <li>
            <a href={thread.url} dir="auto">
              {titleOf(thread)}
            </a>{' '}
            <span class="byline">
              {countOf(thread.commentCount, 'comment')},{' '}
              <When publishedAt={thread.publishedAt} precision={dayOf(thread)} />
            </span>
          </li>
        ))}
      </ol>
      <p>
        <a href={searchPath(defaultRequest(''), { sort: 'newest' })}>Everything, newest first</a>
      </p>
    </section>
  );
}

function MostActive({ people }: Pick<Overview, 'people'>) {
  if (people.length === 0) return null;
  return (
    <section class="discussed" aria-labelledby="people">
      <h2 id="people">Who wrote most</h2>
      <ul class="active">
        {people.map(({ name, slug, posts, comments }) => (
          <li>
            <a href={personPath(slug)}>
              <bdi>{name}</bdi>
            </a>{' '}
            <span class="count">{printCount(posts + comments)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href="/people">All people</a>
      </p>
    </section>
  );
}

function Today({ day, hits }: HomePageProps['today']) {
  if (hits.length === 0) return null;
  return (
    <section class="discussed" aria-labelledby="today">
      <h2 id="today">On this day, {printDayOfYear(day)}</h2>
      <ol>
        {hits.map((hit) => (
          <li>
            <a href={hit.url} dir="auto">
              {titleOf(hit)}
            </a>{' '}
            <span class="byline">
              <bdi>{hit.author?.name ?? 'unknown author'}</bdi>,{' '}
              <When publishedAt={hit.publishedAt} precision={dayOf(hit)} />
            </span>
          </li>
        ))}
      </ol>
      <p>
        <a href={`/on-this-day?date=${day}`}>All of this day</a>
      </p>
    </section>
  );
}

/** A list needs no time of day. */
function dayOf({ datePrecision }: Pick<Hit, 'datePrecision'>): Hit['datePrecision'] {
  return datePrecision === 'minute' || datePrecision === 'second' ? 'day' : datePrecision;
}
