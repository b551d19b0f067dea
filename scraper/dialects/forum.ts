// Forums, boards and sites for questions and answers: known programs by their markup, all others by their shape.

import { learnMarkedMessages, learnMessages, maxShapeConfidence } from '../reading/forum/find-messages.ts';
import { countThreadLinks } from '../reading/forum/forum-cues.ts';
import { readForumThread } from '../reading/forum/forum-thread.ts';
import { readThreadExcerpt } from '../reading/forum/thread-excerpt.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread } from '../reading/thread.ts';
import { answerPrograms } from './forum-answers-markup.ts';
import { boardPrograms } from './forum-board-markup.ts';
import { communityPrograms } from './forum-community-markup.ts';
import { genericComments, genericPosts } from './generic-markup.ts';
import type { Detection, Dialect, DialectReading } from './model.ts';

const forumPrograms = [...boardPrograms, ...communityPrograms, ...answerPrograms];

/** Names in `<meta name=generator>`, in feeds and in the line at the foot of a page. */
const forumGenerators =
  /vbulletin|phpbb|xenforo|simple machines|\bsmf\b|mybb|discourse|invision|\bip\.?board|fluxbb|punbb|vanilla|bbpress|phorum|woltlab|burning board|kunena|yabb|ubb\.?threads|jforum|esotalk|nodebb|flarum|question2answer|askbot|snitz|yaf\.net|yetanotherforum|aspplayground|webwiz|discuz|fudforum|proboards|jive|telligent|community server|lithium|crowdstack/;

/** Links to threads on a page without a message that make it an index. */
const indexLinks = 5;

function detect(page: PageView): Detection {
  const found = learnMarkedMessages(page, forumPrograms);
  if (found) return { confidence: found.confidence, evidence: found.reasons };
  const generator = forumGenerators.exec(page.generator)?.[0];
  if (generator !== undefined) return { confidence: 0.8, evidence: [`generator ${generator}`] };
  return { confidence: 0, evidence: [] };
}

function detectShape(page: PageView): Detection {
  const found = learnMessages(page, forumPrograms);
  return found ? { confidence: found.confidence, evidence: found.reasons } : { confidence: 0, evidence: [] };
}

function read(page: PageView): DialectReading {
  const found = learnMessages(page, forumPrograms);
  if (found) return readForumThread(page, found);
  const excerpt = readThreadExcerpt(page);
  if (excerpt) return excerpt;
  const threads = countThreadLinks(page);
  if (threads >= indexLinks)
    return { kind: 'none', reason: 'listing', detail: `${threads} links to threads and no message` };
  return readThread(page, {
    posts: genericPosts,
    comments: genericComments,
    hasSiteIds: (name) => /^\d{3,}$/.test(name),
  });
}

/** Threads of forums. The first message of a thread's first page is the post, all others are comments. */
export const forum: Dialect = {
  name: 'forum',
  version: 1,
  detect,
  shape: { most: maxShapeConfidence, detect: detectShape },
  read,
};
