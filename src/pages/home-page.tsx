// The home page: the box, queries to try, what the archive holds, its most discussed threads.
import { defaultRequest } from '../../index/search.ts';
import type { DiscussedThread, ExampleQuery, Overview } from '../answers/overview.ts';
import { countOf } from '../numbers.ts';
import { type Frame, Layout } from './layout.tsx';
import { titleOf } from './links.ts';
import { searchPath } from './refinements.ts';
import { SearchForm } from './search-form.tsx';
import { printMonth, When } from './when.tsx';

/** The page at `/`. */
export function HomePage({ frame, overview }: { readonly frame: Frame; readonly overview: Overview }) {
  return (
    <Layout frame={frame} title="">
      <div class="home">
        <h1 dir="auto">{frame.siteName}</h1>
        <p class="lead">
          <Holdings overview={overview} />
        </p>
        <SearchForm request={defaultRequest('')} label="Search posts and comments" />
        <Examples examples={overview.examples} />
        <Discussed threads={overview.discussed} />
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

/** A list needs no time of day. */
function dayOf({ datePrecision }: DiscussedThread): DiscussedThread['datePrecision'] {
  return datePrecision === 'minute' || datePrecision === 'second' ? 'day' : datePrecision;
}
