// The thread page: the post, then its comments in reading order. Made piece by piece, so that a thread of thousands of
// comments neither recurses nor blocks.
import { entryElementId, threadPath } from '../../index/addresses.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { countOf, printCount } from '../numbers.ts';
import { CommentView, PingView, PostView } from './entries.tsx';
import { type Frame, Layout } from './layout.tsx';
import { titleOf } from './links.ts';
import type { Marker } from './marker.ts';
import { commentNesting } from './nesting.ts';
import { renderView } from './render-view.ts';

/** The thread and what is marked in it. */
export interface ThreadPageProps {
  readonly frame: Frame;
  readonly thread: WholeThread;
  /** The words that are marked, as the reader wrote them; empty when nothing is. */
  readonly words: string;
  readonly marker: Marker;
}

/** Stands where the content goes while the frame is made. Texts cannot contain it: their `<` are escaped. */
const CONTENT_MARK = '<content-mark>';

/** The page in pieces: joined, they are one HTML document. */
export function* threadPage(props: ThreadPageProps): Generator<string> {
  const { frame, thread } = props;
  const whole = renderView(
    <Layout frame={frame} title={titleOf(thread.info)} canonical={threadPath(thread.info.id)} needsSearch>
      <content-mark />
    </Layout>,
  );
  const [before, after] = whole.split(`${CONTENT_MARK}</content-mark>`);
  yield `<!DOCTYPE html>\n${before}<div class="thread">`;
  yield renderView(<Head {...props} />);
  yield* comments(props);
  yield renderView(<Pings thread={thread} />);
  yield `</div>${after}`;
}

function Head({ thread, words, marker }: ThreadPageProps) {
  const { info, post, comments: found, pings } = thread;
  return (
    <>
      {words !== '' && (
        <p class="notice">
          Marked on this page: <strong dir="auto">{words}</strong>.{' '}
          <a href={threadPath(info.id)}>Show without marks</a>
        </p>
      )}
      {post === null ? (
        <header class="post">
          <h1 dir="auto">{titleOf(info)}</h1>
          <p class="byline">The post itself is not in this archive, only comments on it.</p>
        </header>
      ) : (
        <PostView post={post} info={info} marker={marker} />
      )}
      <div class="comments-head" id="comments">
        <h2>{found.length === 0 ? 'No comments' : countOf(found.length, 'comment')}</h2>
        {info.declaredCommentCount !== null && info.declaredCommentCount > found.length + pings.length && (
          <p class="byline">The archived page itself speaks of {printCount(info.declaredCommentCount)}.</p>
        )}
      </div>
    </>
  );
}

function* comments({ thread, marker }: ThreadPageProps): Generator<string> {
  for (const { comment, before, after } of commentNesting(thread.comments)) {
    yield before;
    if (comment !== null) {
      const parent = comment.parentId === null ? null : (thread.byId.get(comment.parentId) ?? null);
      yield renderView(
        <CommentView comment={comment} parent={parent} count={thread.info.commentCount} marker={marker} />,
      );
    }
    yield after;
  }
}

function Pings({ thread }: { readonly thread: WholeThread }) {
  if (thread.pings.length === 0) return null;
  return (
    <section class="pings" aria-labelledby="pings">
      <h2 id="pings">Mentioned elsewhere</h2>
      <ul>
        {thread.pings.map((ping) => (
          <li id={entryElementId(thread.info.id, ping.id)}>
            <PingView ping={ping} />
          </li>
        ))}
      </ul>
    </section>
  );
}
