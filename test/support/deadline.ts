// Gives asynchronous work a deadline, so that a hanging test fails instead of hanging the whole run.

/** Work that a test or a hook does. */
export type Work = () => void | Promise<void>;

/**
 * Runs `work` and rejects when it has not settled after `timeoutMs`. The work itself cannot be stopped; whatever it
 * throws afterwards is ignored. Everything thrown reaches the caller as an `Error`, also `null` and strings.
 */
export async function withDeadline(work: Work, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    // Not unref'ed: a promise that never settles keeps no event loop alive, this timer must.
    timer = setTimeout(() => reject(new Error(`not done within its deadline of ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([(async () => work())(), deadline]);
  } catch (thrown) {
    throw asError(thrown);
  } finally {
    clearTimeout(timer);
  }
}

/** The thrown value itself when it is a usable `Error`, else an `Error` that shows what was thrown. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error && typeof thrown.name === 'string') return thrown;
  return new Error(`something other than an Error was thrown: ${String(thrown)}`, { cause: thrown });
}
