// The addresses a thread was reached by, out of what its parts call it.
import type { ThreadPart } from '../model.ts';
import { plainName } from './part-kinds.ts';

/** Pages of one thread name it in a handful of ways; a source that names it in hundreds is up to something. */
const MAX_ADDRESSES = 100;
/** `post:1842|title`, with the folder of the blog before the number where its host holds several. */
const NUMBERED = /^post:(?:([^|#]*)#)?(\d{1,15})(?:\||$)/;

/** Each once, in the order of the parts: own addresses, paths on the host, and `?p=` for the number of the post. */
export function knownAddresses(parts: readonly ThreadPart[]): readonly string[] {
  const found = new Set<string>();
  for (const part of parts) {
    if (part.url !== null) found.add(part.url);
    const host = part.host === null ? '' : `//${part.host}`;
    for (const alias of part.aliases) {
      const path = pathOf(plainName(alias));
      if (path !== null) found.add(`${host}${path}`);
    }
    if (found.size >= MAX_ADDRESSES) break;
  }
  return [...found].slice(0, MAX_ADDRESSES);
}

function pathOf(name: string): string | null {
  if (name.startsWith('path:/')) return name.slice('path:'.length);
  const [, folder = '', number] = NUMBERED.exec(name) ?? [];
  if (number === undefined) return null;
  return `/${folder === '' ? '' : `${folder}/`}?p=${number}`;
}
