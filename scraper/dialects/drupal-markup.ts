// Markup of Drupal 4.6 to 10: core themes (Bluemarine, Garland, Bartik, Olivero) and what themes keep of them (data).
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import { matches } from '../reading/markup/select.ts';
import { ancestors } from '../reading/markup/tree.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import { genericComments, genericPosts } from './generic-markup.ts';

export const drupalComments: CommentMarkup = {
  ...genericComments,
  idPatterns: [/^comment-(\d+)$/, /^comment(\d+)$/],
  weakIdPatterns: [/^(\d+)$/],
  elements: ['[about*="#comment-"]', '.comment-wrapper .comment', '#comments .comment', '.comment'],
  author: [
    '.commenter-name .username',
    '.submitted .username',
    '.comment-submitted .username',
    '.comment__submitted .username',
    '.comment__author .username',
    '[property="foaf:name"]',
    '.submitted [property="schema:name"]',
    '.comment__meta [property="schema:name"]',
    '.username',
    '.comment__author',
    '.comment-author',
    '.submitted a[href*="/user/"]',
    '.author-name',
    '.author a',
  ],
  date: [
    '[property~="dc:created"]',
    '[property="schema:dateCreated"]',
    '.comment-time time[datetime]',
    'time[datetime]',
    '.comment-time',
    '.comment__time',
    '.comment-date',
    '.comment-created',
  ],
  body: [
    '.field-name-comment-body',
    '.field--name-comment-body',
    '.comment-content .content',
    '.comment-text .content',
    '.comment__content',
    '.comment-content',
    '.content',
    '.comment-body',
  ],
  subject: [
    '.comment-title',
    '.comment__title',
    '.title',
    'h3 a[rel=bookmark]',
    'h2 a[rel=bookmark]',
    'h3 a[href*="#comment-"]',
    'h3',
  ],
  // The answers to a comment stand in a `.indented` behind it.
  indentOf: (tree, record) =>
    ancestors(tree, record.position).filter((at) => matches(tree, at, '.indented')).length,
  parentLinks:
    '[rel="sioc:reply_of"][resource*="#comment-"], .parent a[href*="#comment-"], .visually-hidden a[href*="#comment-"]',
  dropped: `${genericComments.dropped}, .links, .new, mark, .comment__permalink, .comment-permalink, .permalink-wrapper, .rdf-meta, .field--name-user-picture, .picture, .comment__picture, .user-signature, .comment__parent, p.parent, .flag-wrapper, .rate-widget`,
};

export const drupalPosts: PostMarkup = {
  ...genericPosts,
  containers: [
    'article.node',
    'div.node',
    'article[about]',
    'div[id^="node-"]',
    '.node',
    'article.contextual-region',
    ...genericPosts.containers,
  ],
  title: {
    inPost: ['.node__title', '.node-title', '.title', ...genericPosts.title.inPost],
    onPage: [
      '#page-title',
      'h1.page-title',
      'h1.page__title',
      'h1.title',
      '.node-title',
      ...genericPosts.title.onPage,
    ],
  },
  author: [
    '.submitted .username',
    '.node__submitted .username',
    '.node__meta .username',
    '.node__meta [property="schema:name"]',
    '.submitted [property="foaf:name"]',
    '.field--name-uid',
    '.submitted a[href*="/user/"]',
    '.meta .username',
    ...genericPosts.author,
  ],
  date: [
    '.submitted [property~="dc:date"]',
    '[property~="dc:created"]',
    '[property="schema:dateCreated"]',
    '.node__submitted time[datetime]',
    '.submitted time[datetime]',
    '.field--name-created',
    ...genericPosts.date,
    '.node__submitted',
    '.node__meta',
    '.meta .submitted',
    '.submitted',
  ],
  body: [
    '.field-name-body',
    '.field--name-body',
    '.node__content',
    '.node-content',
    '.node .content',
    ...genericPosts.body,
  ],
  dropped: `${genericPosts.dropped}, .links, .submitted, .node__submitted, .node__meta, .node__links, .terms, .taxonomy, .field-name-field-tags, .field--name-field-tags, .book-navigation, .comment-wrapper, #comments, .picture, .user-picture, .rdf-meta, .service-links, .field-type-taxonomy-term-reference, .contextual-links-wrapper, .fivestar-static-form-item`,
};
