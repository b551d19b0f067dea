// Bodies in the catalog: JSON that this version of the program wrote itself.
import { IndexError } from '../errors.ts';

const decoder = new TextDecoder();

/**
 * The stored value. Its shape is what the schema version stands for, so only the JSON itself is checked.
 * @throws IndexError `catalog-unusable` when it is no JSON.
 */
export function parseBody<T>(body: string | Uint8Array): T {
  try {
    return JSON.parse(typeof body === 'string' ? body : decoder.decode(body)) as T;
  } catch (cause) {
    throw new IndexError('catalog-unusable', 'The catalog holds a record that is no JSON.', {
      hint: 'The file is damaged: restore a backup, or move it away and run antler build again.',
      cause,
    });
  }
}
