// Markup of Blogger templates from 2003 to today (data). Selectors are tried in order.
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import type { Fingerprints } from './fingerprints.ts';
import { genericPosts } from './generic-markup.ts';

export const bloggerPrints: Fingerprints = {
  generator: /\bblogger\b/,
  selectors: [
    ['link[rel=EditURI][href*="blogger.com/rsd"]', 0.6, 'link to RSD of Blogger'],
    ['link[rel="service.post"][href*="blogger.com"]', 0.6, 'link to feeds of Blogger'],
    ['link[href*="blogger.com/"]', 0.4, 'files of blogger.com'],
    ['link[href*="/blogger-"]', 0.3, 'copied files of Blogger'],
    ['script[src*="blogger.com/"]', 0.4, 'scripts of blogger.com'],
    ['script[src*="blogblog.com/"]', 0.4, 'scripts of blogblog.com'],
    ['img[src*="blogblog.com/"]', 0.3, 'pictures of blogblog.com'],
    ['img[src*="blogger.com/img/"]', 0.3, 'pictures of blogger.com'],
    ['div.widget.Blog', 0.5, 'widget Blog'],
    ['#Blog1', 0.4, 'widget Blog1'],
    ['#b-navbar', 0.5, 'navigation bar of Blogger'],
    ['#blogger-navbar', 0.5, 'navigation bar of Blogger'],
    ['a[href*="blogger.com/comment.g"]', 0.4, 'links to comment pages'],
    ['a[href*="blogger.com/post-edit.g"]', 0.4, 'links to edit posts'],
    ['a[href*="blogger.com/delete-comment.g"]', 0.4, 'links to delete comments'],
    ['form[action*="blogger.com/"]', 0.4, 'form of blogger.com'],
    ['form[action*="login-comment.do"]', 0.6, 'form of a comment page'],
    ['a[href*="showComment="]', 0.4, 'links with showComment'],
    ['.post-body.entry-content', 0.2, 'class post-body entry-content'],
    ['#comments-block', 0.3, 'list named comments-block'],
    ['.blogComments', 0.4, 'class blogComments'],
    ['.blogPost', 0.3, 'class blogPost'],
    ['.comment-poster', 0.2, 'class comment-poster'],
    ['.date-header', 0.15, 'class date-header'],
    ['.post-footer', 0.05, 'class post-footer'],
    ['a[href*="blogger.com/profile/"]', 0.05, 'profiles of Blogger'],
    ['a[href*="blogger.com"]', 0.04, 'link to Blogger'],
  ],
};

export const bloggerComments: CommentMarkup = {
  idPatterns: [/^c(\d{6,})$/],
  weakIdPatterns: [/^(?:comment-?)?(\d{10,})$/],
  unnumbered: '',
  lists: '',
  raised: 'li.comment',
  ownerMark: '.blog-author',
  author: [
    '.comment-header cite',
    'cite.user',
    '.comment-author a[rel=nofollow]',
    '.comment-poster a[rel=nofollow]',
    'dt a[rel=nofollow]',
    'dt a[href*="/profile/"]',
    '.comment-author .fn',
    '.anon-comment-author',
    '.comment-data .comment-author',
  ],
  date: [
    'a[href*="showComment="]',
    'a[href*="showComment%3D"]',
    '.datetime',
    '.comment-timestamp',
    '.comment-footer',
    '.comment-date',
    'time[datetime]',
    'abbr[title]',
  ],
  body: [
    '.comment-content',
    'dd.comment-body',
    '.comment-body',
    '.commentBody',
    '.comment-text',
    '[itemprop=commentText]',
  ],
  dropped:
    '.comment-actions, .comment-replies, .comment-replybox-single, .thread-toggle, .continue, .item-control, .comment-delete, .delete-comment-icon, .avatar-image-container, .profile-image-container, .comment-icon, .comment-form, .comment-pager, .paging-control-container, form, iframe',
};

export const bloggerPosts: PostMarkup = {
  isShared: true,
  containers: [
    '.post.hentry',
    '.hentry',
    '[itemprop=blogPost]',
    '.post-outer .post',
    '.mobile-post-outer',
    '.post-outer',
    'div.post',
    '.blogPost',
    '.Post',
    '.blogpost',
    '.article_body',
    'article',
  ],
  title: {
    inPost: [
      '.post-title',
      '.entry-title',
      '.blogPostTitle',
      '.PostTitle',
      '.posttitle',
      'h3 a[rel=bookmark]',
      'h3',
      'h2',
      'h1',
    ],
    onPage: genericPosts.title.onPage,
  },
  author: [
    '.post-author .fn',
    '.author.vcard .fn',
    '.post-author [itemprop=name]',
    '.post-author a',
    '.byline .fn',
    'a[rel=author]',
    '.g-profile',
    // Labels and places are by-lines too.
    ...genericPosts.author.filter((selector) => !selector.startsWith('.byline')),
  ],
  date: [
    'abbr.published[title]',
    'time.published[datetime]',
    '.published[title]',
    '[itemprop=datePublished]',
    'time[datetime]',
    '.date-header',
    '.timestamp-link',
    '.post-timestamp',
    '.DateHeader',
    ...genericPosts.date,
  ],
  dateAbove: '.date-header, .DateHeader, .date-posts-header, h2.date, .dateHeader, .blogDate',
  body: [
    '.post-body',
    '[itemprop=articleBody]',
    '.entry-content',
    '.blogPostBody',
    '.PostBody',
    '.postbody',
    '.blogPost',
    ...genericPosts.body,
  ],
  dropped:
    '.post-footer, .post-bottom, .post-header, .byline, .post-labels, .post-share-buttons, .share-button, .post-timestamp, .post-author, .post-icons, .item-control, .jump-link, .blog-pager, .post-comment-link, .comment-link, .related-posts, #related-posts, .star-ratings, .reaction-buttons, form, nav, #comments, .comments, .blogComments',
};

/** Elements of discussions that other programs drew into Blogger's pages. */
export const bloggerScriptedComments =
  '.g-comments, .cmt_iframe_holder, .google-plus-comments, script[src*="haloscan.com"], a[href*="haloscan.com/comments"], script[src*="js-kit.com"], script[src*="disqus.com"], script[src*="intensedebate.com"], script[src*="commentary.co"], script[src*="enetation.co.uk"], script[src*="backblog.com"]';
