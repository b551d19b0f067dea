// Entry of a worker thread: indexes the segments it is sent, one at a time.
import { parentPort } from 'node:worker_threads';
import { createAnalysis } from '../../../analysis/analysis.ts';
import type { Analysis } from '../../../analysis/model.ts';
import type { WorkerMessage } from '../../../worker-pool.ts';
import { memoryOf, type Segment, type SegmentTask } from './segment.ts';
import { indexSegment } from './segment-indexer.ts';

let analysis: Analysis | null = null;

function analysisOf(language: string): Analysis {
  if (analysis?.language !== language) analysis = createAnalysis(language);
  return analysis;
}

function say(message: WorkerMessage<Segment>): void {
  parentPort?.postMessage(message, message.kind === 'done' ? memoryOf(message.result) : []);
}

parentPort?.on('message', ({ language, documents }: SegmentTask) => {
  say({ kind: 'done', result: indexSegment(documents, analysisOf(language)) });
});
say({ kind: 'ready' });
