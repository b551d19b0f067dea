// Textpattern 4: comments whose id stands on the `#` link behind name and time.
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import { readThread } from '../reading/thread.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import { genericComments, genericPosts } from './generic-markup.ts';
import type { Dialect } from './model.ts';

const fingerprints: Fingerprints = {
  generator: /textpattern/,
  selectors: [
    ['#txpCommentInputForm', 0.6, 'comment form of Textpattern'],
    ['form[action*="#txpCommentInputForm"]', 0.6, 'comment form of Textpattern'],
    ['a[href*="#txpCommentInputForm"]', 0.4, 'link to the comment form of Textpattern'],
    ['link[href*="/textpattern/css.php"]', 0.6, 'style sheet of Textpattern'],
    ['link[href*="css.php?n="]', 0.4, 'style sheet css.php'],
    ['link[href*="css.php?s="]', 0.3, 'style sheet css.php'],
    ['[id^="c0000"]', 0.2, 'a number of six digits'],
    ['.comments_error', 0.2, 'class comments_error'],
    ['a[href*="textpattern.com"]', 0.15, 'link to Textpattern'],
    ['.commentpermalink', 0.08, 'class commentpermalink'],
  ],
};

const comments: CommentMarkup = {
  ...genericComments,
  idPatterns: [/^c(\d{6})$/],
  raised: 'li, article, .comment, .comment-wrapper, .commentwrap',
  author: ['.comment-name', '.comment_name', ...genericComments.author],
  dropped: `${genericComments.dropped}, .comment-anchor, .comment_permlink`,
};

/** Textpattern. Comments are counted through the site. */
export const textpattern: Dialect = {
  name: 'textpattern',
  version: 1,
  detect: (page) => weighFingerprints(page, fingerprints),
  read: (page) =>
    readThread(page, { posts: genericPosts, comments, hasSiteIds: (name) => /^\d+$/.test(name) }),
};
