// Keeps work that needs a catalog away from a data folder that only joins others.
import { IndexError } from '../index/errors.ts';
import { readFormerParts } from '../index/snapshot/former-settings.ts';

const MOST_NAMED = 3;

/** `command`: without `antler`. @throws IndexError `data-folder-taken` that says where to run it instead */
export async function requireOwnArchive(dataFolder: string, command: string): Promise<void> {
  const parts = await readFormerParts(dataFolder);
  const [first] = parts;
  if (first === undefined) return;
  const named = [...parts.slice(0, MOST_NAMED), ...(parts.length > MOST_NAMED ? ['…'] : [])].join(', ');
  throw new IndexError(
    'data-folder-taken',
    `The data folder ${dataFolder} joins others (${named}) and has no archive of its own for antler ${command}.`,
    {
      hint: `Run antler ${command} on a part, as with --data ${first}; after a build, antler join --data ${dataFolder}.`,
    },
  );
}
