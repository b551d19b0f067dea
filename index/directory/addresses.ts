// Which document stands at an address: hashes of all addresses an archive knows, sorted, with rows of the store.

import type { Entry, ThreadId, ThreadInfo } from '../model.ts';
import { GrowingUint32 } from '../packing/growing-array.ts';
import { partition } from '../packing/sorted-strings.ts';
import { hashId, type IdHash } from '../snapshot/id-table.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';
import { type Address, fragmentOf, readAddress } from './address.ts';
import type { AddressDirectory } from './model.ts';

/** A thread with all addresses it is known by. */
export interface KnownThread {
  readonly info: ThreadInfo;
  readonly entries: readonly Entry[];
  readonly addresses: readonly string[];
}

/** Keys of different kinds never meet: a host has no space and no sign of these. */
const KEYS = {
  page: ({ host, path, query }: Address) => `page ${host} ${path} ${query}`,
  /** The same on any host. */
  place: ({ path, query }: Address) => `place ${path} ${query}`,
  comment: (threadId: ThreadId, fragment: string) => `comment ${threadId} ${fragment}`,
} as const;

/** Takes threads in snapshot order. Memory: 12 bytes a key, about one for each comment and four for each thread. */
export class AddressWriter {
  readonly #homes = new GrowingUint32();
  readonly #checks = new GrowingUint32();
  readonly #rows = new GrowingUint32();

  /** `firstRow`: row of the first of its entries. */
  addThread({ info, entries, addresses }: KnownThread, firstRow: number): void {
    const main = entries.findIndex(({ position }) => position !== null);
    if (main === -1) return;
    const pages = new Set<string>();
    for (const written of [info.originalUrl, ...addresses]) {
      const address = written === null ? null : readAddress(written);
      if (address !== null) this.#addPage(address, firstRow + main, pages);
    }
    for (const [index, entry] of entries.entries()) {
      if (entry.kind !== 'comment') continue;
      const address = addressOf(entry, info);
      if (address === null) this.#addNumber(entry, firstRow + index);
      else if (address.fragment === '') this.#addPage(address, firstRow + index, new Set(pages));
      else {
        this.#addPage(address, firstRow + main, pages);
        this.#add(KEYS.comment(info.id, address.fragment), firstRow + index);
      }
    }
  }

  /** Unless it is known already: `pages` are those of the thread. */
  #addPage(address: Address, row: number, pages: Set<string>): void {
    const key = KEYS.page(address);
    if (pages.has(key)) return;
    pages.add(key);
    this.#add(key, row);
    if (address.path !== '' || address.query !== '') this.#add(KEYS.place(address), row);
  }

  /** A comment without an address may have the number that its address would end with. */
  #addNumber({ id, threadId }: Entry, row: number): void {
    const own = id.startsWith(`${threadId}.`) ? id.slice(threadId.length + 1) : '';
    if (/^\d+$/.test(own)) this.#add(KEYS.comment(threadId, own), row);
  }

  #add(key: string, row: number): void {
    const { home, check } = hashId(key);
    this.#homes.push(home);
    this.#checks.push(check);
    this.#rows.push(row);
  }

  sections(): Record<string, Section> {
    const [homes, checks, rows] = [this.#homes.values(), this.#checks.values(), this.#rows.values()];
    const order = Uint32Array.from(homes.keys());
    const compare = (a: number, b: number, values: Uint32Array) => (values[a] ?? 0) - (values[b] ?? 0);
    order.sort((a, b) => compare(a, b, homes) || compare(a, b, checks) || compare(a, b, rows));
    const inOrder = (values: Uint32Array) => order.map((at) => values[at] ?? 0);
    return {
      'addresses.homes': inOrder(homes),
      'addresses.checks': inOrder(checks),
      'addresses.rows': inOrder(rows),
    };
  }
}

/** Most comments stand at the address of their thread: reading that again for each would cost too much. */
function addressOf({ originalUrl }: Entry, info: ThreadInfo): Address | null {
  if (originalUrl === null) return null;
  const threadUrl = info.originalUrl;
  if (threadUrl !== null && !threadUrl.includes('#') && originalUrl.startsWith(`${threadUrl}#`)) {
    const page = readAddress(threadUrl);
    return page && { ...page, fragment: fragmentOf(originalUrl.slice(threadUrl.length + 1)) };
  }
  return readAddress(originalUrl);
}

/** Addresses of one archive, which may be one of several. */
export interface AddressTable {
  readonly sections: SectionReader;
  /** Row of its first entry among those of all. */
  readonly firstEntry: number;
}

/** The addresses written by `AddressWriter`, of all archives as if they were one. */
export function readAddresses(tables: readonly AddressTable[]): AddressDirectory {
  const finders = tables.map(findIn);
  const find = (key: string): readonly number[] => {
    const hash = hashId(key);
    const found = new Set<number>();
    for (const findRows of finders) findRows(hash, found);
    return [...found];
  };
  const findPage = (address: Address): readonly number[] => {
    if (address.host === '') return find(KEYS.place(address));
    const found = find(KEYS.page(address));
    // Threads whose pages name no host may be of any.
    return found.length > 0 ? found : find(KEYS.page({ ...address, host: '' }));
  };
  return {
    page: (address) => {
      const found = findPage(address);
      if (found.length > 0 || address.query === '' || address.path === '') return found;
      return findPage({ ...address, query: '' });
    },
    comment: (threadId, fragment) => find(KEYS.comment(threadId, fragment)),
  };
}

function findIn({ sections, firstEntry }: AddressTable): (hash: IdHash, found: Set<number>) => void {
  const homes = sections.u32('addresses.homes');
  const checks = sections.u32('addresses.checks');
  const rows = sections.u32('addresses.rows');
  return ({ home, check }, found) => {
    let at = partition(homes.length, (index) => (homes[index] ?? 0) < home);
    for (; homes[at] === home; at++) if (checks[at] === check) found.add(firstEntry + (rows[at] ?? 0));
  };
}
