// One entry of the results: a found post or comment, further hits of its thread, and the ways on.
import type { Hit, SearchRequest, TextRange } from '../../index/model.ts';
import { countOf } from '../numbers.ts';
import { archivedPath, OUTWARD, outwardAddress, titleOf } from './links.ts';
import { PersonLink, PersonName } from './person.tsx';
import { Marked } from './text.tsx';
import { hitPath } from './thread-address.ts';
import { When } from './when.tsx';

/** The hit and where its links lead. */
export interface HitViewProps {
  readonly hit: Hit;
  /** Number on the page, from 1. */
  readonly number: number;
  /** What was searched: the thread's page shows the hits of it. */
  readonly request: SearchRequest;
  /** What to mark in the title. */
  readonly titleMarks: readonly TextRange[];
  /** Path of the search for all hits of this thread, or null when all are shown. */
  readonly allInThread: string | null;
  /** Whether the archived page of its thread can be looked at. */
  readonly isArchived: boolean;
}

/** The entry of one hit. */
export function HitView(props: HitViewProps) {
  const { hit, number, request, titleMarks, allInThread, isArchived } = props;
  const headingId = `hit-${number}`;
  return (
    <article class="hit" aria-labelledby={headingId}>
      <h2 id={headingId}>
        <a href={hitPath(hit, request)} dir="auto">
          <Marked text={titleOf(hit)} marks={titleMarks} />
        </a>
      </h2>
      <p class="byline">
        <PersonLink person={hit.author} /> <Dot />{' '}
        <When publishedAt={hit.publishedAt} precision={hit.datePrecision} /> <Dot /> <Place hit={hit} />
      </p>
      <Excerpt hit={hit} />
      <FurtherHits hits={hit.more ?? []} request={request} />
      <WaysOn hit={hit} request={request} allInThread={allInThread} isArchived={isArchived} />
    </article>
  );
}

function Excerpt({ hit }: { readonly hit: Hit }) {
  if (hit.snippet.text.trim() === '') return null;
  return (
    <p class="snippet" dir="auto">
      <Marked text={hit.snippet.text} marks={hit.snippet.ranges} />
    </p>
  );
}

/** Where in the thread it stands: `comment 57 of 112, in reply to X`. */
function Place({ hit }: { readonly hit: Hit }) {
  const { commentCount, position } = hit.thread;
  if (hit.type === 'post')
    return (
      <span class="whole">
        post {commentCount === 0 ? 'without comments' : `with ${countOf(commentCount, 'comment')}`}
      </span>
    );
  return (
    <span>
      <span class="whole">
        comment {position} of {commentCount}
      </span>
      {hit.inReplyTo !== null && (
        <>
          , in reply to <PersonName person={hit.inReplyTo.author} />
        </>
      )}
    </span>
  );
}

function FurtherHits(props: { readonly hits: readonly Hit[]; readonly request: SearchRequest }) {
  const { hits, request } = props;
  if (hits.length === 0) return null;
  return (
    <ul class="more" aria-label="Also in this thread">
      {hits.map((hit) => (
        <li>
          <p class="byline">
            <a href={hitPath(hit, request)}>
              <PersonName person={hit.author} />
              {hit.type === 'post' ? ', post' : `, comment ${hit.thread.position}`}
            </a>{' '}
            <Dot /> <When publishedAt={hit.publishedAt} precision={hit.datePrecision} />
          </p>
          <Excerpt hit={hit} />
        </li>
      ))}
    </ul>
  );
}

function WaysOn({ hit, request, allInThread, isArchived }: Omit<HitViewProps, 'number' | 'titleMarks'>) {
  const original = outwardAddress(hit.originalUrl);
  return (
    <ul class="ways">
      {hit.type === 'comment' && (
        <li>
          <a href={hitPath(hit, request)}>In conversation</a>
        </li>
      )}
      <li>
        <a href={hit.thread.url}>Whole thread</a>
      </li>
      {allInThread !== null && (
        <li>
          <a href={allInThread}>All {hit.thread.hitCount} hits in it</a>
        </li>
      )}
      {isArchived && (
        <li>
          <a href={archivedPath(hit.thread.id, hit.originalUrl)}>Archived page</a>
        </li>
      )}
      {original !== null && (
        <li>
          <a href={original} {...OUTWARD}>
            Original
          </a>
        </li>
      )}
    </ul>
  );
}

function Dot() {
  return (
    <span class="dot" aria-hidden="true">
      ·
    </span>
  );
}
