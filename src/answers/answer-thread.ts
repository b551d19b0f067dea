// A thread as JSON: the post, its comments and pings, and with a query the hits inside.
import { defaultRequest, searchThread } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { AnswerTools, WrittenAnswer } from './answer.ts';
import { entryView, threadSummary } from './document-view.ts';
import type { Question } from './model.ts';
import { readThread, type WholeThread } from './thread-reading.ts';

/** Null when no thread has this id. */
export async function answerThread(
  snapshot: Snapshot,
  { id, q }: Extract<Question, { readonly kind: 'thread' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer | null> {
  const thread = await readThread(snapshot.store, id);
  if (thread === null) return null;
  const hits =
    q === null ? null : (await searchThread(snapshot, thread.info.id, defaultRequest(q), tools)).ids;
  return {
    text: JSON.stringify({ ...threadView(thread), ...(hits === null ? {} : { hits }) }),
    contentType: 'application/json; charset=utf-8',
  };
}

function threadView(thread: WholeThread) {
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
