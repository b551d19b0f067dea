// Who writes on the sample blog: the accounts that may publish, the categories, and the commenters' own pages.

/** Name, tagline and address of the sample blog. `.example` is reserved, nothing ever answers there. */
export const SITE = {
  name: 'The Pellmouth Lamplighter',
  tagline: 'News, weather and gossip from the harbour',
  url: 'http://lamplighter.example',
  folder: 'lamplighter.example',
} as const;

/** Login of a publishing account → name as displayed. */
export const ACCOUNTS: Readonly<Record<string, string>> = {
  nell: 'Nell Trevanion',
  zoe: 'Zoë Marchetti',
  wilf: 'Wilf Oakes',
  imogen: 'Dr. Imogen Fairlie',
  lampblack: 'lampblack',
  tidetable: 'tidetable_nerd',
  haruko: 'Haruko',
};

/** Commenters who left an address with their name. */
export const HOMEPAGES: Readonly<Record<string, string>> = {
  bosun_tom: 'http://duchess-ferry.example/',
  GullWatcher: 'http://estuarybirds.example/',
  'Jürgen aus Kiel': 'http://segeln-mit-moewe.example/',
  'Fenwick & Daughter': 'http://fenwick-ironmongers.example/?from=blog&page=1',
  'Zoë Marchetti': 'http://marchetti-bakery.example/',
  tidetable_nerd: 'http://chartroom.example/',
  'Ruairí Boyle': 'http://boyle-and-box.example/',
};

/** The login of a displayed name, or null for a visitor. */
export function loginOf(name: string): string | null {
  return Object.entries(ACCOUNTS).find(([, displayed]) => displayed === name)?.[0] ?? null;
}

/** The part of an address that WordPress makes of a name. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
