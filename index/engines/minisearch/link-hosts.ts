// Which stored links lie at a host and path: found by host first, since an archive links to few hosts many times.

import type { StringTable } from '../../packing/string-table.ts';
import { isLinkTo, linkKey } from '../link-address.ts';
import type { Columns } from './columns.ts';

/** Finds links by host and path, as `links:` takes them. */
export interface LinkHosts {
  /** Numbers of the links, in no order. Cost: the hosts, and the links of those that fit. */
  find(host: string, path: string): readonly number[];
}

/** The links are sorted by host at the first question; their texts are read again when asked for. */
export function createLinkHosts({ links }: Columns): LinkHosts {
  let known: ReadonlyMap<string, readonly number[]> | null = null;
  const find = (host: string, path: string): readonly number[] => {
    known ??= numbersByHost(links);
    // Through the same normal form as the stored addresses, which escapes what a reader types plainly.
    const key = linkKey(`http://${host}${path}`) ?? host;
    const wantedHost = hostOf(key);
    const wantedPath = key.slice(wantedHost.length);
    const found: number[] = [];
    for (const [keyHost, numbers] of known) {
      if (!isLinkTo(keyHost, wantedHost, '')) continue;
      for (const number of numbers) {
        if (wantedPath === '' || isLinkTo(links.at(number), wantedHost, wantedPath)) found.push(number);
      }
    }
    return found;
  };
  return { find };
}

function numbersByHost(links: StringTable): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (let number = 0; number < links.length; number++) {
    const host = hostOf(links.at(number));
    const known = numbers.get(host);
    if (known === undefined) numbers.set(host, [number]);
    else known.push(number);
  }
  return numbers;
}

/** The host of a link key: all before its first slash. */
function hostOf(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? key : key.slice(0, slash);
}
