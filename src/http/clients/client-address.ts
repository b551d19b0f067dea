// Who asks: the address of the connection, or what a trusted proxy in front says of it. Nobody else is believed.
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Context } from 'hono';
import type { Networks } from '../../networks.ts';

/** Longer lists of proxies are not looked through. */
const MAX_HOPS = 20;

/**
 * The address nearest to this server that no trusted proxy has: the connection's own unless that is a proxy's, then the
 * last of `X-Forwarded-For` that is none. Null when nothing is known, as in tests without a socket.
 */
export function clientAddress(c: Context, trusted: Networks): string | null {
  const own = plainAddress(socketOf(c)?.remoteAddress ?? '');
  if (own === null || !trusted.has(own)) return own;
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').slice(-MAX_HOPS).reverse();
  let nearest = own;
  for (const hop of hops) {
    const address = plainAddress(hop.trim());
    if (address === null) return nearest;
    nearest = address;
    if (!trusted.has(address)) return address;
  }
  return nearest;
}

/** `https` when a trusted proxy says that it was asked so; else null. */
export function forwardedScheme(c: Context, trusted: Networks): 'http' | 'https' | null {
  const own = plainAddress(socketOf(c)?.remoteAddress ?? '');
  if (own === null || !trusted.has(own)) return null;
  const scheme = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase();
  return scheme === 'http' || scheme === 'https' ? scheme : null;
}

/** One client of many addresses counts once: of IPv6, networks of 64 bits are given to one customer. */
export function clientKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter((one) => one !== '').length;
  return [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** IPv4 as such, also where the system writes it into IPv6; without zone and port. Null for what is no address. */
function plainAddress(text: string): string | null {
  if (isIP(text) === 4) return text;
  const bare = text
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/%.*$/, '')
    .toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1] ?? bare;
  const withoutPort = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(mapped)?.[1] ?? mapped;
  return isIP(withoutPort) === 0 ? null : withoutPort;
}

function socketOf(c: Context): IncomingMessage['socket'] | null {
  const incoming = (c.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming;
  return incoming?.socket ?? null;
}
