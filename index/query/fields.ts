// The filters of the query language: which names there are, what each takes, how its value is read.
import { type DateSpan, parseDate, parseSpan, spanAfter, spanBefore } from './dates.ts';
import type { DaySpan, Filter } from './model.ts';

export interface FilterReading {
  readonly filter: Filter;
  /** What the reader should know about this reading: a clause that goes on after the written piece. */
  readonly remark?: string;
}

export interface FilterOptions {
  /** Whether somebody in the archive has this name: decides between `from:2008` a date and `from:2008` a person. */
  readonly isPerson: (name: string) => boolean;
}

type Reader = (value: string, options: FilterOptions) => FilterReading | null;

const DAY_OF_TIME = /^(\d{4}-\d\d-\d\d)[T ]\d\d(?::?\d\d){0,2}(?:[.,]\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i;
const A_DATE = 'a date such as 2008, 2008-11 or 2008-11-04';
const A_NAME = 'a name';

interface Field {
  /** What may stand after the colon, for the warning. */
  readonly takes: string;
  readonly read: Reader;
}

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['author', { takes: A_NAME, read: readAuthor }],
  ['by', { takes: A_NAME, read: readAuthor }],
  ['from', { takes: A_NAME, read: readFrom }],
  ['to', { takes: A_NAME, read: (value) => only({ field: 'to', name: value }) }],
  ['type', { takes: 'post or comment', read: readType }],
  ['is', { takes: 'op', read: (value) => (value.toLowerCase() === 'op' ? only({ field: 'is-op' }) : null) }],
  ['after', { takes: A_DATE, read: readAfter }],
  ['before', { takes: A_DATE, read: readBefore }],
  ['on', { takes: A_DATE, read: readOn }],
  ['date', { takes: 'a date or a range such as 2008-10..2008-11', read: readRange }],
  ['year', { takes: 'a year of four digits', read: readYear }],
  [
    'thread',
    { takes: "a thread's id, name or address", read: (value) => only({ field: 'thread', thread: value }) },
  ],
  ['tag', { takes: 'a tag', read: (value) => only({ field: 'tag', tag: value }) }],
  ['links', { takes: 'a host such as example.org or example.org/path', read: readLinks }],
  ['has', { takes: 'link, image or quote', read: readHas }],
  ['comments', { takes: 'a number, >n, >=n, <n, <=n or n..m', read: readComments }],
]);

/** What the other fields take, which are no filters. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['title', 'a word, or words in quotes or brackets'],
  ['in', 'quote'],
  ['sort', 'relevance, newest, oldest or discussed'],
]);

/** Every name that may stand before a colon. */
export const FIELD_NAMES: ReadonlySet<string> = new Set([...FIELDS.keys(), ...OTHERS.keys()]);

/** What may stand after the colon of a known field, as a phrase for a warning. */
export function whatFieldTakes(name: string): string {
  return FIELDS.get(name)?.takes ?? OTHERS.get(name) ?? '';
}

/** Reads the value of a filter; null when it is none that the filter takes, or when the name is no filter's. */
export function readFilter(name: string, value: string, options: FilterOptions): FilterReading | null {
  return value === '' ? null : (FIELDS.get(name)?.read(value, options) ?? null);
}

function only(filter: Filter): FilterReading {
  return { filter };
}

function readAuthor(value: string): FilterReading {
  return only({ field: 'author', names: [value] });
}

function readFrom(value: string, options: FilterOptions): FilterReading {
  const date = parseDate(value);
  if (date === null || options.isPerson(value)) return readAuthor(value);
  const remark = 'is nobody’s name and was read as after:';
  return { filter: { field: 'date', span: spanAfter(date) }, remark: `${remark}${value}` };
}

function readType(value: string): FilterReading | null {
  const type = /^(post|comment)s?$/i.exec(value)?.[1]?.toLowerCase();
  return type === 'post' || type === 'comment' ? only({ field: 'type', type }) : null;
}

function readAfter(value: string): FilterReading | null {
  return readDate(value, spanAfter);
}

function readBefore(value: string): FilterReading | null {
  return readDate(value, spanBefore);
}

function readOn(value: string): FilterReading | null {
  return readDate(value, ({ first, last }) => ({ from: first, until: last }));
}

/** A date, or a time of which the day counts: what is found by date is found by day. */
function readDate(value: string, toSpan: (date: DateSpan) => DaySpan): FilterReading | null {
  const day = DAY_OF_TIME.exec(value)?.[1];
  const date = parseDate(day ?? value);
  if (date === null) return null;
  const filter: Filter = { field: 'date', span: toSpan(date) };
  return day === undefined ? { filter } : { filter, remark: `names a time and was read as ${day}` };
}

function readYear(value: string): FilterReading | null {
  return /^\d{4}$|^\d{4}\.\.(?:\d{4})?$|^\.\.\d{4}$/.test(value) ? readRange(value) : null;
}

function readRange(value: string): FilterReading | null {
  const read = parseSpan(value);
  if (read === null) return null;
  const filter: Filter = { field: 'date', span: read.span };
  return read.isBackwards ? { filter, remark: 'is written backwards and was turned round' } : { filter };
}

function readLinks(value: string): FilterReading | null {
  const address = value.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^\/\//, '');
  const hostEnd = address.search(/[/?#]/);
  const written = hostEnd < 0 ? address : address.slice(0, hostEnd);
  const host = written
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^(www\.)+/, '')
    .replace(/\.+$/, '');
  if (!/^[\p{L}\p{N}_.-]+$/u.test(host) || !/[\p{L}\p{N}]/u.test(host)) return null;
  const rest = hostEnd < 0 ? '' : address.slice(hostEnd);
  return only({ field: 'links', host, path: rest.startsWith('/') && rest !== '/' ? rest : '' });
}

function readHas(value: string): FilterReading | null {
  const what = /^(link|image|quote)s?$/i.exec(value)?.[1]?.toLowerCase();
  return what === 'link' || what === 'image' || what === 'quote' ? only({ field: 'has', what }) : null;
}

function readComments(value: string): FilterReading | null {
  const [, sign, bound] = /^(>=|<=|>|<)?(\d{1,9})$/.exec(value) ?? [];
  if (bound !== undefined) return only({ field: 'comments', ...boundsOf(sign ?? '', Number(bound)) });
  const [, low, high] = /^(\d{0,9})\.\.(\d{0,9})$/.exec(value) ?? [];
  if (low === undefined || high === undefined || (low === '' && high === '')) return null;
  const [min, max] = [low === '' ? null : Number(low), high === '' ? null : Number(high)];
  if (min === null || max === null || min <= max) return only({ field: 'comments', min, max });
  return {
    filter: { field: 'comments', min: max, max: min },
    remark: 'is written backwards and was turned round',
  };
}

function boundsOf(sign: string, bound: number): { readonly min: number | null; readonly max: number | null } {
  if (sign === '>') return { min: bound + 1, max: null };
  if (sign === '>=') return { min: bound, max: null };
  if (sign === '<') return { min: null, max: bound - 1 };
  if (sign === '<=') return { min: null, max: bound };
  return { min: bound, max: bound };
}
