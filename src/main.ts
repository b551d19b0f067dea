#!/usr/bin/env node
// The program `antler`: hands the process to `commands/run` and ends with its exit code.
import { describeFailure } from './commands/failure.ts';
import { runProgram } from './commands/run.ts';

/** Work that does not end by itself after a signal is cut off; nothing half done is ever published. */
const STOP_WITHIN_MS = 10_000;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
    process.once(signal, () => process.exit(2));
    setTimeout(() => process.exit(2), STOP_WITHIN_MS).unref();
  });
}
// Node would end with 1 here, which says "done" to scripts. Rejections that nobody handles come this way too.
process.on('uncaughtException', (error) => {
  const lines = describeFailure(error, Boolean(process.env.ANTLER_DEBUG));
  process.stderr.write(`${lines.join('\n')}\n`, () => process.exit(2));
});
const { argv, env, stdout, stderr } = process;
const onReload = (listener: () => void) => void process.on('SIGHUP', listener);
process.exit(await runProgram({ argv, env, stdout, stderr, onReload }, stop.signal));
