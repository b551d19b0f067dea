// The sample archive, or another source, built and served by the real program, for tests that ask it many things.

import { join } from 'node:path';
import { type RunningProgram, runProgram, servedAddress, startProgram } from './program.ts';
import { checkoutPath } from './shared.ts';
import { makeTempFolder } from './temp-folder.ts';

/** A running server; the caller stops it. */
export interface ServedSample {
  /** Without a slash at its end. */
  readonly address: string;
  /** The data folder that is served. */
  readonly data: string;
  readonly program: RunningProgram;
}

const BUILD_TIMEOUT_MS = 90_000;

/** Builds the sample archive into a temporary data folder and serves it on a free port. */
export function serveSample(): Promise<ServedSample> {
  return serveSource(join(checkoutPath, 'src/sample-archive'));
}

/** Builds a source into a temporary data folder and serves it on a free port. */
export async function serveSource(source: string): Promise<ServedSample> {
  const data = join(makeTempFolder('sample'), 'data');
  const built = await runProgram(['build', source, '--data', data], { timeoutMs: BUILD_TIMEOUT_MS });
  if (built.code !== 0) throw new Error(`${source} does not build (${built.code}): ${built.stderr}`);
  const program = startProgram(['serve', '--data', data, '--port', '0']);
  try {
    return { address: await servedAddress(program), data, program };
  } catch (error) {
    await program.stop();
    throw error;
  }
}
