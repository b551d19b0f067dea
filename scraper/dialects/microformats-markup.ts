// Names of microformats2 and hAtom for posts, comments and mentions (data). Selectors are tried in order.
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import { genericComments, genericPosts } from './generic-markup.ts';

const mentions =
  '.u-mention, .p-mention, .h-cite.mention, .mentions .h-cite, .mention .h-cite, #mentions .h-cite, .webmention-mention';
const gestures =
  '.u-like, .p-like, .u-likes, .u-repost, .p-repost, .u-reposts, .u-bookmark, .p-bookmark, .p-rsvp, .u-reacji, .likes .h-cite, .reposts .h-cite, .bookmarks .h-cite, .facepile .h-cite, .webmention-like, .webmention-repost';

export const microformatComments: CommentMarkup = {
  ...genericComments,
  areElementsSure: true,
  elements: [
    '.u-comment, .p-comment',
    '.hcomment',
    '.comments .hentry, #comments .hentry, .comment.hentry',
    '.comments .h-entry, .replies .h-entry, #comments .h-entry',
    '.comments .h-cite, #comments .h-cite, .replies .h-cite, .responses .h-cite, li.h-cite',
  ],
  idsOfElements: genericComments.idPatterns,
  notRecords: `${gestures}, ${mentions}`,
  pings: { area: mentions, idPatterns: [], elements: [mentions], kind: 'pingback' },
  parentLinks: '.u-in-reply-to[href*="#"], .u-in-reply-to a[href*="#"]',
  author: [
    '.p-author .p-name',
    '.h-card .p-name',
    '.p-author',
    '.h-card',
    '.vcard .fn',
    ...genericComments.author,
  ],
  date: ['.dt-published', '.published[title]', '.published[datetime]', '.published', ...genericComments.date],
  body: [
    '.e-content',
    '.p-content',
    '.p-summary',
    '.entry-content',
    '.comment-content',
    ...genericComments.body,
  ],
  dropped: `${genericComments.dropped}, .u-photo, .u-syndication, .u-in-reply-to, .p-like-of`,
};

export const microformatPosts: PostMarkup = {
  ...genericPosts,
  containers: ['.h-entry', '.hentry', ...genericPosts.containers],
  author: [
    '.p-author .p-name',
    '.p-author.h-card',
    '.p-author',
    '.author.vcard .fn',
    '.author .fn',
    ...genericPosts.author,
  ],
  date: ['.dt-published', '.published[title]', '.published[datetime]', '.published', ...genericPosts.date],
  body: ['.e-content', '.entry-content', ...genericPosts.body],
};
