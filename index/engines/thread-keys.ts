// Names by which readers call a thread, as keys to look it up by: id, slug, or an address of it, as pasted.
import { type Address, readAddress } from '../directory/address.ts';

/** Behind the readable part of a thread id. */
const ID_HASH = /-[0-9a-f]{8}$/;
const OWN_PAGE = /(?:^|\/)threads\/([^/?#]+)/;

/** Keys of different kinds never meet: each begins with its kind. */
const KEYS = {
  id: (id: string) => `id ${id}`,
  address: ({ host, path, query }: Address) => `address ${host} ${path} ${query}`,
  place: ({ path, query }: Address) => `place ${path} ${query}`,
  path: ({ path }: Address) => `path ${path}`,
  slug: (slug: string) => `slug ${slug}`,
  lastSegment: (segment: string) => `segment ${segment}`,
} as const;

/** Every key of a thread; `url` is its own address, or empty. */
export function threadKeys(id: string, url: string): readonly string[] {
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

/** The keys that a name may mean, from the most exact kind to the least: the first that finds any thread decides. */
export function keysOfName(name: string): readonly string[] {
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
