// Links of a document as keys: every host they lie under, with every beginning of their path, so that one look-up finds
// a site with its subdomains, or a part of it.
import type { Entry } from '../../model.ts';
import { bareLinks, linkKey } from '../link-address.ts';

/** Hosts above a link's own, and beginnings of its path, that are looked up. */
const MAX_PARENTS = 6;
const MAX_BEGINNINGS = 32;
/** Longer keys are nobody's question. */
const MAX_KEY_LENGTH = 2_000;

/** The different links of an entry, those in its text too. */
export function linksOf({ links, text }: Pick<Entry, 'links' | 'text'>): readonly string[] {
  const keys = new Set<string>();
  for (const link of [...links, ...bareLinks(text)]) {
    const key = linkKey(link);
    if (key !== null) keys.add(key);
  }
  return [...keys];
}

/** Everything by which the links may be asked for. */
export function linkLookups(keys: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const key of keys) {
    const slash = key.indexOf('/');
    const host = slash < 0 ? key : key.slice(0, slash);
    const beginnings = beginningsOf(slash < 0 ? '' : key.slice(slash));
    for (const parent of parentsOf(host)) {
      for (const beginning of beginnings) {
        if (parent.length + beginning.length <= MAX_KEY_LENGTH) found.add(parent + beginning);
      }
    }
  }
  return [...found];
}

/** The look-up that `links:` means: through the same normal form as the stored addresses. */
export function lookupOf(host: string, path: string): string {
  return linkKey(`http://${host}${path}`) ?? host;
}

/** The host itself and what lies above it: `a.b.example`, `b.example`, `example`. */
function parentsOf(host: string): readonly string[] {
  const labels = host.split('.');
  return labels.slice(0, 1 + MAX_PARENTS).map((_, at) => labels.slice(at).join('.'));
}

/** Nothing, the path up to every sign behind which another part begins, and the whole of it. */
function beginningsOf(path: string): readonly string[] {
  const beginnings = [''];
  for (let at = 1; at < path.length && beginnings.length < MAX_BEGINNINGS; at++) {
    if ('/?&#'.includes(path.charAt(at))) beginnings.push(path.slice(0, at));
  }
  return path === '' ? beginnings : [...beginnings, path];
}
