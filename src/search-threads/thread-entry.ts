// Entry of a search thread: does what it is sent, one thing after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { applyKeepersRules } from '../../index/keepers-rules.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { attachSnapshot } from '../../index/snapshot/open.ts';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { createAnswerer } from '../answers/answer.ts';
import { asEngineDown, EngineDown, type ThreadReply, type ThreadRequest } from './model.ts';
import { yieldToServing } from './yield-to-serving.ts';

const attached = new Map<number, Snapshot>();
const answer = createAnswerer({ repairText: (text) => repairMojibake(text).text, files: workerData });

async function perform(request: ThreadRequest): Promise<ThreadReply> {
  switch (request.kind) {
    case 'attach': {
      const whole = await attachSnapshot(request.loaded, { reads: 'sync' });
      attached.set(request.key, (await applyKeepersRules(whole, request.rules)).snapshot);
      return { kind: 'done' };
    }
    case 'detach':
      await attached.get(request.key)?.close();
      attached.delete(request.key);
      return { kind: 'done' };
    case 'ask': {
      const begunAt = performance.now();
      const snapshot = attached.get(request.key);
      if (snapshot === undefined) throw new Error('The snapshot is not attached.');
      const found = await answer(snapshot, request.question, request.encoding);
      return { kind: 'answered', answer: found, workMs: performance.now() - begunAt };
    }
    default:
      return request satisfies never;
  }
}

function say(reply: ThreadReply): void {
  const isWithBody = reply.kind === 'answered' && reply.answer !== null;
  parentPort?.postMessage(reply, isWithBody && reply.answer !== null ? [reply.answer.body.buffer] : []);
}

function failure(thrown: unknown): ThreadReply {
  const error = asEngineDown(thrown);
  if (error instanceof EngineDown) return { kind: 'failed', detail: error.message, isEngineDown: true };
  return {
    kind: 'failed',
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (request: ThreadRequest) => {
  last = last.then(() => perform(request)).then(say, (error) => say(failure(error)));
});
yieldToServing();
say({ kind: 'ready' });
