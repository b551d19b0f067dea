// What a reader may write after `thread:`: the id, the slug, or an address of the thread, as pasted.
import type { Columns } from './columns.ts';

/** Behind the readable part of a thread id. */
const ID_HASH = /-[0-9a-f]{8}$/;
const WAYBACK = /^https?:\/\/web\.archive\.org\/web\/[^/]+\//i;
const OWN_PAGE = /(?:^|\/)threads\/([^/?#]+)/;
const TRACKING = /^(?:utm_.*|fbclid|gclid)$/;
/** Stands for the host of a bare path. */
const NO_HOST = 'nowhere.invalid';

/** Finds threads by what readers call them. */
export interface ThreadNames {
  /** Thread numbers, ascending; the most exact kind of name that finds any decides. */
  find(name: string): readonly number[];
}

/** The names are worked out at the first question and kept. */
export function createThreadNames(columns: Columns): ThreadNames {
  let known: readonly KnownNames[] | null = null;
  const find = (name: string): readonly number[] => {
    known ??= Array.from({ length: columns.threadCount }, (_, thread) => knownNames(columns, thread));
    for (const test of nameTests(name.trim())) {
      const found = known.flatMap((names, thread) => (test(names) ? [thread] : []));
      if (found.length > 0) return found;
    }
    return [];
  };
  return { find };
}

interface KnownNames {
  readonly id: string;
  readonly slug: string;
  /** The thread's own address; null when the archive does not tell. */
  readonly address: Address | null;
  readonly lastSegment: string | null;
}

interface Address {
  /** Empty when only a path was written. */
  readonly host: string;
  /** Lower case, without a slash at the end. */
  readonly path: string;
  readonly query: string;
}

function knownNames(columns: Columns, thread: number): KnownNames {
  const id = columns.threadId(thread);
  const address = normalAddress(columns.threadUrls.at(thread));
  const lastSegment =
    address?.path
      .split('/')
      .at(-1)
      ?.replace(/\.html?$/, '') || null;
  return { id, slug: id.replace(ID_HASH, '').toLowerCase(), address, lastSegment };
}

type NameTest = (known: KnownNames) => boolean;

/** From the most exact to the least. */
function nameTests(name: string): readonly NameTest[] {
  const own = OWN_PAGE.exec(name)?.[1];
  const ownId = own === undefined ? null : unescaped(own);
  const address = normalAddress(name);
  const slug = name.toLowerCase();
  return [
    ({ id }) => id === name,
    ({ id }) => id === ownId,
    ...(address === null ? [] : addressTests(address)),
    (known) => known.slug === slug,
    ({ lastSegment }) => lastSegment === slug,
  ];
}

/** Host, path and query; then without the host, since an archive may be known by another one; then the path alone. */
function addressTests(wanted: Address): readonly NameTest[] {
  const isSame = (address: Address): boolean =>
    address.path === wanted.path && address.query === wanted.query;
  const isPlace = wanted.path !== '' || wanted.host === '';
  return [
    ({ address }) => address !== null && address.host === wanted.host && isSame(address),
    ({ address }) => address !== null && isPlace && isSame(address),
    ({ address }) => address !== null && wanted.path !== '' && address.path === wanted.path,
  ];
}

/** Null for what has no slash: a slug or an id. */
function normalAddress(text: string): Address | null {
  const bare = text.replace(WAYBACK, '');
  if (!bare.includes('/') || /\s/.test(bare)) return null;
  const absolute = withHost(bare);
  if (!URL.canParse(absolute)) return null;
  const url = new URL(absolute);
  const parameters = [...url.searchParams].filter(([key]) => !TRACKING.test(key)).sort();
  return {
    host: url.hostname === NO_HOST ? '' : url.hostname.replace(/^www\./, ''),
    path: normalPath(url.pathname),
    query: new URLSearchParams(parameters).toString(),
  };
}

function withHost(text: string): string {
  if (text.startsWith('/')) return `http://${NO_HOST}${text}`;
  return /^https?:\/\//i.test(text) ? text : `http://${text}`;
}

function normalPath(path: string): string {
  const plain = unescaped(path).toLowerCase();
  return plain.replace(/\/index\.\w+$/, '').replace(/\/+$/, '');
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
