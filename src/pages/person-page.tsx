// One person: how much and when, with whom they talked, what they wrote last, and a search of it all.
import { personPath } from '../../index/addresses.ts';
import type { Exchange } from '../../index/directory/model.ts';
import type { ThreadId } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import type { PersonAnswer } from '../answers/people.ts';
import { countOf, printCount } from '../numbers.ts';
import { HitView } from './hit.tsx';
import { type Frame, Layout } from './layout.tsx';
import { searchPath } from './refinements.ts';
import { Timeline } from './timeline.tsx';
import { Span } from './when.tsx';

/** Whom the page is about. */
export interface PersonPageProps {
  readonly frame: Frame;
  readonly person: PersonAnswer;
  /** Threads whose archived page can be looked at. */
  readonly archived: ReadonlySet<ThreadId>;
}

/** The page at `/people/:slug`. */
export function PersonPage({ frame, person, archived }: PersonPageProps) {
  const { name, slug, posts, comments, firstAt, lastAt } = person;
  const theirs = { ...defaultRequest(''), authors: [slug] };
  return (
    <Layout
      frame={frame}
      title={name}
      canonical={personPath(slug)}
      feed={`/search.atom?${new URLSearchParams({ author: slug })}`}
      isForEngines
    >
      <div class="help person-page">
        <h1 dir="auto">{name}</h1>
        <p>
          <a href={searchPath(theirs, { type: 'post' })}>{countOf(posts, 'post')}</a> and{' '}
          <a href={searchPath(theirs, { type: 'comment' })}>{countOf(comments, 'comment')}</a>,{' '}
          <Span from={firstAt} until={lastAt} />
        </p>
        <p class="byline">The name is as displayed: different people may have used it.</p>
        <search>
          <form class="quick" method="get" action="/search">
            <label for="q">
              Search what <bdi>{name}</bdi> wrote
            </label>
            <input type="hidden" name="author" value={slug} />
            <input type="search" id="q" name="q" enterkeyhint="search" autocomplete="off" dir="auto" />
            <button type="submit">Search</button>
          </form>
        </search>
        <Years person={person} />
        <Exchanges id="answered" title="Answered most" exchanges={person.repliedTo} />
        <Exchanges id="answered-by" title="Answered most by" exchanges={person.repliedBy} />
        <Recent person={person} archived={archived} />
      </div>
    </Layout>
  );
}

/** Gaps are left out: years in which nothing was written say little of a person. */
function Years({ person }: { readonly person: PersonAnswer }) {
  const { years, undated, slug } = person;
  if (years.length === 0) return null;
  const theirs = { ...defaultRequest(''), authors: [slug] };
  const bars = years.map(({ year, count }) => {
    const span = spanOf(year);
    return { key: span.from, label: String(year), count, path: searchPath(theirs, span) };
  });
  const outside = undated === 0 ? null : `${printCount(undated)} without a date.`;
  return <Timeline title="By year" bars={bars} unbounded={searchPath(theirs)} outside={outside} />;
}

function spanOf(year: number): { readonly from: string; readonly until: string } {
  const written = String(year).padStart(4, '0');
  return { from: written, until: written };
}

function Exchanges(props: {
  readonly id: string;
  readonly title: string;
  readonly exchanges: readonly Exchange[];
}) {
  if (props.exchanges.length === 0) return null;
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <ul>
        {props.exchanges.map(({ person, count }) => (
          <li>
            <a class="person" href={personPath(person.slug)}>
              <bdi>{person.name}</bdi>
            </a>{' '}
            <span class="count">{printCount(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Recent({ person, archived }: Pick<PersonPageProps, 'person' | 'archived'>) {
  if (person.recent.length === 0) return null;
  const theirs = { ...defaultRequest(''), authors: [person.slug], sort: 'newest' } as const;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">Newest</h2>
      <ol class="hits">
        {person.recent.map((hit, index) => (
          <li>
            <HitView
              hit={hit}
              number={index + 1}
              request={defaultRequest('')}
              isArchived={archived.has(hit.thread.id)}
              titleMarks={[]}
              allInThread={null}
            />
          </li>
        ))}
      </ol>
      <p>
        <a href={searchPath(theirs)}>All {printCount(person.posts + person.comments)}, newest first</a>
      </p>
    </section>
  );
}
