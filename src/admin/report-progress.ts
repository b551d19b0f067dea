// The progress of a command as messages instead of lines, for whoever started it.
import type { Progress } from '../progress.ts';
import type { TaskProgress } from './model.ts';

const INTERVAL_MS = 200;

/** Progress that is sent at every new phase, and not oftener than five times a second within one. */
export function reportProgress(
  send: (progress: TaskProgress) => void,
): (write: (text: string) => void) => Progress {
  return (write) => {
    let phase: TaskProgress | null = null;
    let sentAt = 0;
    const tell = (progress: TaskProgress, now: number) => {
      phase = progress;
      if (now - sentAt < INTERVAL_MS) return;
      sentAt = now;
      send(progress);
    };
    return {
      start: (label, _noun, total) => tell({ label, done: 0, total }, Number.POSITIVE_INFINITY),
      update: (done, total) => {
        if (phase !== null) tell({ ...phase, done, total: total ?? phase.total }, performance.now());
      },
      finish: () => {},
      cancel: () => {},
      above: write,
    };
  };
}
