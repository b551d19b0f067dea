// Markup of Movable Type 2 to 7 and TypePad: default templates of each generation (data). Selectors are tried in order.
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import { genericComments, genericPosts } from './generic-markup.ts';

export const movableTypeComments: CommentMarkup = {
  ...genericComments,
  // MT 4 and later count, TypePad names comments in hexadecimal, MT 3 says `c12` or `c000012`.
  idPatterns: [/^comment-(\d+)$/, /^comment-(6a0[\da-f]{10,})$/, /^dsq-comment-(\d+)$/],
  weakIdPatterns: [/^c(\d+)$/, /^(\d{4,})$/],
  elements: ['.comments-body', '.comment-body', '.comments .comment', '#comments .comment', '.comment'],
  pings: {
    kind: 'trackback',
    area: '#trackbacks, .trackbacks, #trackback, .trackbacks-info, .trackback-head',
    idPatterns: [/^ping-(\d+)$/, /^trackback-(6a0[\da-f]{10,}|\d+)$/, /^p(\d+)$/],
    elements: ['.trackback', '.trackback-body', '.trackbacks-body'],
  },
  parentLinks: '.byline a[href*="#comment-"], .comment-parent a[href*="#comment-"]',
  author: [
    '.comment-header .vcard.author',
    '.byline .vcard.author',
    '.vcard.author',
    '.comment-author .fn',
    '.comment-author',
    '.comment-header cite',
    '.comment-header > a[href]',
    '.comment-footer > a[rel=nofollow]',
  ],
  date: [
    'abbr.published[title]',
    '.comment-header time[datetime]',
    'time[datetime]',
    '.comment-footer a[href*="#comment-"]',
    '.comment-footer a[href*="#c"]',
    '.comment-footer-info',
  ],
  body: ['.comment-content', '.comment-text'],
  dropped: `${genericComments.dropped}, .comment-reply-link, .user-pic, .userpic, .comment-parent, .comment-replies, .comment-number`,
};

export const movableTypePosts: PostMarkup = {
  ...genericPosts,
  containers: [
    '.entry-asset',
    '.asset.hentry',
    '.entry.hentry',
    '.entry',
    '.blogbody',
    ...genericPosts.containers,
  ],
  title: {
    inPost: ['.asset-name', '.entry-header', 'h3.title', ...genericPosts.title.inPost],
    onPage: [
      '.asset-name',
      '#page-title',
      '.entry-header',
      'h3.entry-header',
      'h3.title',
      ...genericPosts.title.onPage,
    ],
  },
  author: ['.asset-meta .vcard.author', '.asset-header .author', '.byline .author', ...genericPosts.author],
  date: [
    '.asset-meta abbr.published[title]',
    'abbr.published[title]',
    '.entry-footer .post-footers',
    '.post-footers',
    '.entry-footer-info',
    ...genericPosts.date,
    'h2.date',
    '.date-header',
  ],
  body: [
    '.asset-content',
    '.entry-body, .entry-more',
    ...genericPosts.body.filter((selector) => selector !== '.entry-body'),
  ],
  dropped: `${genericPosts.dropped}, .asset-meta, .asset-footer, .entry-footer, .entry-header, .posted, .extended, .more-link, .content-nav, #menu, .entry-tags, .trackbacks, .comments`,
};
