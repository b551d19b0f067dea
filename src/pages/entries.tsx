// The entries of a thread page: the post, a comment, a ping.
import { entryElementId } from '../../index/addresses.ts';
import type { Entry, ThreadInfo } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { OUTWARD, outwardAddress, titleOf } from './links.ts';
import type { Marker } from './marker.ts';
import { PersonLink, PersonName } from './person.tsx';
import { searchPath } from './refinements.ts';
import { Marked, Passage } from './text.tsx';
import { When } from './when.tsx';

/** The post with its title, tags and links. */
export function PostView(props: {
  readonly post: Entry;
  readonly info: ThreadInfo;
  readonly marker: Marker;
}) {
  const { post, info, marker } = props;
  const title = titleOf(info);
  return (
    <article class="post" id={entryElementId(info.id, post.id)}>
      <header>
        <h1 dir="auto">
          <Marked text={title} marks={marker.inTitle(title)} />
        </h1>
        <p class="byline">
          {!post.isRemoved && <PersonLink person={post.author} />}{' '}
          <When publishedAt={post.publishedAt} precision={post.datePrecision} />{' '}
          <Original url={post.originalUrl ?? info.originalUrl} />
        </p>
      </header>
      <Passage text={post.text} quotes={post.quotes} marks={marker.inText(post.text, post.quotes)} />
      <Tags tags={post.tags} />
      <Links links={post.links} />
    </article>
  );
}

/** A comment, at the element its address names. `parent` is what it replies to, or null. */
export function CommentView(props: {
  readonly comment: Entry;
  readonly parent: Entry | null;
  /** Comments of the thread. */
  readonly count: number;
  readonly marker: Marker;
}) {
  const { comment, parent, count, marker } = props;
  const elementId = entryElementId(comment.threadId, comment.id);
  return (
    <article class="comment" id={elementId} tabindex={-1}>
      <p class="byline">
        {!comment.isRemoved && <PersonLink person={comment.author} />}{' '}
        {comment.byPostAuthor && <span class="badge">author of the post</span>}{' '}
        <When publishedAt={comment.publishedAt} precision={comment.datePrecision} />{' '}
        <a
          class="number"
          href={`#${encodeURIComponent(elementId)}`}
          aria-label={`Link to comment ${comment.position} of ${count}`}
        >
          #{comment.position}
        </a>{' '}
        <Original url={comment.originalUrl} />{' '}
        {parent !== null && (
          <a class="reply" href={`#${encodeURIComponent(entryElementId(parent.threadId, parent.id))}`}>
            in reply to <PersonName person={parent.author} />
          </a>
        )}
      </p>
      <Passage
        text={comment.text}
        quotes={comment.quotes}
        marks={marker.inText(comment.text, comment.quotes)}
      />
      <Links links={comment.links} />
    </article>
  );
}

/** A pingback or trackback, leading to where it came from. */
export function PingView({ ping }: { readonly ping: Entry }) {
  const address = outwardAddress(ping.links[0] ?? null) ?? outwardAddress(ping.originalUrl);
  const name = <PersonName person={ping.author} />;
  return (
    <>
      <p class="byline">
        {address === null ? (
          name
        ) : (
          <a href={address} {...OUTWARD}>
            {name}
          </a>
        )}{' '}
        <When publishedAt={ping.publishedAt} precision={ping.datePrecision} />
      </p>
      <Passage text={ping.text} quotes={ping.quotes} marks={[]} />
    </>
  );
}

function Original({ url }: { readonly url: string | null }) {
  const address = outwardAddress(url);
  if (address === null) return null;
  return (
    <a href={address} {...OUTWARD}>
      original
    </a>
  );
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

/** Where the text leads: its links, as addresses, since the text itself has no markup. */
function Links({ links }: { readonly links: readonly string[] }) {
  const addresses = links.flatMap((link) => outwardAddress(link) ?? []);
  if (addresses.length === 0) return null;
  return (
    <details class="outward">
      <summary>{addresses.length === 1 ? '1 link' : `${addresses.length} links`}</summary>
      <ul>
        {addresses.map((address) => (
          <li>
            <a href={address} {...OUTWARD}>
              {address}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
