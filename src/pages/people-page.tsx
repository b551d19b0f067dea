// The people of the archive: who wrote, how much, and when.
import { personPath } from '../../index/addresses.ts';
import type { PersonSummary } from '../../index/directory/model.ts';
import type { PeopleAsked } from '../answers/model.ts';
import type { PeopleAnswer } from '../answers/people.ts';
import { countOf, printCount } from '../numbers.ts';
import { type Frame, Layout } from './layout.tsx';
import { Span } from './when.tsx';

/** What was asked and found. */
export interface PeoplePageProps {
  readonly frame: Frame;
  readonly asked: PeopleAsked;
  readonly answer: PeopleAnswer;
  /** Sentences about parameters that were left out. */
  readonly mistakes: readonly string[];
}

const SORTS = [
  { value: 'written', label: 'Wrote most' },
  { value: 'name', label: 'By name' },
] as const;

/** The page at `/people`. */
export function PeoplePage({ frame, asked, answer, mistakes }: PeoplePageProps) {
  return (
    <Layout frame={frame} title="People" needsSearch isForEngines>
      <div class="help people">
        <h1>People</h1>
        {mistakes.length > 0 && (
          <div class="notice">
            {mistakes.map((sentence) => (
              <p>{sentence}</p>
            ))}
          </div>
        )}
        <p role="status">
          {countOf(answer.total, 'name', 'names')}
          {asked.q !== null && (
            <>
              {' '}
              with a word that begins with <q dir="auto">{asked.q}</q>
            </>
          )}
          . Names are as displayed: one name may have been several people, and one person may have had several
          names.
        </p>
        {frame.copy === undefined && <Finding asked={asked} />}
        {answer.people.length > 0 && <List people={answer.people} />}
        {frame.copy === undefined ? (
          <Pages asked={asked} answer={answer} />
        ) : (
          answer.people.length < answer.total && <p>Those who wrote most are listed.</p>
        )}
      </div>
    </Layout>
  );
}

function Finding({ asked }: Pick<PeoplePageProps, 'asked'>) {
  return (
    <>
      <form class="quick" method="get" action="/people">
        <label for="name">Find a name</label>
        <input type="search" id="name" name="q" value={asked.q ?? ''} autocomplete="off" dir="auto" />
        {asked.sort === 'name' && <input type="hidden" name="sort" value="name" />}
        <button type="submit">Find</button>
      </form>
      <ul class="sorts" aria-label="Sort">
        {SORTS.map(({ value, label }) => (
          <li>
            <a
              href={peoplePath({ ...asked, sort: value, offset: 0 })}
              aria-current={asked.sort === value ? 'true' : null}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function List({ people }: { readonly people: readonly PersonSummary[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Posts</th>
          <th scope="col">Comments</th>
          <th scope="col">Seen</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ name, slug, posts, comments, firstAt, lastAt }) => (
          <tr>
            <th scope="row">
              <a class="person" href={personPath(slug)}>
                <bdi>{name}</bdi>
              </a>
            </th>
            <td class="count">{printCount(posts)}</td>
            <td class="count">{printCount(comments)}</td>
            <td>
              <Span from={firstAt} until={lastAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages({ asked, answer }: Pick<PeoplePageProps, 'asked' | 'answer'>) {
  const { limit, offset } = asked;
  const hasNext = limit > 0 && offset + limit < answer.total;
  if (offset === 0 && !hasNext) return null;
  return (
    <nav class="pager" aria-label="Pages of names">
      <ul>
        {offset > 0 && (
          <li>
            <a rel="prev" href={peoplePath({ ...asked, offset: Math.max(0, offset - limit) })}>
              Previous
            </a>
          </li>
        )}
        {hasNext && (
          <li>
            <a rel="next" href={peoplePath({ ...asked, offset: offset + limit })}>
              Next
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

function peoplePath({ q, sort, limit, offset }: PeopleAsked): string {
  const written = new URLSearchParams();
  const pairs = [
    ['q', q ?? ''],
    ['sort', sort === 'written' ? '' : sort],
    ['limit', limit === 50 ? '' : String(limit)],
    ['offset', offset === 0 ? '' : String(offset)],
  ] as const;
  for (const [name, value] of pairs) if (value !== '') written.append(name, value);
  return written.size === 0 ? '/people' : `/people?${written}`;
}
