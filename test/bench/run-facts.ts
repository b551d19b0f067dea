// What a figure is worth without: the commit, and the machine it was measured on.

import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { checkoutPath } from '../support/shared.ts';
import type { RunFacts } from './report.ts';

/** The commit, and whether the checkout was changed since; a checkout may be without its history. */
function readCommit(): string {
  const words = ['describe', '--always', '--dirty'];
  try {
    return execFileSync('git', words, { cwd: checkoutPath, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** Of this run. */
export function readFacts(): RunFacts {
  const processors = cpus();
  return {
    commit: readCommit(),
    node: process.version,
    cores: processors.length,
    processor: processors[0]?.model ?? 'unknown',
    startedAt: new Date().toISOString(),
  };
}
