// Tells how far a build is, lets the process breathe, and stops it when asked to.
import { setImmediate } from 'node:timers/promises';

export type BuildStage = 'people' | 'documents' | 'index' | 'verify' | 'publish';

/**
 * `done` and `total` count threads in the stage `people` (total unknown), documents in `documents` and `index`; the
 * others are one step.
 */
export interface BuildProgress {
  readonly stage: BuildStage;
  readonly done: number;
  readonly total: number | null;
}

/** Reports, then throws the signal's reason when the build was stopped. Awaited between any two steps. */
export type Checkpoint = (stage: BuildStage, done: number, total: number | null) => Promise<void>;

const BREATH_MS = 20;

/** A checkpoint that reports every time, and lets timers and signals run about 50 times a second. */
export function createCheckpoint(
  onProgress: ((progress: BuildProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Checkpoint {
  let lastBreathMs = performance.now();
  return async (stage, done, total) => {
    onProgress?.({ stage, done, total });
    if (performance.now() - lastBreathMs > BREATH_MS) {
      // Threads come synchronously from SQLite: without this no signal and no timer would ever be served.
      await setImmediate();
      lastBreathMs = performance.now();
    }
    signal?.throwIfAborted();
  };
}
