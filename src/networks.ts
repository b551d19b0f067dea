// Addresses and networks as settings have them: `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`.
import { BlockList, isIP } from 'node:net';

/** Whether the text names one address or one network. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...others] = text.split('/');
  const version = isIP(address);
  if (version === 0 || others.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** Tells addresses inside from those outside. */
export interface Networks {
  has(address: string): boolean;
}

/** Of texts for which `isNetwork` holds. */
export function readNetworks(texts: readonly string[]): Networks {
  if (texts.length === 0) return { has: () => false };
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', prefix] = text.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return {
    has: (address) => {
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
    },
  };
}
