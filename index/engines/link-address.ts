// Addresses as `links:` sees them: host without `www.` and port, then the path. Scheme and fragment do not matter.

const MAX_BARE_LINKS = 1000;
const BARE_LINK = /https?:\/\/[^\s<>"'`{}|\\^[\]]{1,2000}/gi;
const CLOSING = /(?<![.,;:!?)»”’*_~])[.,;:!?)»”’*_~]+$/;

/** `host` or `host/path?query`, the trailing slash dropped; null when it is no web address. */
export function linkKey(address: string): string | null {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const host = url.hostname.replace(/^www\./, '').replace(/\.$/, '');
  return `${host}${`${url.pathname}${url.search}`.replace(/\/$/, '')}`;
}

/** Web addresses that stand in a text as plain words, at most 1,000. */
export function bareLinks(text: string): string[] {
  const found: string[] = [];
  for (const [address] of text.matchAll(BARE_LINK)) {
    if (found.length === MAX_BARE_LINKS) break;
    found.push(address.replace(CLOSING, ''));
  }
  return found;
}

/** Whether a stored key lies at this host or a subdomain of it, and at this path or below it. */
export function isLinkTo(key: string, host: string, path: string): boolean {
  const slash = key.indexOf('/');
  const end = slash < 0 ? key.length : slash;
  const keyHost = key.slice(0, end);
  if (keyHost !== host && !keyHost.endsWith(`.${host}`)) return false;
  if (!key.startsWith(path, end)) return false;
  const next = key[end + path.length];
  return path === '' || next === undefined || '/?&#'.includes(next);
}
