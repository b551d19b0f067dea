// Addresses elsewhere that pages link to, archived ones among them, and the titles of links. Never a script.
import { threadPath } from '../../index/addresses.ts';
import type { DatePrecision, Hit, ThreadId } from '../../index/model.ts';

/** The address when a browser may safely follow it (http or https), else null. */
export function outwardAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
}

/** What links to other sites carry: no word about us, no vote for them. */
export const OUTWARD = { rel: 'noopener nofollow ugc', referrerpolicy: 'no-referrer' } as const;

/** A date as an archived page gives it. */
export interface WrittenDate {
  readonly publishedAt: string | null;
  readonly datePrecision: DatePrecision | null;
}

/** Links to it have such a copy in them already. */
const WEB_ARCHIVE = /^https?:\/\/(?:web|wayback|www)\.archive\.org\/web\//;
const DATE_LENGTHS: Readonly<Record<DatePrecision, number>> = {
  year: 4,
  month: 6,
  day: 8,
  minute: 8,
  second: 8,
};

/**
 * Where the Wayback Machine shows an address as it was on that day (or in that month or year), or all its copies when
 * no date is known. Null when the address is such a copy itself.
 */
export function waybackAddress(address: string, { publishedAt, datePrecision }: WrittenDate): string | null {
  if (WEB_ARCHIVE.test(address)) return null;
  const digits = (publishedAt ?? '').slice(0, 10).replaceAll('-', '');
  const when = digits.slice(0, DATE_LENGTHS[datePrecision ?? 'day']);
  return `https://web.archive.org/web/${when === '' ? '*' : when}/${address}`;
}

const BARE_ADDRESS = /\bhttps?:\/\/[^\s<>"'`{}|\\^[\]]{1,2000}/gi;
const CLOSING_MARKS = /(?<![.,;:!?)»”’*_~])[.,;:!?)»”’*_~]+$/;

/** Where an entry leads: its links, then addresses that its text names; each once, at most `most`. */
export function outwardLinks(
  entry: { readonly links: readonly string[]; readonly text: string },
  most: number,
): readonly string[] {
  const found = new Set<string>();
  const add = (url: string) => {
    const address = outwardAddress(url);
    if (address !== null && found.size < most) found.add(address);
  };
  for (const link of entry.links) add(link);
  for (const [written] of entry.text.matchAll(BARE_ADDRESS)) {
    if (found.size >= most) break;
    add(written.replace(CLOSING_MARKS, ''));
  }
  return [...found];
}

/** An address as people read it: without scheme and `www.`, cut in the middle when it is long. */
export function shortAddress(address: string): string {
  const plain = address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  return plain.length <= 72 ? plain : `${plain.slice(0, 48)}…${plain.slice(-20)}`;
}

/** A hit's title for people. */
export function titleOf(thread: Pick<Hit, 'title'>): string {
  return thread.title === null || thread.title.trim() === '' ? 'Untitled thread' : thread.title;
}

/** Where the archived page of a thread is shown; at the place in it that an address of the old site names. */
export function archivedPath(threadId: ThreadId, originalUrl: string | null): string {
  const hash = originalUrl !== null && URL.canParse(originalUrl) ? new URL(originalUrl).hash : '';
  return `/archive${threadPath(threadId)}${hash}`;
}
