// When things were written, as a figure of bars: each a link with its count in words. Widths are attributes, since
// the pages allow no inline style.
import { printCount } from '../numbers.ts';

/** A span of time. */
export interface TimelineBar {
  /** The year or month, as searches name it: `2009`, `2009-06`. */
  readonly key: string;
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
  /** The search without bounds: a span of the bars bounds it. */
  readonly unbounded: string;
  /** A sentence about what belongs to none of the bars. */
  readonly outside?: string | null;
  /** Ways to a longer time. */
  readonly wider?: readonly { readonly label: string; readonly path: string }[];
}

/** Bars shown at once; the rest folds. */
const SHOWN = 24;

/** The figure. */
export function Timeline({ title, bars, unbounded, outside, wider = [] }: TimelineProps) {
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
      {bars.length > 2 && <Range bars={bars} unbounded={unbounded} />}
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
      {bars.map(({ key, label, count, path }) => (
        <li data-key={key}>
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

/** A span from bar to bar; with the script it may be drawn over the bars too. */
function Range({ bars, unbounded }: Pick<TimelineProps, 'bars' | 'unbounded'>) {
  const kept = [...new URLSearchParams(unbounded.split('?')[1] ?? '')];
  return (
    <form class="range" method="get" action="/search">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Bound name="from" label="From" bars={bars} chosen={bars[0]} />
      <Bound name="until" label="to" bars={bars} chosen={bars.at(-1)} />
      <button type="submit">Show</button>
    </form>
  );
}

function Bound(props: {
  readonly name: string;
  readonly label: string;
  readonly bars: readonly TimelineBar[];
  readonly chosen: TimelineBar | undefined;
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        {props.bars.map(({ key, label }) => (
          <option value={key} selected={key === props.chosen?.key}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
