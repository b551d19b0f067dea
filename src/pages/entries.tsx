// The entries of a thread page: the post, a comment, a ping.
import { entryElementId } from '../../index/addresses.ts';
import type { Entry, ThreadInfo } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { countOf, printCount } from '../numbers.ts';
import { Citation } from './citation.tsx';
import { archivedPath, OUTWARD, outwardAddress, titleOf, type WrittenDate } from './links.ts';
import type { Marker } from './marker.ts';
import { OutgoingLinks, WaybackLink } from './outgoing.tsx';
import { PersonLink, PersonName } from './person.tsx';
import { searchPath } from './refinements.ts';
import { Marked, Passage } from './text.tsx';
import type { ShownText } from './text-budget.ts';
import { HitSteps } from './thread-search.tsx';
import type { ThreadView } from './thread-view.ts';
import { When } from './when.tsx';

/** What an entry is shown with. */
export interface EntryProps {
  readonly entry: Entry;
  /** As much of its text as the page has room for. */
  readonly shown: ShownText;
  readonly thread: WholeThread;
  readonly view: ThreadView;
  readonly marker: Marker;
  /** Scheme and host of this server, without a slash at the end; null without a server. */
  readonly origin: string | null;
}

/** The post with its title, tags and links. */
export function PostView(props: EntryProps & { readonly isArchived: boolean }) {
  const { entry: post, thread, view, isArchived, marker, origin } = props;
  const { info, comments } = thread;
  const title = titleOf(info);
  const original = outwardAddress(post.originalUrl ?? info.originalUrl);
  const day = dayOf(post, thread);
  return (
    <article class={entryClass('post', props)} id={entryElementId(info.id, post.id)}>
      <header>
        <HitSteps entry={post} view={view} />
        <h1 dir="auto">
          <Marked text={title} marks={marker.inTitle(title)} />
        </h1>
        <div class="byline">
          {!post.isRemoved && (
            <>
              <PersonLink person={post.author} />{' '}
              <When publishedAt={post.publishedAt} precision={post.datePrecision} />
            </>
          )}{' '}
          {comments.length > 0 && <a href="#comments">{countOf(comments.length, 'comment')}</a>}{' '}
          {original !== null && (
            <>
              <a href={original} {...OUTWARD}>
                Original page
              </a>{' '}
              <WaybackLink address={original} day={day} />{' '}
            </>
          )}
          {isArchived && <Archived info={info} />}{' '}
          {!post.isRemoved && <Citation entry={post} info={info} origin={origin} day={day} />}
        </div>
      </header>
      <Text {...props} />
      {view.page === 1 && (
        <>
          <Tags tags={post.tags} />
          <OutgoingLinks entry={linked(props)} day={day} />
        </>
      )}
    </article>
  );
}

/** A comment, at the element its address names. */
export function CommentView(props: EntryProps) {
  const { entry: comment, thread, view, origin } = props;
  const parent = comment.parentId === null ? undefined : thread.byId.get(comment.parentId);
  const day = dayOf(comment, thread);
  return (
    <article
      class={entryClass('comment', props)}
      id={entryElementId(comment.threadId, comment.id)}
      tabindex={-1}
    >
      <HitSteps entry={comment} view={view} />
      <div class="byline">
        {!comment.isRemoved && <PersonLink person={comment.author} />}{' '}
        {comment.byPostAuthor && <span class="badge">author of the post</span>}{' '}
        {parent !== undefined && (
          <a class="reply" href={view.addressOf(parent)}>
            in reply to {parent.isRemoved ? 'what was removed' : <PersonName person={parent.author} />}
          </a>
        )}{' '}
        {!comment.isRemoved && <When publishedAt={comment.publishedAt} precision={comment.datePrecision} />}{' '}
        <a
          class="number"
          href={view.addressOf(comment)}
          aria-label={`Link to comment ${comment.position} of ${thread.info.commentCount}`}
        >
          #{comment.position}
        </a>{' '}
        {!comment.isRemoved && <Citation entry={comment} info={thread.info} origin={origin} day={day} />}
      </div>
      <Text {...props} />
      <OutgoingLinks entry={linked(props)} day={day} />
    </article>
  );
}

/** A pingback or trackback, leading to where it came from. */
export function PingView({ ping, thread }: { readonly ping: Entry; readonly thread: WholeThread }) {
  const address = outwardAddress(ping.links[0] ?? null) ?? outwardAddress(ping.originalUrl);
  const name = <PersonName person={ping.author} />;
  return (
    <>
      <p class="byline">
        {address === null ? (
          name
        ) : (
          <>
            <a href={address} {...OUTWARD}>
              {name}
            </a>{' '}
            <WaybackLink address={address} day={dayOf(ping, thread)} />
          </>
        )}{' '}
        <When publishedAt={ping.publishedAt} precision={ping.datePrecision} />
      </p>
      <Passage text={ping.text} quotes={ping.quotes} marks={[]} />
    </>
  );
}

/** The day an entry was written; else that of the post, else that of the capture. */
function dayOf(entry: Entry, { post, info }: WholeThread): WrittenDate {
  if (entry.publishedAt !== null) return entry;
  if (post !== null && post.publishedAt !== null) return post;
  return { publishedAt: info.capturedAt, datePrecision: 'day' };
}

function entryClass(kind: 'post' | 'comment', { entry, view }: EntryProps): string {
  const isHit = view.hitPlaces.has(entry.id);
  const isCalled = entry === view.called;
  return `${kind}${isHit ? ' found' : ''}${isCalled ? ' called' : ''}`;
}

function Text({ entry, shown, marker }: EntryProps) {
  return (
    <>
      <Passage text={shown.text} quotes={entry.quotes} marks={marker.inText(shown.text, entry.quotes)} />
      {shown.rest !== null && (
        <p class="byline">
          <a href={shown.rest}>Read on: all {printCount(entry.text.length)} characters</a>
        </p>
      )}
    </>
  );
}

/** Only addresses in what is shown are looked for: a text may be very long. */
function linked({ entry, shown }: EntryProps) {
  return { links: entry.links, text: shown.text };
}

/** The way to the page as it was archived. */
export function Archived({ info }: { readonly info: Pick<ThreadInfo, 'id'> }) {
  return <a href={archivedPath(info.id, null)}>Archived page</a>;
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul class="tags" aria-label="Tags">
      {tags.map((tag) => (
        <li>
          <a href={searchPath(defaultRequest(''), { tag })} dir="auto">
            {tag}
          </a>
        </li>
      ))}
    </ul>
  );
}
