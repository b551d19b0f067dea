// Finds the shared reference data that may lie beside the checkout (../shared). It is no part of the project, so tests
// that need it are skipped where it is absent, except in continuous integration (CI=true), where absence is a failure.

import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestOptions, TestSuite } from './suite.ts';

/** The checkout itself, absolute, without a slash at its end. */
export const checkoutPath = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The absolute path of `relativePath` under the shared data, links resolved, or null when it is not there. */
export function sharedPath(relativePath: string): string | null {
  const path = resolve(checkoutPath, '..', 'shared', relativePath);
  return existsSync(path) ? realpathSync(path) : null;
}

/** Defines a test that reads `relativePath` of the shared data; `body` gets its absolute path. */
export function sharedTest(
  test: TestSuite,
  name: string,
  relativePath: string,
  body: (path: string) => void | Promise<void>,
  options: TestOptions = {},
): void {
  const path = sharedPath(relativePath);
  const reason = `../shared/${relativePath} is not there`;
  if (path !== null) test(name, () => body(path), options);
  else if (process.env.CI !== 'true') test.skip(name, reason);
  else test(name, () => Promise.reject(new Error(`${reason}, and CI=true demands it`)));
}
