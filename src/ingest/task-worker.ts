// Entry of a worker thread: does the tasks it is sent, one at a time.
import { parentPort } from 'node:worker_threads';
import type { WorkerMessage } from '../../index/worker-pool.ts';
import { doTask, memoryOf, type Task, type TaskResult } from './tasks.ts';

function say(message: WorkerMessage<TaskResult>): void {
  parentPort?.postMessage(message, message.kind === 'done' ? memoryOf(message.result) : []);
}

parentPort?.on('message', (task: Task) => say({ kind: 'done', result: doTask(task) }));
say({ kind: 'ready' });
