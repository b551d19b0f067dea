// Which parts are one thread: those that share a host and a name, directly or through others.
import type { DateOrder } from '../model.ts';
import { isSupplement, plainName } from './part-kinds.ts';

/** Enough of a part to find out which parts are one thread. */
export interface PartNames {
  readonly readingId: number;
  readonly sourceId: number;
  readonly host: string | null;
  /** Never empty. */
  readonly aliases: readonly string[];
  /** Path inside the source; absent counts as lying at its top. */
  readonly page?: string;
  /** Order of day and month that its page proves. */
  readonly dateOrder?: DateOrder | undefined;
  /** True when the order was guessed in some of its dates. */
  readonly hasGuess?: boolean;
}

/** Parts of one thread. */
export interface ThreadGroup {
  /** Stable: host and best name of the thread. Unique among the groups. */
  readonly key: string;
  /** Ascending. */
  readonly readingIds: readonly number[];
  /** Order of day and month that most pages of its site prove, where dates were guessed; null where none was or none does. */
  readonly dateOrder: DateOrder | null;
}

export interface GroupOptions {
  /** Host of a source where none of its parts names one, or null. */
  readonly hostOfSource?: ((sourceId: number) => string | null) | undefined;
  /** Told the numbers of supplements that belong together and to no thread. */
  readonly onHomeless?: ((readingIds: readonly number[]) => void) | undefined;
}

/**
 * Joins parts that share a host and a name. Order of the input does not matter; groups come sorted by key. Supplements
 * join groups, but make and name none. Near linear.
 */
export function groupParts(identities: Iterable<PartNames>, options: GroupOptions = {}): ThreadGroup[] {
  const parts = [...identities].sort((a, b) => a.readingId - b.readingId);
  const hosts = hostsOfSources(parts, options);
  const joined = new JoinedSets(parts.length);
  const firstWith = new Map<string, number>();
  const siteOf = (part: PartNames) => part.host ?? hosts.get(part.sourceId) ?? `source${part.sourceId}`;
  const orders = dateOrders(parts, siteOf);
  const plain = parts.map((part) => part.aliases.map((alias) => `${siteOf(part)} ${plainName(alias)}`));
  const blogs = findBlogs(parts, plain);
  const names = parts.map((part, i) => (plain[i] ?? []).map((name) => nameInBlog(name, part, blogs)));
  names.forEach((own, i) => {
    for (const name of own) {
      const first = firstWith.get(name);
      if (first === undefined) firstWith.set(name, i);
      else joined.join(first, i);
    }
  });
  const groups = new Map<number, { names: string[]; readingIds: number[]; dateOrder: DateOrder | null }>();
  parts.forEach((part, i) => {
    const root = joined.find(i);
    const group = groups.get(root) ?? { names: [], readingIds: [], dateOrder: null };
    groups.set(root, group);
    if (part.hasGuess) group.dateOrder = orders.get(siteOf(part)) ?? null;
    if (!isSupplement(part)) group.names.push(...(names[i] ?? []));
    group.readingIds.push(part.readingId);
  });
  for (const { names: own, readingIds } of groups.values())
    if (own.length === 0) options.onHomeless?.(readingIds);
  return [...groups.values()]
    .filter((group) => group.names.length > 0)
    .map(({ names: own, ...group }) => ({ key: bestName(own), ...group }))
    .sort((a, b) => compareText(a.key, b.key));
}

/** Order of day and month by site: what more of its pages prove than prove the other. */
function dateOrders(
  parts: readonly PartNames[],
  siteOf: (part: PartNames) => string,
): ReadonlyMap<string, DateOrder> {
  const balances = new Map<string, number>();
  for (const part of parts) {
    if (part.dateOrder === undefined) continue;
    const site = siteOf(part);
    balances.set(site, (balances.get(site) ?? 0) + (part.dateOrder === 'day-first' ? 1 : -1));
  }
  const orders = new Map<string, DateOrder>();
  for (const [site, balance] of balances)
    if (balance !== 0) orders.set(site, balance > 0 ? 'day-first' : 'month-first');
  return orders;
}

const NUMBERED = /^\S+ (?:post|comment):/;

/**
 * Folders by name, for numbers under which pages without a host lie in several folders: two blogs in one archive count
 * from 1 each, and both begin with the same post. There the folder must agree too.
 */
function findBlogs(
  parts: readonly PartNames[],
  names: readonly (readonly string[])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  parts.forEach((part, i) => {
    const folder = part.host === null ? topFolder(part) : '';
    if (folder === '') return;
    for (const name of names[i] ?? [])
      if (NUMBERED.test(name)) folders.set(name, (folders.get(name) ?? new Set<string>()).add(folder));
  });
  return folders;
}

function nameInBlog(name: string, part: PartNames, blogs: ReadonlyMap<string, ReadonlySet<string>>): string {
  if (part.host !== null || (blogs.get(name)?.size ?? 0) < 2) return name;
  return `${name} in ${topFolder(part)}`;
}

/** The first folder of a page's path, a host's without `www.`; empty at the top and where it is a year: those are not blogs. */
function topFolder({ page = '' }: PartNames): string {
  const folder = /^(?:www\.)?([^/]+)\//i.exec(page)?.[1] ?? '';
  return /^(?:19|20)\d\d$/.test(folder) ? '' : folder;
}

/** The host most parts name, else the one given for the source, else the one most supplements name. */
function hostsOfSources(parts: readonly PartNames[], options: GroupOptions): ReadonlyMap<number, string> {
  const own = countHosts(parts.filter((part) => !isSupplement(part)));
  const told = countHosts(parts.filter(isSupplement));
  const hosts = new Map<number, string>();
  for (const sourceId of new Set(parts.map((part) => part.sourceId))) {
    const host = own.get(sourceId) ?? options.hostOfSource?.(sourceId) ?? told.get(sourceId);
    if (host) hosts.set(sourceId, host);
  }
  return hosts;
}

function countHosts(parts: readonly PartNames[]): ReadonlyMap<number, string> {
  const counts = new Map<number, Map<string, number>>();
  for (const { sourceId, host } of parts) {
    if (host === null) continue;
    const own = counts.get(sourceId) ?? new Map<string, number>();
    counts.set(sourceId, own);
    own.set(host, (own.get(host) ?? 0) + 1);
  }
  const most = new Map<number, string>();
  for (const [sourceId, own] of counts) {
    const [first] = [...own].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
    if (first) most.set(sourceId, first[0]);
  }
  return most;
}

/** Union-find with path halving: joins are near constant. */
class JoinedSets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(start: number): number {
    let at = start;
    for (let parent = this.#parent(at); parent !== at; parent = this.#parent(at)) {
      this.#parents[at] = this.#parent(parent);
      at = this.#parent(at);
    }
    return at;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.find(a), this.find(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) this.#parents[high] = low;
  }

  #parent(at: number): number {
    return this.#parents[at] ?? at;
  }
}

const rank = ['thread:', 'path:', 'post:', 'comment:', 'file:'];

/** A path names a thread best: it is what people link. Of several the shortest, then the first by code units. */
function bestName(names: readonly string[]): string {
  const order = (name: string) => {
    const at = rank.findIndex((prefix) => name.slice(name.indexOf(' ') + 1).startsWith(prefix));
    return at < 0 ? rank.length : at;
  };
  const [best = ''] = [...new Set(names)].sort(
    (a, b) => order(a) - order(b) || a.length - b.length || compareText(a, b),
  );
  return best;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
