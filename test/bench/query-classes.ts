// Queries of the search benchmark by class, drawn from the texts of the documents themselves, always the same ones; and
// the replay that mixes them. They come from the first 20,000 documents, so that they find something at every size.

import { stopWordsOf } from '../../index/analysis/stop-words.ts';
import { type BenchDocument, readDocuments } from './documents-file.ts';
import { createRandom, type Random } from './random.ts';

/** A query as every contender understands it. */
export interface BenchQuery {
  readonly class: QueryClass;
  /** Words with a space between; of a phrase, its words in order. */
  readonly words: string;
  readonly match: 'all' | 'any';
  /** Days, in the class `date` alone. */
  readonly from?: string;
  readonly until?: string;
  /** Written exactly so, in the class `author` alone. */
  readonly author?: string;
}

/** What is asked: classes in the order of the table, with their sentence and their share of the replay in percent. */
export const QUERY_CLASSES = {
  common: { sentence: 'one common term', share: 12 },
  rare: { sentence: 'one rare term', share: 8 },
  and: { sentence: '2–3 terms, all', share: 20 },
  or: { sentence: '2–3 terms, any', share: 10 },
  five: { sentence: 'five terms, any', share: 5 },
  keystroke: { sentence: 'every keystroke', share: 25 },
  typo: { sentence: 'one typo', share: 5 },
  author: { sentence: 'author filter', share: 5 },
  date: { sentence: 'date filter', share: 5 },
  phrase: { sentence: 'phrase', share: 5 },
} as const;
export type QueryClass = keyof typeof QUERY_CLASSES;
export const CLASS_NAMES = Object.keys(QUERY_CLASSES) as readonly QueryClass[];

/** Queries by class, and the replay in its order. */
export interface BenchQueries {
  readonly classes: Readonly<Record<QueryClass, readonly BenchQuery[]>>;
  readonly replay: readonly BenchQuery[];
}

/** The words of a query in antler's language. */
export function antlerWords({ class: name, words }: Pick<BenchQuery, 'class' | 'words'>): string {
  if (name === 'phrase') return `"${words}"`;
  return name === 'keystroke' ? `${words}*` : words;
}

/** Our query language has beginnings of three letters and more, and takes `ab*` for a word: the others may be asked it, our API not. */
export function isShortPrefix({ class: name, words }: BenchQuery): boolean {
  return name === 'keystroke' && words.length - words.lastIndexOf(' ') - 1 < 3;
}

const SEED = 4_711;
const LOOKED_AT = 20_000;
const SAMPLED = 2_000;
const EACH_CLASS = 100;
const TYPED_QUERIES = 24;
const REPLAY = 400;
const MAX_ATTEMPTS = 20_000;
const DAY_MS = 86_400_000;

/** Draws them. An archive without text in some class's measure gives fewer, or none. */
export function drawQueries(documentsFile: string): BenchQueries {
  const sample = readSample(documentsFile);
  const random = createRandom(SEED);
  const drawer = new QueryDrawer(sample, random);
  const classes = {
    common: many(() => drawer.common()),
    rare: many(() => drawer.rare()),
    and: many(() => drawer.some('and', 'all')),
    or: many(() => drawer.some('or', 'any')),
    five: many(() => drawer.five()),
    keystroke: drawer.keystrokes(),
    typo: many(() => drawer.typo()),
    author: many(() => drawer.byAuthor()),
    date: many(() => drawer.byDate()),
    phrase: many(() => drawer.phrase()),
  };
  return { classes, replay: mix(classes, random) };
}

/** Words by frequency and some documents. */
interface Sample {
  /** Most frequent first, small words left out. */
  readonly words: readonly string[];
  readonly rare: readonly string[];
  readonly ranks: ReadonlyMap<string, number>;
  readonly authors: readonly string[];
  readonly documents: readonly { readonly words: readonly string[]; readonly document: BenchDocument }[];
}

function readSample(documentsFile: string): Sample {
  const counts = new Map<string, number>();
  const authors = new Map<string, number>();
  const documents: Sample['documents'][number][] = [];
  let read = 0;
  for (const document of readDocuments(documentsFile)) {
    if (++read > LOOKED_AT) break;
    const words = wordsOf(`${document.title ?? ''} ${document.text}`);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    if (document.author !== null) authors.set(document.author, (authors.get(document.author) ?? 0) + 1);
    if (read % (LOOKED_AT / SAMPLED) === 1) documents.push({ words, document });
  }
  const smallWords = stopWordsOf('english');
  const words = byCount(counts).filter((word) => word.length > 2 && !smallWords.has(word));
  const rare = words.filter((word) => word.length > 3 && (counts.get(word) ?? 0) <= 4);
  return {
    words,
    rare,
    ranks: new Map(words.map((word, rank) => [word, rank])),
    authors: byCount(authors),
    documents,
  };
}

function byCount(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([a, some], [b, other]) => other - some || (a < b ? -1 : 1)).map(([key]) => key);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

class QueryDrawer {
  readonly #sample: Sample;
  readonly #random: Random;

  constructor(sample: Sample, random: Random) {
    this.#sample = sample;
    this.#random = random;
  }

  common(): BenchQuery | null {
    return one('common', this.#wordBetween(20, 500));
  }

  rare(): BenchQuery | null {
    const { rare } = this.#sample;
    return one('rare', rare[this.#random.below(rare.length)] ?? null);
  }

  /** Two or three words of one document: one common, one of the middle, now and then another. */
  some(name: 'and' | 'or' | 'author' | 'date' | 'keystroke', match: 'all' | 'any'): BenchQuery | null {
    const { words } = this.#document();
    const third = this.#random.share() < 0.5 ? this.#wordIn(words, 0, 30_000) : null;
    const chosen = new Set([this.#wordIn(words, 0, 1_500), this.#wordIn(words, 1_500, 12_000), third]);
    chosen.delete(null);
    return chosen.size < 2 ? null : { class: name, words: [...chosen].join(' '), match };
  }

  five(): BenchQuery | null {
    const { words } = this.#document();
    const chosen = new Set<string>();
    for (let attempt = 0; attempt < 20 && chosen.size < 5; attempt++) {
      const word = this.#wordIn(words, 0, 20_000);
      if (word !== null) chosen.add(word);
    }
    return chosen.size < 5 ? null : { class: 'five', words: [...chosen].join(' '), match: 'any' };
  }

  /** What stands in the field after each key from the second on, as queries of all three kinds are typed. */
  keystrokes(): readonly BenchQuery[] {
    const kinds = [() => this.some('keystroke', 'all'), () => this.common(), () => this.rare()];
    const typed = Array.from({ length: TYPED_QUERIES }, (_, at) =>
      attempt(kinds[at % 2 === 0 ? 0 : 1 + ((at >> 1) % 2)]),
    );
    return typed.flatMap((query) =>
      Array.from({ length: Math.max(0, (query?.words.length ?? 0) - 1) }, (_, at) => ({
        class: 'keystroke' as const,
        words: query?.words.slice(0, at + 2) ?? '',
        match: 'all' as const,
      })).filter(({ words }) => !words.endsWith(' ')),
    );
  }

  /** A letter left out, changed or added behind the first. */
  typo(): BenchQuery | null {
    const word = this.#wordBetween(50, 15_000);
    if (word === null || !/^\p{L}{5,}$/u.test(word)) return null;
    const at = 1 + this.#random.below(word.length - 1);
    const letter = String.fromCharCode(97 + this.#random.below(26));
    const kind = this.#random.below(3);
    const wrong = word.slice(0, at) + (kind === 0 ? '' : letter) + word.slice(kind === 2 ? at : at + 1);
    return this.#sample.ranks.has(wrong) ? null : one('typo', wrong);
  }

  byAuthor(): BenchQuery | null {
    const { authors } = this.#sample;
    const author = authors[Math.floor(Math.min(300, authors.length) * this.#random.share() ** 2)];
    const query = this.#commonOrSome('author');
    return author === undefined || query === null ? null : { ...query, author };
  }

  /** One month or three. */
  byDate(): BenchQuery | null {
    const { publishedAt } = this.#document().document;
    const query = this.#commonOrSome('date');
    const day = Date.parse(publishedAt?.slice(0, 10) ?? '');
    if (query === null || Number.isNaN(day)) return null;
    const days = this.#random.share() < 2 / 3 ? 30 : 90;
    return {
      ...query,
      from: writeDay(day - (days / 2) * DAY_MS),
      until: writeDay(day + (days / 2) * DAY_MS),
    };
  }

  /** Two or three words as they stand in a text, a frequent pair of them in half of the cases. */
  phrase(): BenchQuery | null {
    const { words } = this.#document();
    const isFrequent = this.#random.share() < 0.5;
    const start = this.#random.below(Math.max(1, words.length - 3));
    const chosen = words.slice(start, start + (isFrequent ? 2 : 2 + this.#random.below(2)));
    const isCommon = chosen.every((word) => (this.#sample.ranks.get(word) ?? 0) < 2_000);
    if (chosen.length < 2 || isFrequent !== isCommon) return null;
    return { class: 'phrase', words: chosen.join(' '), match: 'all' };
  }

  #commonOrSome(name: 'author' | 'date'): BenchQuery | null {
    if (this.#random.share() < 0.5) return this.some(name, 'all');
    const query = this.common();
    return query && { ...query, class: name };
  }

  #document(): Sample['documents'][number] {
    return this.#random.pick(this.#sample.documents);
  }

  #wordBetween(first: number, last: number): string | null {
    const { words } = this.#sample;
    const end = Math.min(last, words.length);
    return words[Math.min(first, end >> 1) + this.#random.below(Math.max(1, end - first))] ?? null;
  }

  #wordIn(words: readonly string[], first: number, last: number): string | null {
    const fitting = words.filter((word) => {
      const rank = this.#sample.ranks.get(word) ?? Number.POSITIVE_INFINITY;
      return rank >= first && rank < last;
    });
    return fitting.length === 0 ? null : this.#random.pick(fitting);
  }
}

function one(name: QueryClass, words: string | null): BenchQuery | null {
  return words === null ? null : { class: name, words, match: 'all' };
}

function many(draw: () => BenchQuery | null): readonly BenchQuery[] {
  return Array.from({ length: EACH_CLASS }, () => attempt(draw)).filter((query) => query !== null);
}

function attempt(draw: (() => BenchQuery | null) | undefined): BenchQuery | null {
  for (let tries = 0; tries < MAX_ATTEMPTS / EACH_CLASS; tries++) {
    const query = draw?.() ?? null;
    if (query !== null) return query;
  }
  return null;
}

/** Queries of all classes in their shares, in an order drawn. */
function mix(classes: BenchQueries['classes'], random: Random): readonly BenchQuery[] {
  const mixed = CLASS_NAMES.flatMap((name) => {
    const queries = classes[name];
    const count = queries.length === 0 ? 0 : (REPLAY * QUERY_CLASSES[name].share) / 100;
    return Array.from({ length: count }, () => random.pick(queries));
  });
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as BenchQuery, mixed[at] as BenchQuery];
  }
  return mixed;
}

function writeDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
