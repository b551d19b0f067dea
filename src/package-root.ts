// Where this package lies and which version it is, for a checkout, a build under dist/ and an installed package alike.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from './errors.ts';

/** Absolute path of the folder that holds Antler's own `package.json`: the nearest one above this file. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw missingPackage();
    folder = parent;
  }
  return folder;
}

/** Version of the program as `package.json` has it, e.g. `0.1.0`. */
export function packageVersion(): string {
  const read: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const version = typeof read === 'object' && read !== null && 'version' in read ? read.version : null;
  if (typeof version !== 'string') throw missingPackage();
  return version;
}

function missingPackage(): CommandError {
  return new CommandError('missing-part', 'The package.json of antler is missing or damaged.', {
    hint: 'Install the program again.',
  });
}
