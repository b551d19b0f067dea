// What is in this archive: how much, from when, captured and built when, and what is missing.
import type { ArchiveFacts } from '../../index/directory/model.ts';
import type { Manifest } from '../../index/snapshot/model.ts';
import { countOf, printCount } from '../numbers.ts';
import { type Frame, Layout } from './layout.tsx';
import { printDate, Span } from './when.tsx';

/** What the page tells. */
export interface AboutPageProps {
  readonly frame: Frame;
  readonly manifest: Manifest;
  readonly facts: ArchiveFacts;
}

/** The page at `/about`. */
export function AboutPage({ frame, manifest, facts }: AboutPageProps) {
  const { counts, firstAt, lastAt, builtAt } = manifest;
  return (
    <Layout frame={frame} title="About this archive" canonical="/about" needsSearch isForEngines>
      <div class="help about">
        <h1>About this archive</h1>
        <p>
          <bdi>{frame.siteName}</bdi> as it was archived: {countOf(counts.threads, 'thread')} with{' '}
          {countOf(counts.posts, 'post')} and {countOf(counts.comments, 'comment')} by{' '}
          <a href="/people">{countOf(counts.people, 'person', 'people')}</a>,{' '}
          <Span from={firstAt} until={lastAt} />. Nothing new is written here; everything can be searched.
        </p>
        <section>
          <h2>Where it comes from</h2>
          <ul>
            {facts.sites.map(({ name, threads }) => (
              <li>
                <bdi>{name}</bdi>: {countOf(threads, 'thread')}
              </li>
            ))}
            <li>
              Captured:{' '}
              <Span from={facts.capturedFrom} until={facts.capturedUntil} unknown="not told by its sources" />
            </li>
            <li>
              Made searchable: <time datetime={builtAt}>{printDate(builtAt, 'day')}</time>
            </li>
          </ul>
        </section>
        <Missing facts={facts} pings={counts.pings} />
        {frame.copy === undefined ? <WaysIn /> : <LeftOut />}
      </div>
    </Layout>
  );
}

function WaysIn() {
  return (
    <section>
      <h2>Ways in</h2>
      <ul>
        <li>
          <a href="/help">How to search</a>
        </li>
        <li>
          <a href="/on-this-day">On this day</a>, also as a <a href="/on-this-day.atom">feed</a>
        </li>
        <li>
          <a href="/resolve">Old addresses</a>: paste a link to the site as it was
        </li>
        <li>
          <a href="/docs">For programs</a>
        </li>
      </ul>
    </section>
  );
}

/** What a copy without a server does not do. */
function LeftOut() {
  return (
    <section>
      <h2>What this copy leaves out</h2>
      <p>
        This is a copy of the archive in plain files: your browser searches it by itself, in the same order as
        the archive’s own server. It does not:
      </p>
      <ul>
        <li>correct misspelt words, or look for similar spelling (word~);</li>
        <li>suggest while you type, and count results by kind, person and year;</li>
        <li>look up old addresses, and mark words on the pages of threads;</li>
        <li>show what was written on this day, feeds, and an API.</li>
      </ul>
    </section>
  );
}

function Missing({ facts, pings }: { readonly facts: ArchiveFacts; readonly pings: number }) {
  const { withoutPost, missingComments, threadsMissingComments, undated, unnamed } = facts;
  const sentences = [
    withoutPost > 0 && `Of ${countOf(withoutPost, 'thread')} only comments were found, not the post.`,
    missingComments > 0 &&
      `${countOf(missingComments, 'comment')} that the pages of ${countOf(threadsMissingComments, 'thread')} count were not archived.`,
    undated > 0 && `${countOf(undated, 'post or comment', 'posts and comments')} without a date.`,
    unnamed > 0 && `${countOf(unnamed, 'post or comment', 'posts and comments')} without a name.`,
    pings > 0 &&
      `${printCount(pings)} mentions on other sites are shown with their threads, and not searched.`,
  ].filter((sentence) => sentence !== false);
  return (
    <section>
      <h2>What is missing</h2>
      {sentences.length === 0 ? (
        <p>Nothing that the archived pages speak of. What was never archived, nobody can tell.</p>
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
