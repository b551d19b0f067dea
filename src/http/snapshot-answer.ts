// Answers a request from a snapshot: 304 before any work, then what is kept, then by asking those who search.
import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import type { Answer, Question } from '../answers/model.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';
import { chooseEncoding } from './accept-encoding.ts';
import { isKnown, notModified, tagHeaders } from './entity-tag.ts';
import { respond } from './respond.ts';

/** What is asked for. */
export interface AskedAnswer {
  /** Names everything that the answer depends on. */
  readonly tag: string;
  readonly question: Question;
  /** Responds when the snapshot has nothing of the id. */
  readonly onMissing?: () => Response | Promise<Response>;
}

/** @throws Busy, TooSlow, AskerGone; Error when it could not be answered */
export async function answerFromSnapshot(
  c: Context,
  served: ServedSnapshot,
  { tag, question, onMissing }: AskedAnswer,
): Promise<Response> {
  if (isKnown(c, tag)) return notModified(c, tag);
  const startedAt = performance.now();
  const encoding = chooseEncoding(c.req.header('accept-encoding'));
  const key = `${tag} ${encoding}`;
  const kept = served.cache.get(key);
  if (kept !== null) {
    c.get('metrics').countKept(kept.times);
    return send(c, tag, kept, 'cache');
  }
  const { answer, queueMs } = await served.ask({ question, encoding, isGone: goneTest(c) });
  if (answer === null) {
    if (onMissing === undefined) throw new Error('a question that needs an answer had none');
    return onMissing();
  }
  c.get('metrics').countMade(answer.times, queueMs);
  served.cache.put(key, answer);
  return send(c, tag, answer, timing(answer, { queueMs, totalMs: performance.now() - startedAt }));
}

/** Whether nobody waits for the answer any more. The response of Node knows it without a signal made for each request. */
function goneTest(c: Context): () => boolean {
  const { outgoing } = (c.env ?? {}) as { readonly outgoing?: ServerResponse };
  if (outgoing !== undefined) return () => outgoing.destroyed;
  const { signal } = c.req.raw;
  return () => signal.aborted;
}

function send(c: Context, tag: string, answer: Answer, serverTiming: string): Response {
  return respond(c, answer.body, {
    headers: {
      ...tagHeaders(tag),
      'Content-Type': answer.contentType,
      'Server-Timing': serverTiming,
      ...(answer.encoding === null ? {} : { 'Content-Encoding': answer.encoding }),
    },
  });
}

/** The header `Server-Timing` (W3C): durations in milliseconds. */
function timing(
  { times }: Answer,
  { queueMs, totalMs }: { readonly queueMs: number; readonly totalMs: number },
): string {
  const search =
    times === null
      ? ''
      : `search;dur=${milliseconds(times.searchMs)}, snippets;dur=${milliseconds(times.snippetsMs)}, `;
  return `queue;dur=${milliseconds(queueMs)}, ${search}total;dur=${milliseconds(totalMs)}`;
}

function milliseconds(value: number): string {
  return String(Math.round(Math.max(value, 0) * 100) / 100);
}
