// Pages that describe themselves by schema.org: microdata around posts and comments, or JSON-LD beside or instead of them.

import { readLinkedComments } from '../reading/comments/linked-comments.ts';
import { jsonLdPost } from '../reading/page/json-ld.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread } from '../reading/thread.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import type { Detection, Dialect } from './model.ts';
import { schemaOrgComments, schemaOrgPosts } from './schema-org-markup.ts';

const fingerprints: Fingerprints = {
  selectors: [
    ['[itemprop=comment]', 0.4, 'comments in microdata'],
    ['[itemprop=suggestedAnswer]', 0.4, 'answers in microdata'],
    ['[itemprop=acceptedAnswer]', 0.3, 'an accepted answer in microdata'],
    ['[itemtype$="/UserComments"]', 0.3, 'items of type UserComments'],
    ['[itemtype$="/Comment"]', 0.2, 'items of type Comment'],
    ['[itemtype$="/QAPage"]', 0.2, 'a page of questions and answers'],
    ['[itemtype$="/BlogPosting"]', 0.08, 'an item of type BlogPosting'],
    ['[itemprop=articleBody]', 0.06, 'the body of an article in microdata'],
  ],
};

function detect(page: PageView): Detection {
  const { confidence, evidence } = weighFingerprints(page, fingerprints);
  const comments = readLinkedComments(page).length;
  const isStated = jsonLdPost(page.tree)?.text != null;
  return {
    confidence: Math.min(0.6, confidence + (comments > 0 ? 0.4 : 0) + (isStated ? 0.08 : 0)),
    evidence: [
      ...evidence,
      ...(comments > 0 ? [`${comments} comments in JSON-LD`] : []),
      ...(isStated ? ['the text of a post in JSON-LD'] : []),
    ],
  };
}

/** What describes itself, whoever made it. Never surer than .6: the marks of a platform say more. */
export const schemaOrg: Dialect = {
  name: 'schema-org',
  version: 1,
  detect,
  read: (page) =>
    readThread(page, {
      posts: schemaOrgPosts,
      comments: schemaOrgComments,
      hasSiteIds: (name) => /^\d{3,}$/.test(name),
    }),
};
