// Which prefixes an XML file uses for the namespaces that are read.

/** The usual prefix of a namespace and the addresses it goes by. */
export type Namespace = readonly [prefix: string, address: RegExp];

const ROOT = /<(?:rss|feed|rdf:RDF)\b[^>]{0,10000}>/i;
const DECLARATION = /xmlns:([\w.-]{1,50})\s{0,9}=\s{0,9}["']([^"']*)["']/g;

/** Prefixes that the root element declares for `namespaces`, where they are not the usual ones. */
export function findPrefixes(head: string, namespaces: readonly Namespace[]): ReadonlyMap<string, string> {
  const root = ROOT.exec(head)?.[0] ?? '';
  const prefixes = new Map<string, string>();
  for (const [, written = '', address = ''] of root.matchAll(DECLARATION)) {
    const usual = namespaces.find(([, pattern]) => pattern.test(address))?.[0];
    if (usual !== undefined && usual !== written) prefixes.set(written, usual);
  }
  return prefixes;
}
