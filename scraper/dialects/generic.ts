// Pages of no known platform: shared class names where there are any, else structure and density.
import { readThread } from '../reading/thread.ts';
import { genericComments, genericPosts } from './generic-markup.ts';
import type { Dialect } from './model.ts';

/** Takes every page that no other dialect claims. Comment ids of ten digits and more are unique in their site. */
export const generic: Dialect = {
  name: 'generic',
  version: 2,
  detect: () => ({ confidence: 0.1, evidence: ['takes what no other dialect claims'] }),
  read: (page) =>
    readThread(page, {
      posts: genericPosts,
      comments: genericComments,
      hasSiteIds: (name) => /^\d{3,}$/.test(name),
    }),
};
