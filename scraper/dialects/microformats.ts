// Pages that describe themselves by microformats: h-entry with replies as h-cite (microformats2), hAtom before it.

import { readThread } from '../reading/thread.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import { microformatComments, microformatPosts } from './microformats-markup.ts';
import type { Dialect } from './model.ts';

const fingerprints: Fingerprints = {
  selectors: [
    ['.u-comment', 0.4, 'comments as u-comment'],
    ['.p-comment', 0.3, 'comments as p-comment'],
    ['.h-entry', 0.2, 'an h-entry'],
    ['.h-cite', 0.1, 'an h-cite'],
    ['.e-content', 0.1, 'class e-content'],
    ['.dt-published', 0.05, 'class dt-published'],
    ['link[rel=webmention]', 0.1, 'address for webmentions'],
    ['.hentry', 0.04, 'an hentry'],
    ['.hentry .entry-title', 0.06, 'its title'],
    ['.hentry .entry-content', 0.06, 'its content'],
    ['.hentry .published', 0.12, 'its date'],
    ['.hentry .vcard', 0.06, 'its author'],
  ],
};

/** What describes itself by class names, whoever made it. */
export const microformats: Dialect = {
  name: 'microformats',
  version: 1,
  detect: (page) => {
    const { confidence, evidence } = weighFingerprints(page, fingerprints);
    return { confidence: Math.min(0.5, confidence), evidence };
  },
  read: (page) =>
    readThread(page, {
      posts: microformatPosts,
      comments: microformatComments,
      hasSiteIds: (name) => /^\d{3,}$/.test(name),
    }),
};
