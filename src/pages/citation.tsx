// How a post or comment is cited: who, where, when, its old address, and the one it has here, as text to select.
import { documentPath } from '../../index/addresses.ts';
import type { Entry, ThreadInfo } from '../../index/model.ts';
import { OUTWARD, outwardAddress, titleOf, type WrittenDate } from './links.ts';
import { WaybackLink } from './outgoing.tsx';
import { PersonName } from './person.tsx';
import { printDate } from './when.tsx';

/** What is cited. */
export interface CitationProps {
  readonly entry: Entry;
  readonly info: ThreadInfo;
  /** Scheme and host of this server, without a slash at the end; null without a server. */
  readonly origin: string | null;
  /** The entry's day, or the nearest that is known. */
  readonly day: WrittenDate;
}

/** The citation, folded, with links to the original and its copy elsewhere. */
export function Citation({ entry, info, origin, day }: CitationProps) {
  const original = outwardAddress(entry.originalUrl ?? info.originalUrl);
  const here = `${origin}${documentPath(entry.threadId, entry.id, entry.position)}`;
  return (
    <details class="cite">
      <summary>Cite</summary>
      <p class="citation">
        <PersonName person={entry.author} />
        {entry.kind === 'comment' ? `, comment ${entry.position} on “` : ', “'}
        <bdi>{titleOf(info)}</bdi>”,{' '}
        {info.site !== null && (
          <>
            <bdi>{info.site}</bdi>,{' '}
          </>
        )}
        {entry.publishedAt === null ? 'undated' : printDate(entry.publishedAt, entry.datePrecision ?? 'day')}.{' '}
        {original !== null && (
          <>
            <a href={original} {...OUTWARD}>
              {original}
            </a>
            .{' '}
          </>
        )}
        {origin !== null && (
          <>
            Archived at{' '}
            <a class="here" href={here}>
              {here}
            </a>
          </>
        )}
      </p>
      {original !== null && (
        <p class="copies">
          <a href={original} {...OUTWARD}>
            Original page
          </a>{' '}
          <WaybackLink address={original} day={day} />
        </p>
      )}
    </details>
  );
}
