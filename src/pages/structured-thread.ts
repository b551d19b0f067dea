// A thread in the words of schema.org, for search engines: the post and its first comments. Data only, nothing is escaped here.
import { documentPath, personPath, threadPath } from '../../index/addresses.ts';
import type { Entry, Person } from '../../index/model.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { titleOf } from './links.ts';

/** Engines show little of a thread; the page itself holds the rest. */
const MAX_COMMENTS = 10;
const MAX_POST_LETTERS = 5_000;
const MAX_COMMENT_LETTERS = 500;

/** What is said of all of them. */
export interface StructuredSite {
  readonly siteName: string;
  /** Scheme and host, without a slash at the end. */
  readonly origin: string;
}

/** A `DiscussionForumPosting`; null without a post, or when it was removed. */
export function structuredThread(
  { info, post, comments }: WholeThread,
  { siteName, origin }: StructuredSite,
): object | null {
  if (post === null || post.isRemoved) return null;
  const url = `${origin}${threadPath(info.id)}`;
  const shown = comments.filter(({ isRemoved }) => isRemoved !== true).slice(0, MAX_COMMENTS);
  return {
    '@context': 'https://schema.org',
    '@type': 'DiscussionForumPosting',
    url,
    mainEntityOfPage: url,
    headline: titleOf(info),
    ...writing(post, origin, MAX_POST_LETTERS),
    isPartOf: { '@type': 'WebSite', name: siteName },
    ...(info.originalUrl === null ? {} : { sameAs: info.originalUrl }),
    interactionStatistic: {
      '@type': 'InteractionCounter',
      interactionType: 'https://schema.org/CommentAction',
      userInteractionCount: info.commentCount,
    },
    comment: shown.map((comment) => ({
      '@type': 'Comment',
      url: `${origin}${documentPath(info.id, comment.id, comment.position)}`,
      ...writing(comment, origin, MAX_COMMENT_LETTERS),
    })),
  };
}

function writing({ text, author, publishedAt }: Entry, origin: string, maxLetters: number): object {
  return {
    text: text.length > maxLetters ? `${[...text.slice(0, maxLetters)].slice(0, -1).join('')}…` : text,
    ...(author === null ? {} : { author: person(author, origin) }),
    ...(publishedAt === null ? {} : { datePublished: publishedAt }),
  };
}

function person({ name, slug }: Person, origin: string): object {
  return { '@type': 'Person', name, url: `${origin}${personPath(slug)}` };
}
