// Queries that nobody would write but somebody sends: out of a grammar of the query language gone wrong, and out of
// random bytes. The same seed gives the same queries.
import { createRandom, type Random } from '../random.ts';

/** Makes one request path after the other, without end. `words`: some that the archive has. */
export function* hostilePaths(seed: number, words: readonly string[]): Generator<string> {
  const random = createRandom(seed);
  const makers: readonly (() => string)[] = [
    () => encodeURIComponent(grammar(random, words, 4)),
    () => encodeURIComponent(grammar(random, words, 9)),
    () => encodeURIComponent(repeated(random, words)),
    () => encodeURIComponent(strangeLetters(random)),
    () => bytes(random),
  ];
  for (;;) yield pathFor(random, random.pick(makers)());
}

const ROUTES = [
  (q: string) => `/api/v1/search?q=${q}`,
  (q: string) => `/api/v1/search?q=${q}&facets=author,type,year,tag&histogram=month&group=none&limit=100`,
  (q: string) => `/api/v1/search?q=${q}&match=any&sort=discussed&limit=100`,
  (q: string) => `/api/v1/search?q=${q}&author=${q}&tag=${q}&thread=${q}`,
  (q: string) => `/search?q=${q}`,
  (q: string) => `/search.atom?q=${q}`,
  (q: string) => `/api/v1/suggest?q=${q}`,
  (q: string) => `/api/v1/resolve?url=${q}`,
  (q: string) => `/api/v1/people?q=${q}`,
  (q: string) => `/api/v1/documents/${q}`,
  (q: string) => `/threads/${q}?hl=${q}`,
] as const;

/** Searches come most; an address may not be empty behind a slash. */
function pathFor(random: Random, q: string): string {
  const route = random.share() < 0.6 ? ROUTES[random.below(4)] : random.pick(ROUTES);
  return (route ?? ROUTES[0])(q === '' ? 'x' : q);
}

const FIELDS = [
  'author:',
  'by:',
  'from:',
  '@',
  'to:',
  'type:',
  'is:',
  'title:',
  'in:',
  'after:',
  'before:',
  'on:',
];
const MORE_FIELDS = [
  'date:',
  'year:',
  'thread:',
  'tag:',
  'comments:',
  'links:',
  'has:',
  'sort:',
  'x:',
  ':',
  '::',
];
const VALUES = [
  '2008',
  '2008-11',
  '2009-02-30',
  '..',
  '2009..',
  '..2008',
  '>100',
  '<=0',
  'op',
  'quote',
  'post',
  '""',
];
const SIGNS = [
  'OR',
  '|',
  'AND',
  'NOT',
  '-',
  '--',
  '+',
  '*',
  '~',
  '(',
  ')',
  '"',
  '“',
  '”',
  '«',
  '„',
  ' ',
  '\t',
  '\n',
];

/** A term of at most this depth. */
function grammar(random: Random, words: readonly string[], depth: number): string {
  const part = (): string => grammar(random, words, depth - 1);
  const parts = (most: number): string[] => Array.from({ length: 1 + random.below(most) }, part);
  switch (depth <= 0 ? random.below(4) : random.below(11)) {
    case 0:
      return random.pick(words);
    case 1:
      return `${random.pick(words).slice(0, 1 + random.below(4))}${random.pick(['*', '~', '**', ''])}`;
    case 2:
      return random.pick(SIGNS);
    case 3:
      return `${random.pick([...FIELDS, ...MORE_FIELDS])}${random.pick([...VALUES, ...words])}`;
    case 4:
      return `"${parts(5).join(' ')}${random.pick(['"', ''])}`;
    case 5:
      return `(${parts(3).join(random.pick([' ', ' OR ', '|']))}${random.pick([')', '))', ''])}`;
    case 6:
      return `-${part()}`;
    case 7:
      return `${random.pick(FIELDS)}${random.pick(['"', '(', ''])}${part()}`;
    default:
      return parts(4).join(random.pick([' ', ' OR ', ' | ', '']));
  }
}

/** What costs most for its length. */
function repeated(random: Random, words: readonly string[]): string {
  const piece = random.pick([
    '(',
    '"',
    '-',
    'a OR ',
    'a* ',
    'th* OR ',
    '-the ',
    '-(',
    'NOT ',
    'author:a ',
    '"the of" ',
    'title:a* ',
    'in:quote ',
    'date:..2009 ',
    'links:a ',
    `${random.pick(words)} `,
    `${random.pick(words)}~ `,
    `"${random.pick(words)} ${random.pick(words)}" OR `,
    `${random.pick(words)}x `,
  ]);
  return piece.repeat(1 + random.below(Math.ceil(2_500 / piece.length)));
}

const RANGES = [
  [0x0, 0x20],
  [0x80, 0x250],
  [0x300, 0x36f],
  [0x590, 0x6ff],
  [0x900, 0xe7f],
  [0x1100, 0x11ff],
  [0x2000, 0x20ff],
  [0x3040, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xfb00, 0xffef],
  [0x1f300, 0x1faff],
  [0xe0000, 0xe007f],
] as const;

function strangeLetters(random: Random): string {
  const [from, to] = random.pick(RANGES);
  const letters = Array.from({ length: 1 + random.below(200) }, () => from + random.below(to - from));
  return String.fromCodePoint(...letters);
}

/** Percent-encoded, mostly no UTF-8; now and then the encoding itself is broken. */
function bytes(random: Random): string {
  const all = Array.from({ length: 1 + random.below(60) }, () => random.below(256));
  const written = all.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return random.share() < 0.2 ? `${written}${random.pick(['%', '%G0', '%u0041', '%2'])}` : written;
}
