// Where a text leads: its links as addresses, since the text itself has no markup, each as it was on the day of the text.
import { OUTWARD, outwardLinks, shortAddress, type WrittenDate, waybackAddress } from './links.ts';
import { printDate } from './when.tsx';

/** Links shown of one entry. */
export const MOST_LINKS = 100;
/** More of them are folded. */
const MOST_OPEN_LINKS = 4;

/** The links of an entry; nothing when it has none. `day`: of the entry, or the nearest that is known. */
export function OutgoingLinks(props: {
  readonly entry: { readonly links: readonly string[]; readonly text: string };
  readonly day: WrittenDate;
}) {
  const addresses = outwardLinks(props.entry, MOST_LINKS);
  if (addresses.length === 0) return null;
  const list = (
    <ul class="outward" aria-label="Links">
      {addresses.map((address) => (
        <li>
          <a href={address} {...OUTWARD}>
            {shortAddress(address)}
          </a>{' '}
          <WaybackLink address={address} day={props.day} />
        </li>
      ))}
    </ul>
  );
  if (addresses.length <= MOST_OPEN_LINKS) return list;
  return (
    <details class="folded">
      <summary>{addresses.length} links</summary>
      {list}
    </details>
  );
}

/** The address as the Wayback Machine has it of that day; nothing when it is a copy there already. */
export function WaybackLink({ address, day }: { readonly address: string; readonly day: WrittenDate }) {
  const copy = waybackAddress(address, day);
  if (copy === null) return null;
  const when = day.publishedAt === null ? '' : `, ${printDay(day)}`;
  return (
    <a class="twin" href={copy} {...OUTWARD}>
      Wayback{when}
    </a>
  );
}

function printDay({ publishedAt, datePrecision }: WrittenDate): string {
  const isTimed = datePrecision === 'minute' || datePrecision === 'second';
  return printDate(publishedAt ?? '', isTimed ? 'day' : (datePrecision ?? 'day'));
}
