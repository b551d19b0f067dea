// DotClear 1 and 2: comments as a list of definitions, or as a line of facts before a block; trackbacks apart.
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import { readThread } from '../reading/thread.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import { genericComments, genericPosts } from './generic-markup.ts';
import type { Dialect } from './model.ts';

const fingerprints: Fingerprints = {
  generator: /dotclear/,
  bodyClass: [/^dc-/, 0.5],
  selectors: [
    ['a.comment-number', 0.2, 'class comment-number'],
    ['.comment-number a', 0.2, 'class comment-number'],
    ['a[href*="dotclear."]', 0.15, 'link to DotClear'],
    ['#comments dl dt', 0.08, 'comments as definitions'],
    ['.post-info-co', 0.2, 'class post-info-co'],
    ['script[src*="?pf=post.js"]', 0.5, 'script post.js'],
    ['script[src*="/post.js"]', 0.08, 'script post.js'],
    ['form#comment-form input[name=c_name]', 0.5, 'comment form of DotClear'],
    ['input[name=c_name]', 0.3, 'field c_name'],
    ['#pings', 0.08, 'part named pings'],
    ['.post-excerpt', 0.06, 'class post-excerpt'],
  ],
  script: [/dotclear_|var post_remember_str|getData\('dc\./, 0.4, 'scripts of DotClear'],
};

const comments: CommentMarkup = {
  ...genericComments,
  areElementsSure: true,
  elements: [
    '#comments dt',
    '#comments > ol > li, #comments > ul > li',
    '#comments .comment',
    '#comments .comment-info',
  ],
  idsOfElements: [/^c(\d+)$/, /^co(\d+)$/],
  weakIdPatterns: [/^c(?:o)?(\d+)$/],
  pings: {
    kind: 'trackback',
    area: '#pings, #trackbacks',
    idPatterns: [],
    elements: ['#pings dt', '#pings > ol > li, #pings > ul > li', '#trackbacks dt', '#pings .ping'],
  },
  dropped: `${genericComments.dropped}, .comment-number`,
};

const posts: PostMarkup = {
  ...genericPosts,
  title: {
    inPost: ['.post-title', ...genericPosts.title.inPost],
    onPage: ['.post-title', ...genericPosts.title.onPage],
  },
  date: [...genericPosts.date, '.post-info', '.post-infos', '.day-date'],
  body: ['.post-excerpt, .post-content', '.post-content', ...genericPosts.body],
  dropped: `${genericPosts.dropped}, .post-info, .post-infos, .post-info-co, .post-tags, .post-attachments, #pings`,
};

/** DotClear. Comments and trackbacks are counted through the site. */
export const dotclear: Dialect = {
  name: 'dotclear',
  version: 1,
  detect: (page) => weighFingerprints(page, fingerprints),
  read: (page) => readThread(page, { posts, comments, hasSiteIds: (name) => /^\d+$/.test(name) }),
};
