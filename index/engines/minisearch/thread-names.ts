// What a reader may write after `thread:`: the id, the slug, or an address of the thread, as pasted.
import { type Address, readAddress } from '../../directory/address.ts';
import type { Columns } from './columns.ts';

/** Behind the readable part of a thread id. */
const ID_HASH = /-[0-9a-f]{8}$/;
const OWN_PAGE = /(?:^|\/)threads\/([^/?#]+)/;

/** Finds threads by what readers call them. */
export interface ThreadNames {
  /** Thread numbers, ascending; the most exact kind of name that finds any decides. */
  find(name: string): readonly number[];
}

/** The names are worked out at the first question and kept: from then on a question costs a few look-ups. */
export function createThreadNames(columns: Columns): ThreadNames {
  let known: ReadonlyMap<string, readonly number[]> | null = null;
  const find = (name: string): readonly number[] => {
    known ??= readKnownNames(columns);
    for (const key of keysOf(name.trim())) {
      const found = known.get(key);
      if (found !== undefined) return found;
    }
    return [];
  };
  return { find };
}

/** Keys of different kinds never meet: each begins with its kind. */
const KEYS = {
  id: (id: string) => `id ${id}`,
  address: ({ host, path, query }: Address) => `address ${host} ${path} ${query}`,
  place: ({ path, query }: Address) => `place ${path} ${query}`,
  path: ({ path }: Address) => `path ${path}`,
  slug: (slug: string) => `slug ${slug}`,
  lastSegment: (segment: string) => `segment ${segment}`,
} as const;

/** Thread numbers, ascending, by every name they have. */
function readKnownNames(columns: Columns): ReadonlyMap<string, readonly number[]> {
  const known = new Map<string, number[]>();
  for (let thread = 0; thread < columns.threadCount; thread++) {
    for (const key of namesOf(columns.threadId(thread), columns.threadUrls.at(thread))) {
      const threads = known.get(key);
      if (threads === undefined) known.set(key, [thread]);
      else threads.push(thread);
    }
  }
  return known;
}

function namesOf(id: string, url: string): readonly string[] {
  const names = [KEYS.id(id), KEYS.slug(id.replace(ID_HASH, '').toLowerCase())];
  const address = addressOf(url);
  if (address === null) return names;
  names.push(KEYS.address(address), KEYS.place(address), KEYS.path(address));
  const lastSegment = address.path
    .split('/')
    .at(-1)
    ?.replace(/\.html?$/, '');
  if (lastSegment) names.push(KEYS.lastSegment(lastSegment));
  return names;
}

/** From the most exact to the least. */
function keysOf(name: string): readonly string[] {
  const own = OWN_PAGE.exec(name)?.[1];
  const address = addressOf(name);
  const slug = name.toLowerCase();
  return [
    KEYS.id(name),
    ...(own === undefined ? [] : [KEYS.id(unescaped(own))]),
    ...(address === null ? [] : addressKeys(address)),
    KEYS.slug(slug),
    KEYS.lastSegment(slug),
  ];
}

/** Host, path and query; then without the host, since an archive may be known by another one; then the path alone. */
function addressKeys(wanted: Address): readonly string[] {
  const isPlace = wanted.path !== '' || wanted.host === '';
  return [
    KEYS.address(wanted),
    ...(isPlace ? [KEYS.place(wanted)] : []),
    ...(wanted.path === '' ? [] : [KEYS.path(wanted)]),
  ];
}

/** Null for what has no slash: a slug or an id. */
function addressOf(text: string): Address | null {
  return text.includes('/') ? readAddress(text) : null;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
