// The hits over time, as bars that narrow: by year, or by month when they are of few years.
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { printCount } from '../numbers.ts';
import { searchPath } from './refinements.ts';
import type { TimelineProps } from './timeline.tsx';
import { printMonth } from './when.tsx';

/** Hits of so many years at most are shown by month. */
const MONTHS_UP_TO_YEARS = 2;
/** Gaps are filled up to so many bars; one stray date must not make thousands. */
const MAX_FILLED = 40;

/** What is read of an answer; without a histogram, time goes by year. */
type CountsOverTime = Pick<SearchAnswer, 'totalHits' | 'facets' | 'facetsCut' | 'histogram'>;

interface Bucket {
  /** `2009` or `2009-06`. */
  readonly key: string;
  readonly count: number;
}

/**
 * What to show of an answer with the year facet and the histogram by month; null when time does not part the hits.
 * Each count is exactly that of the search its bar leads to.
 */
export function timelineOf(answer: CountsOverTime, request: SearchRequest): TimelineProps | null {
  const years = yearsOf(answer);
  const months = answer.histogram?.buckets ?? [];
  const isByMonth = months.length > 0 && spanOfYears(years) <= MONTHS_UP_TO_YEARS;
  const buckets = isByMonth ? months : years;
  const isBounded = request.from !== null || request.until !== null;
  if (buckets.length === 0 || (buckets.length === 1 && !isBounded)) return null;
  const isOneYear = years.length === 1;
  const bars = withGaps(buckets).map(({ key, count }) => ({
    key,
    label: labelOf(key, isOneYear),
    count,
    path: narrowedPath(request, key),
  }));
  return {
    title: isByMonth ? (isOneYear ? `Months of ${years[0]?.key}` : 'Month') : 'Year',
    bars,
    unbounded: searchPath(request, { from: null, until: null }),
    outside: outsideOf(answer, buckets, isByMonth),
    wider: widerSpans(request),
  };
}

/** Earliest first; an object puts `0999` after `2009`. */
function yearsOf(answer: CountsOverTime): readonly Bucket[] {
  const years = Object.entries(answer.facets.year ?? {}).map(([key, count]) => ({ key, count }));
  return years.sort((a, b) => Number(a.key) - Number(b.key));
}

function spanOfYears(years: readonly Bucket[]): number {
  const [first, last] = [years[0], years.at(-1)];
  return first === undefined || last === undefined ? 0 : Number(last.key) - Number(first.key) + 1;
}

function labelOf(key: string, isOneYear: boolean): string {
  if (key.length === 4) return key;
  const [month = key, year = ''] = printMonth(key).split(' ');
  return isOneYear ? month : `${month.slice(0, 3)} ${year}`;
}

/** Bounds inside the bucket stay, since the count is within them. */
function narrowedPath(request: SearchRequest, key: string): string {
  const within = (bound: string | null) => (bound?.startsWith(`${key}-`) ? bound : key);
  return searchPath(request, { from: within(request.from), until: within(request.until) });
}

/** Hits without a date; by month also those of which only the year is known. A cut facet leaves hits unnamed. */
function outsideOf(answer: CountsOverTime, buckets: readonly Bucket[], isByMonth: boolean): string | null {
  const outside = answer.totalHits - buckets.reduce((sum, { count }) => sum + count, 0);
  if (outside === 0) return null;
  if (isByMonth) return `${printCount(outside)} without a known month.`;
  const isCut = answer.facetsCut.includes('year');
  return `${printCount(outside)} ${isCut ? 'of other years or ' : ''}without a date.`;
}

/** From a day or a month back to its year, and to all years. */
function widerSpans(request: SearchRequest): readonly { label: string; path: string }[] {
  const { from, until } = request;
  if (from === null && until === null) return [];
  const all = { label: 'All years', path: searchPath(request, { from: null, until: null }) };
  const year = from?.slice(0, 4) ?? '';
  const isInsideYear = until?.slice(0, 4) === year && (from !== year || until !== year);
  if (!isInsideYear) return [all];
  return [{ label: `All of ${year}`, path: searchPath(request, { from: year, until: year }) }, all];
}

/** The buckets with empty ones between them, when that does not make too many. */
function withGaps(buckets: readonly Bucket[]): readonly Bucket[] {
  const counts = new Map(buckets.map(({ key, count }) => [key, count]));
  const last = buckets.at(-1)?.key ?? '';
  const filled: Bucket[] = [];
  for (let key = buckets[0]?.key ?? ''; key <= last; key = nextKey(key)) {
    if (filled.length === MAX_FILLED) return buckets;
    filled.push({ key, count: counts.get(key) ?? 0 });
  }
  return filled;
}

function nextKey(key: string): string {
  const [year = 0, month = 12] = key.split('-').map(Number);
  const isLast = month === 12;
  const written = String(isLast ? year + 1 : year).padStart(4, '0');
  if (key.length === 4) return written;
  return `${written}-${String(isLast ? 1 : month + 1).padStart(2, '0')}`;
}
