// Where programs lie: the built one, since what is measured is what is shipped, and those of the benchmarks.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkoutPath } from '../support/shared.ts';

/** The built program. */
export const programPath = join(checkoutPath, 'dist/src/main.js');

/** A module below `dist`; `T` is the type of its source. */
export function built<T>(path: string): Promise<T> {
  return import(pathToFileURL(join(checkoutPath, 'dist', path)).href);
}

/** A program of the benchmarks, by its path in their folder. */
export function benchProgram(path: string): string {
  return join(checkoutPath, 'test/bench', path);
}
