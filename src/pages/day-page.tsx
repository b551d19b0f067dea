// What was written on one day of the year, year by year.
import type { ThreadId } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import type { YearOfDay } from '../answers/on-this-day.ts';
import { countOf } from '../numbers.ts';
import { HitView } from './hit.tsx';
import { type Frame, Layout } from './layout.tsx';
import { searchPath } from './refinements.ts';
import { printDayOfYear } from './when.tsx';

/** The day and what there is. */
export interface DayPageProps {
  readonly frame: Frame;
  /** Month and day: `06-18`. */
  readonly day: string;
  /** Newest first; may be empty. */
  readonly years: readonly YearOfDay[];
  /** Threads whose archived page can be looked at. */
  readonly archived: ReadonlySet<ThreadId>;
  /** Sentences about parameters that were left out. */
  readonly mistakes: readonly string[];
}

/** The page at `/on-this-day`. */
export function DayPage({ frame, day, years, archived, mistakes }: DayPageProps) {
  return (
    <Layout
      frame={frame}
      title={`On ${printDayOfYear(day)}`}
      canonical={dayPath(day)}
      feed="/on-this-day.atom"
      needsSearch
      isForEngines
    >
      <div class="help day">
        <h1>On {printDayOfYear(day)}</h1>
        {mistakes.length > 0 && (
          <div class="notice">
            {mistakes.map((sentence) => (
              <p>{sentence}</p>
            ))}
          </div>
        )}
        <nav class="pager" aria-label="Days">
          <ul>
            <li>
              <a rel="prev" href={dayPath(neighbour(day, -1))}>
                {printDayOfYear(neighbour(day, -1))}
              </a>
            </li>
            <li>
              <a href="/on-this-day">Today</a>
            </li>
            <li>
              <a rel="next" href={dayPath(neighbour(day, 1))}>
                {printDayOfYear(neighbour(day, 1))}
              </a>
            </li>
          </ul>
        </nav>
        <form class="quick" method="get" action="/on-this-day">
          <label for="date">Another day</label>
          <input
            id="date"
            name="date"
            value={day}
            pattern="(\d{4}-)?\d{2}-\d{2}"
            title="Month and day: 06-18"
            autocomplete="off"
          />
          <button type="submit">Show</button>
        </form>
        {years.length === 0 && <p>Nothing in this archive was written on this day of any year.</p>}
        {years.map((year, index) => (
          <Year year={year} first={index * 100 + 1} archived={archived} />
        ))}
      </div>
    </Layout>
  );
}

function Year(props: {
  readonly year: YearOfDay;
  readonly first: number;
  readonly archived: DayPageProps['archived'];
}) {
  const { year, first, archived } = props;
  const { date, totalHits, hits } = year;
  const all = searchPath(defaultRequest(''), { from: date, until: date, sort: 'discussed' });
  return (
    <section aria-labelledby={`y${date}`}>
      <h2 id={`y${date}`}>{date.slice(0, 4)}</h2>
      <p class="byline">
        <a href={all}>{countOf(totalHits, 'post or comment', 'posts and comments')}</a>
      </p>
      <ol class="hits">
        {hits.map((hit, index) => (
          <li>
            <HitView
              hit={{ ...hit, more: [] }}
              number={first + index}
              request={defaultRequest('')}
              titleMarks={[]}
              allInThread={null}
              isArchived={archived.has(hit.thread.id)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A leap year, so that every day of the year has its place. */
const LEAP_YEAR = 2000;

function neighbour(day: string, step: number): string {
  const date = new Date(`${LEAP_YEAR}-${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + step);
  return date.toISOString().slice(5, 10);
}

function dayPath(day: string): string {
  return `/on-this-day?date=${day}`;
}
