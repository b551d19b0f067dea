// GET /api/v1/threads/:id: a post with its comments, and with `q` the hits inside.
import type { Context, Hono } from 'hono';
import { searchThread } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entryView, threadSummary } from './document-view.ts';
import { answerTagged, entityTag } from './entity-tag.ts';
import { text } from './parameter-kinds.ts';
import { readParameters } from './parameters.ts';
import { badParameters, notFoundProblem } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { threadAnswerSchema } from './schemas.ts';
import { sendJson } from './send.ts';
import { readThread, type WholeThread } from './thread-reading.ts';

const THREAD_PARAMETERS = {
  q: text('Search inside the thread: `hits` then names the documents found, in reading order.'),
} as const;

/** The route as the API describes it. */
export const THREAD_ROUTE: RouteDescription = {
  name: 'getThread',
  path: '/api/v1/threads/{id}',
  summary: 'A post with its comments',
  parameters: THREAD_PARAMETERS,
  answer: threadAnswerSchema,
  problems: [400, 404],
};

/** Adds GET /api/v1/threads/:id. */
export function addThreadRoute(app: Hono, dependencies: AppDependencies): void {
  app.get('/api/v1/threads/:id', (c) => answerThread(c, c.req.param('id'), dependencies));
}

function answerThread(c: Context, id: string, dependencies: AppDependencies): Response | Promise<Response> {
  const { values, mistakes } = readParameters(THREAD_PARAMETERS, queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  return dependencies.live.borrow((snapshot) => {
    const tag = entityTag(['thread', snapshot.manifest.id, dependencies.version, id, values.q ?? '']);
    return answerTagged(c, tag, async () => {
      const thread = await readThread(snapshot.store, id);
      if (thread === null) return notFoundProblem(c, 'thread');
      const hits = values.q === null ? {} : await hitsInside(snapshot, thread, values.q, dependencies);
      return sendJson(c, { ...threadAnswer(thread), ...hits });
    });
  });
}

async function hitsInside(snapshot: Snapshot, thread: WholeThread, q: string, dependencies: AppDependencies) {
  return { hits: await searchThread(snapshot, thread.info.id, q, dependencies) };
}

function threadAnswer(thread: WholeThread) {
  const { info, post, comments, pings, byId } = thread;
  const view = (entry: WholeThread['comments'][number]) => ({
    ...entryView(entry, info, entry.parentId === null ? null : (byId.get(entry.parentId) ?? null)),
    parentId: entry.parentId,
    depth: entry.depth,
  });
  return {
    thread: {
      ...threadSummary(info),
      site: info.site,
      declaredCommentCount: info.declaredCommentCount,
      capturedAt: info.capturedAt,
    },
    post: post === null ? null : entryView(post, info, null),
    comments: comments.map(view),
    pings: pings.map(view),
  };
}
