// Lets the thread that serves requests go before the threads that search, when there are more threads at work than cores.
import { setPriority } from 'node:os';

/** Steps below the usual; one step is about a fifth of the processor when all want it. */
const STEPS_BELOW = 3;

/**
 * Lowers the priority of the calling thread. Only where a priority is a thread's own, as on Linux: elsewhere it is that of
 * the whole process, and stays as it is, as it does where the system refuses.
 */
export function yieldToServing(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(STEPS_BELOW);
  } catch {
    // Searching goes on at the usual priority.
  }
}
