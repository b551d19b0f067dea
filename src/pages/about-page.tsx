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
          <ul class="rows">
            {facts.sites.map(({ name, threads }) => (
              <li>
                <bdi>{name}</bdi> <span class="count">{countOf(threads, 'thread')}</span>
              </li>
            ))}
          </ul>
          <p>
            Captured:{' '}
            <Span from={facts.capturedFrom} until={facts.capturedUntil} unknown="not told by its sources" />.
            Made searchable: <time datetime={builtAt}>{printDate(builtAt, 'day')}</time>.
          </p>
        </section>
        <Reading />
        <Missing facts={facts} pings={counts.pings} />
        <Removal frame={frame} />
        {frame.copy === undefined ? <WaysIn /> : <LeftOut />}
      </div>
    </Layout>
  );
}

function Reading() {
  return (
    <section>
      <h2>How it was read</h2>
      <p>
        A program read the archived pages one by one. By rules for the blog software of the time it took the
        texts out of them, who wrote them and when, and who answered whom; menus, advertisements and scripts
        are left out. Copies of a page, and further pages of its comments, are one thread here. Letters that
        old moves had broken (â€™ for ’) are repaired. A name or a date that the page does not give is not
        given here either: nothing is made up.
      </p>
    </section>
  );
}

function Removal({ frame }: { readonly frame: Frame }) {
  const { contact } = frame.site;
  return (
    <section>
      <h2>How to have something removed</h2>
      <p>
        If you wrote something here that should not be found any more, or are spoken of in it, ask the keepers
        of this archive{contact !== null && <Contact address={contact} />}. Name the address of the post or
        comment (the number beside it leads there), or the name as it is displayed.
        {frame.copy === undefined
          ? ' What they remove is gone from search, threads, people and feeds at once.'
          : ' What they remove is gone with the next copy.'}
      </p>
    </section>
  );
}

function Contact({ address }: { readonly address: string }) {
  const isPage = /^https?:/i.test(address);
  return (
    <>
      : <a href={isPage ? address : `mailto:${address}`}>{address}</a>
    </>
  );
}

function WaysIn() {
  return (
    <section>
      <h2>Ways in</h2>
      <ul class="points">
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
      <ul class="points">
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
        <ul class="points">
          {sentences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
