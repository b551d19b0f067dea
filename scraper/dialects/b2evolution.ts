// b2evolution: feedback of three kinds in one list, each headed "Comment from:", "Trackback from:", "Pingback from:".
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import { readThread } from '../reading/thread.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import { genericComments, genericPosts } from './generic-markup.ts';
import type { Dialect } from './model.ts';

const fingerprints: Fingerprints = {
  generator: /b2evolution/,
  selectors: [
    ['.bComment', 0.4, 'class bComment'],
    ['.bCommentText', 0.3, 'class bCommentText'],
    ['.bPost', 0.3, 'class bPost'],
    ['.bText', 0.2, 'class bText'],
    ['.bSmallPrint', 0.2, 'class bSmallPrint'],
    ['form[action*="comment_post.php"]', 0.4, 'comment form of b2evolution'],
    ['.evo_comment', 0.4, 'class evo_comment'],
    ['.evo_post', 0.3, 'class evo_post'],
    ['a[href*="b2evolution.net"]', 0.2, 'link to b2evolution'],
  ],
};

const comments: CommentMarkup = {
  ...genericComments,
  areElementsSure: true,
  elements: ['.bComment', '.evo_comment'],
  idsOfElements: [/^c(\d+)$/, /^comment_(\d+)$/],
  weakIdPatterns: [/^c(\d+)$/],
  author: ['.evo_comment_title .user', '.evo_comment__author', '.bUser', '.bCommentTitle .user'],
  date: ['.bCommentSmallPrint time', '.evo_comment_info time', '.bCommentSmallPrint', '.evo_comment_info'],
  body: ['.bCommentText', '.evo_comment_text', ...genericComments.body],
  dropped: `${genericComments.dropped}, .bCommentRating, .evo_comment_rating`,
};

const posts: PostMarkup = {
  ...genericPosts,
  containers: ['.bPost', '.evo_post', ...genericPosts.containers],
  title: {
    inPost: ['.bTitle', '.evo_post_title', ...genericPosts.title.inPost],
    onPage: ['.bTitle', '.evo_post_title', ...genericPosts.title.onPage],
  },
  date: [...genericPosts.date, '.bSmallHead', '.bSmallPrint', '.evo_post__info'],
  body: ['.bText', '.evo_post__full_text', ...genericPosts.body],
  dropped: `${genericPosts.dropped}, .bSmallHead, .bSmallPrint, .bComment, .evo_post__info`,
};

/** b2evolution. Feedback is counted through the site. */
export const b2evolution: Dialect = {
  name: 'b2evolution',
  version: 1,
  detect: (page) => weighFingerprints(page, fingerprints),
  read: (page) => readThread(page, { posts, comments, hasSiteIds: (name) => /^\d+$/.test(name) }),
};
