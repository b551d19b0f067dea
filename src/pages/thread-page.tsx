// The thread page: the post, then its comments in branches. Made piece by piece, so that a thread of thousands of
// comments neither recurses nor blocks; of very long ones it shows a page at a time.
import { entryElementId, threadPath } from '../../index/addresses.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { countOf, printCount } from '../numbers.ts';
import { Archived, CommentView, PingView, PostView } from './entries.tsx';
import { type Frame, Layout } from './layout.tsx';
import { titleOf } from './links.ts';
import type { Marker } from './marker.ts';
import type { Branch } from './nesting.ts';
import { PersonName } from './person.tsx';
import { renderView } from './render-view.ts';
import { structuredThread } from './structured-thread.ts';
import { type ShownText, showText } from './text-budget.ts';
import { OtherPages, PageLinks, PlacesShown } from './thread-pages.tsx';
import { SearchInThread, SearchOfThread } from './thread-search.tsx';
import type { ThreadView } from './thread-view.ts';
import { Span } from './when.tsx';

/** The thread, what is shown of it, and what is marked in it. */
export interface ThreadPageProps {
  readonly frame: Frame;
  readonly thread: WholeThread;
  readonly view: ThreadView;
  /** Whether its archived page can be looked at. */
  readonly isArchived: boolean;
  readonly marker: Marker;
  /** Scheme and host of this server, without a slash at the end: citations name it. Null without a server. */
  readonly origin: string | null;
}

/** Stands where the content goes while the frame is made. Texts cannot contain it: their `<` are escaped. */
const CONTENT_MARK = '<content-mark>';

/** The page in pieces: joined, they are one HTML document. */
export function* threadPage(props: ThreadPageProps): Generator<string> {
  const { frame, thread, view, origin } = props;
  const title = titleOf(thread.info);
  const whole = renderView(
    <Layout
      frame={frame}
      title={view.page === 1 ? title : `${title} (page ${view.page})`}
      canonical={`${threadPath(thread.info.id)}${view.page === 1 ? '' : `?page=${view.page}`}`}
      needsSearch
      isForEngines
      structured={
        view.page === 1 ? structuredThread(thread, { siteName: frame.siteName, origin: origin ?? '' }) : null
      }
    >
      <content-mark />
    </Layout>,
  );
  const [before, after] = whole.split(`${CONTENT_MARK}</content-mark>`);
  yield `<!DOCTYPE html>\n${before}<div class="thread">`;
  yield renderView(<Head {...props} shown={thread.post === null ? null : showText(thread.post, view)} />);
  yield* comments(props);
  yield renderView(<Tail {...props} />);
  yield `</div>${after}`;
}

function Head(props: ThreadPageProps & { readonly shown: ShownText | null }) {
  const { frame, thread, view, isArchived, shown } = props;
  const { info, post, comments: found, pings } = thread;
  const isSearched = view.asked.request !== null;
  return (
    <>
      {isSearched && <SearchInThread info={info} view={view} />}
      {post === null || shown === null ? (
        <header class="post">
          <h1 dir="auto">{titleOf(info)}</h1>
          <p class="byline">
            The post itself is not in this archive, only comments on it.{' '}
            {isArchived && <Archived info={info} />}
          </p>
        </header>
      ) : (
        <PostView {...props} entry={post} shown={shown} />
      )}
      <div class="comments-head" id="comments">
        <h2>{found.length === 0 ? 'No comments' : countOf(found.length, 'comment')}</h2>
        <p class="byline">
          <Conversation thread={thread} />
          {info.declaredCommentCount !== null && info.declaredCommentCount > found.length + pings.length && (
            <span>The archived page itself speaks of {printCount(info.declaredCommentCount)}.</span>
          )}
        </p>
        {!isSearched &&
          found.length > 0 &&
          (frame.copy === undefined ? (
            <SearchInThread info={info} view={view} />
          ) : (
            <SearchOfThread info={info} />
          ))}
        <PlacesShown view={view} />
        <PageLinks view={view} label="Pages of comments" />
      </div>
    </>
  );
}

/** By how many people the comments are, and over which days. */
function Conversation({ thread }: { readonly thread: WholeThread }) {
  const people = new Set(thread.comments.flatMap(({ author }) => author?.slug ?? []));
  const dates = thread.comments.flatMap(({ publishedAt }) => publishedAt?.slice(0, 10) ?? []).sort();
  if (people.size < 2) return null;
  return (
    <>
      <span>by {countOf(people.size, 'person', 'people')}</span>{' '}
      <span>
        <Span from={dates[0] ?? null} until={dates.at(-1) ?? null} />
      </span>
    </>
  );
}

function* comments({ thread, view, marker, origin }: ThreadPageProps): Generator<string> {
  let open = 0;
  for (const { comment, level, closes, branch } of view.comments) {
    if (closes > 0) yield `${CLOSE_BRANCH.repeat(closes - 1)}</li><li>`;
    else if (branch === null) yield '<ol class="comments"><li>';
    else yield `${openBranch(branch)}<ol class="replies"><li>`;
    const shown = showText(comment, view);
    yield renderView(<CommentView {...{ entry: comment, shown, thread, view, marker, origin }} />);
    open = level;
  }
  if (open > 0) yield `${CLOSE_BRANCH.repeat(open - 1)}</li></ol>`;
}

const CLOSE_BRANCH = '</li></ol></details>';

function openBranch(branch: Branch): string {
  const opening = branch.isOpen ? '<details class="branch" open>' : '<details class="branch">';
  return `${opening}${renderView(<BranchSummary branch={branch} />)}`;
}

/** How many replies; of a folded branch also whose. */
function BranchSummary({ branch }: { readonly branch: Branch }) {
  const { replies, isOpen, authors, hasMoreAuthors } = branch;
  return (
    <summary>
      {countOf(replies, 'reply', 'replies')}
      {!isOpen && authors.length > 0 && (
        <span>
          {' '}
          by{' '}
          {authors.map((author, index) => (
            <>
              {index > 0 && ', '}
              <PersonName person={author} />
            </>
          ))}
          {hasMoreAuthors && ' and others'}
        </span>
      )}
    </summary>
  );
}

function Tail({ thread, view }: ThreadPageProps) {
  return (
    <>
      <PageLinks view={view} label="More pages of comments" />
      {view.page === view.pages.count && <Pings thread={thread} />}
      <OtherPages threadId={thread.info.id} view={view} />
    </>
  );
}

function Pings({ thread }: { readonly thread: WholeThread }) {
  if (thread.pings.length === 0) return null;
  return (
    <section class="pings" aria-labelledby="pings">
      <h2 id="pings">Mentioned elsewhere</h2>
      <ul>
        {thread.pings.map((ping) => (
          <li id={entryElementId(thread.info.id, ping.id)}>
            <PingView ping={ping} thread={thread} />
          </li>
        ))}
      </ul>
    </section>
  );
}
