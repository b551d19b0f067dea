// The report at the end of an ingest: what the catalog holds now, by dialect and theme, and what does not add up.
// Reads the small columns of the catalog once, no text.
import type { ThreadFacts } from '../../index/catalog/facts.ts';
import type { Catalog } from '../../index/catalog/model.ts';
import type { Skip, SkipReason } from '../../scraper/model.ts';
import type { CountMismatch, FamilyReport, IngestReport, RepairReport, SkipSummary } from './model.ts';

const MAX_EXAMPLES = 5;
const MAX_MISMATCHES = 1_000;

type CatalogReport = Pick<
  IngestReport,
  | 'skips'
  | 'parts'
  | 'threads'
  | 'posts'
  | 'comments'
  | 'pings'
  | 'repeatedIds'
  | 'counted'
  | 'mismatches'
  | 'families'
  | 'repairs'
>;

/** @throws IndexError from the catalog. */
export function reportCatalog(catalog: Catalog): CatalogReport {
  const { parts, threads, posts, comments, pings } = catalog.counts();
  const totals = { parts, threads, posts, comments, pings };
  const families = new Families();
  const pages = reportPages(catalog, families);
  const counts = reportThreads(catalog, families);
  return { ...totals, ...reportSkips(catalog), ...pages, ...counts, families: families.list() };
}

function reportSkips(catalog: Catalog): Pick<CatalogReport, 'skips' | 'repeatedIds'> {
  const byReason = new Map<SkipReason, { count: number; examples: Skip[] }>();
  let repeatedIds = 0;
  for (const skip of catalog.skips()) {
    const seen = byReason.get(skip.reason) ?? { count: 0, examples: [] };
    byReason.set(skip.reason, seen);
    seen.count++;
    if (seen.examples.length < MAX_EXAMPLES) seen.examples.push(skip);
    if (isRepeatedId(skip)) repeatedIds++;
  }
  const skips: SkipSummary[] = [...byReason].map(([reason, seen]) => ({ reason, ...seen }));
  skips.sort((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));
  return { skips, repeatedIds };
}

/** Only records are duplicates by line. */
function isRepeatedId({ reason, page }: Skip): boolean {
  return reason === 'duplicate' && /#\d+$/.test(page);
}

type Counter<T> = { -readonly [name in keyof T]: T[name] };
type Lack = Counter<FamilyReport['withoutAuthor']> & { examples: string[] };

interface Family extends Counter<FamilyReport> {
  counted: Counter<FamilyReport['counted']>;
  withoutAuthor: Lack;
  withoutDate: Lack;
}

/** Families in the order they are met; the report sorts them. */
class Families {
  readonly #byName = new Map<string, Family>();

  of({ dialect, theme }: { readonly dialect: string; readonly theme: string | null }): Family {
    const name = `${dialect}\n${theme ?? ''}`;
    let family = this.#byName.get(name);
    if (!family) {
      const [withoutAuthor, withoutDate]: [Lack, Lack] = [
        { pages: 0, examples: [] },
        { pages: 0, examples: [] },
      ];
      const counts = { pages: 0, threads: 0, posts: 0, comments: 0, pings: 0 };
      const counted = { threads: 0, mismatches: 0 };
      family = { dialect, theme, ...counts, counted, withoutAuthor, withoutDate };
      this.#byName.set(name, family);
    }
    return family;
  }

  list(): FamilyReport[] {
    return [...this.#byName.values()].sort(
      (a, b) => b.pages - a.pages || (`${a.dialect} ${a.theme}` < `${b.dialect} ${b.theme}` ? -1 : 1),
    );
  }
}

function reportPages(catalog: Catalog, families: Families): Pick<CatalogReport, 'repairs'> {
  const repairs = new Map<string, Counter<RepairReport> & { examples: RepairReport['examples'][number][] }>();
  for (const part of catalog.partFacts()) {
    // A feed is a skip: what it adds counts with the threads it adds to.
    if (part.dialect === 'feed') continue;
    const family = families.of(part);
    family.pages++;
    if (part.lacksAuthor) addExample(family.withoutAuthor, part.page);
    if (part.lacksDate) addExample(family.withoutDate, part.page);
    for (const { table, rounds, count, example } of part.repairs) {
      const kind = `${table} ${rounds}`;
      const known = repairs.get(kind) ?? { table, rounds, pages: 0, places: 0, examples: [] };
      repairs.set(kind, known);
      known.pages++;
      known.places += count;
      if (example && known.examples.length < MAX_EXAMPLES)
        known.examples.push({ page: part.page, ...example });
    }
  }
  return {
    repairs: [...repairs.values()].sort((a, b) => b.places - a.places || (a.table < b.table ? -1 : 1)),
  };
}

function reportThreads(catalog: Catalog, families: Families): Pick<CatalogReport, 'counted' | 'mismatches'> {
  const counted = { threads: 0, mismatches: 0 };
  const mismatches: CountMismatch[] = [];
  for (const thread of catalog.threadFacts()) {
    const family = families.of(thread);
    family.threads++;
    family.posts += thread.posts;
    family.comments += thread.comments;
    family.pings += thread.pings;
    if (thread.declared === null) continue;
    const mismatch = compareCounts(thread, thread.declared);
    for (const place of [counted, family.counted]) {
      place.threads++;
      if (mismatch) place.mismatches++;
    }
    if (mismatch && mismatches.length < MAX_MISMATCHES) mismatches.push(mismatch);
  }
  return { counted, mismatches };
}

function addExample(lack: Lack, page: string): void {
  lack.pages++;
  if (lack.examples.length < MAX_EXAMPLES) lack.examples.push(page);
}

/** Null when the printed number is that of the comments, with pings or without: themes count either way. */
function compareCounts(
  { threadId, page, comments, pings }: ThreadFacts,
  declared: number,
): CountMismatch | null {
  if (declared === comments || declared === comments + pings) return null;
  return { threadId, page, declared, comments, pings };
}
