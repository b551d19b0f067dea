// When things were written, as a figure of bars: each a link with its count in words. Widths are attributes, since
// the pages allow no inline style.
import { printCount } from '../numbers.ts';

/** A span of time. */
export interface TimelineBar {
  readonly label: string;
  /** 0 is a gap: shown, and leads nowhere. */
  readonly count: number;
  /** The search for exactly these. */
  readonly path: string;
}

/** What a figure shows. */
export interface TimelineProps {
  readonly title: string;
  /** Earliest first. */
  readonly bars: readonly TimelineBar[];
  /** A sentence about what belongs to none of the bars. */
  readonly outside?: string | null;
  /** Ways to a longer time. */
  readonly wider?: readonly { readonly label: string; readonly path: string }[];
}

/** Bars shown at once; the rest folds. */
const SHOWN = 24;

/** The figure. */
export function Timeline({ title, bars, outside, wider = [] }: TimelineProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const folded = bars.slice(SHOWN);
  return (
    <figure class="timeline">
      <figcaption>
        <h2>{title}</h2>
      </figcaption>
      <Bars bars={bars.slice(0, SHOWN)} most={most} />
      {folded.length > 0 && (
        <details>
          <summary>{folded.length} more</summary>
          <Bars bars={folded} most={most} />
        </details>
      )}
      {outside && <p class="byline">{outside}</p>}
      {wider.length > 0 && (
        <p class="wider">
          {wider.map(({ label, path }) => (
            <a href={path}>{label}</a>
          ))}
        </p>
      )}
    </figure>
  );
}

function Bars({ bars, most }: { readonly bars: readonly TimelineBar[]; readonly most: number }) {
  return (
    <ol>
      {bars.map(({ label, count, path }) => (
        <li>
          {count === 0 ? <span>{label}</span> : <a href={path}>{label}</a>}
          <svg aria-hidden="true">
            <rect width={`${Math.round((count / most) * 1000) / 10}%`} height="100%" fill="currentColor" />
          </svg>
          <span class="count">{printCount(count)}</span>
        </li>
      ))}
    </ol>
  );
}
