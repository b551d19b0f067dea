// Serendipity (s9y): comments with their depth in a margin, trackbacks in a list of their own.

import {
  type CommentMarkup,
  type CommentRecord,
  recordClasses,
} from '../reading/comments/comment-records.ts';
import { attribute, type PageTree } from '../reading/markup/tree.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import { readThread } from '../reading/thread.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import { genericComments, genericPosts } from './generic-markup.ts';
import type { Dialect } from './model.ts';

const fingerprints: Fingerprints = {
  generator: /serendipity/,
  selectors: [
    ['.serendipity_comment', 0.5, 'class serendipity_comment'],
    ['.serendipity_entry', 0.5, 'class serendipity_entry'],
    ['.serendipity_title', 0.4, 'class serendipity_title'],
    ['#serendipity_CommentForm', 0.5, 'comment form of Serendipity'],
    ['form[action*="serendipity"]', 0.3, 'form of Serendipity'],
    ['link[href*="serendipity.css"]', 0.5, 'style sheet of Serendipity'],
    ['script[src*="serendipity"]', 0.3, 'script of Serendipity'],
  ],
};

const comments: CommentMarkup = {
  ...genericComments,
  idPatterns: [/^serendipity_comment_(\d+)$/, /^(?:div-)?comment-(\d+)$/],
  weakIdPatterns: [/^c(\d+)$/],
  elements: ['.serendipity_comment'],
  pings: {
    kind: 'trackback',
    area: '#trackbacks, .serendipity_section_trackbacks',
    idPatterns: [],
    elements: ['.serendipity_comment', '.trackback'],
  },
  author: [
    '.comment_source_author',
    '.comment-author-details',
    '.comment_header cite',
    'h4 cite',
    ...genericComments.author,
  ],
  date: ['.comment_source_date', ...genericComments.date],
  body: ['.serendipity_commentBody', '.comment_content', '.comment-content', ...genericComments.body],
  ownerMark: '.serendipity_comment_author_self',
  dropped: `${genericComments.dropped}, .comment_source_trace, .comment_source_ownerfunctions, .comment_reply, .pc-owner, .comment_source_url`,
  indentOf,
};

const posts: PostMarkup = {
  ...genericPosts,
  containers: ['.serendipity_Entry_Date', '.serendipity_entry', ...genericPosts.containers],
  title: {
    inPost: ['.serendipity_title', ...genericPosts.title.inPost],
    onPage: ['.serendipity_title', ...genericPosts.title.onPage],
  },
  author: ['.serendipity_byline a', '.serendipity_entryFooter a[href*="/authors/"]', ...genericPosts.author],
  date: [...genericPosts.date, '.serendipity_date', '.serendipity_entryFooter'],
  body: [
    '.serendipity_entry_body, .serendipity_entry_extended',
    '.serendipity_entry_body',
    ...genericPosts.body,
  ],
  dropped: `${genericPosts.dropped}, .serendipity_entryFooter, .serendipity_comments, .serendipity_byline, .serendipity_freeTag, .serendipity_entrypaging`,
};

/** Depth as a class, else as a margin in pixels. */
function indentOf(tree: PageTree, record: CommentRecord): number | null {
  for (const name of recordClasses(tree, record.position)) {
    const level = /^commentlevel-(\d{1,3})$/.exec(name)?.[1];
    if (level !== undefined) return Number(level);
  }
  const margin = /padding-left:\s*(\d{1,4})px/.exec(attribute(tree, record.position, 'style') ?? '')?.[1];
  return margin === undefined ? null : Number(margin);
}

/** Serendipity. Comments and trackbacks are counted through the site. */
export const serendipity: Dialect = {
  name: 'serendipity',
  version: 1,
  detect: (page) => weighFingerprints(page, fingerprints),
  read: (page) => readThread(page, { posts, comments, hasSiteIds: (name) => /^\d+$/.test(name) }),
};
