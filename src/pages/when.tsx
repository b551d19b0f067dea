// Dates as readers see them: absolute, as exact as they are known, in the time zone they were written in.
import type { DatePrecision } from '../../index/model.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `18 June 2009, 14:03`; `undated` when unknown. */
export function When(props: {
  readonly publishedAt: string | null;
  readonly precision: DatePrecision | null;
}) {
  const { publishedAt } = props;
  if (publishedAt === null) return <span>undated</span>;
  const precision = props.precision ?? 'day';
  return <time datetime={machineDate(publishedAt, precision)}>{printDate(publishedAt, precision)}</time>;
}

/** A date in words, no more exact than `precision` says. */
export function printDate(publishedAt: string, precision: DatePrecision): string {
  const year = publishedAt.slice(0, 4);
  const month = MONTHS[Number(publishedAt.slice(5, 7)) - 1];
  const day = Number(publishedAt.slice(8, 10));
  if (precision === 'year' || month === undefined) return year;
  if (precision === 'month' || day === 0) return `${month} ${year}`;
  const time = precision === 'day' ? '' : publishedAt.slice(11, 16);
  return `${day} ${month} ${year}${time === '' ? '' : `, ${time}`}`;
}

/** `June 2009`, or `2009` when the month is unknown. */
export function printMonth(publishedAt: string): string {
  return printDate(publishedAt, 'month');
}

/** What `<time>` allows: a year, a month, a day, or a time with its offset. */
function machineDate(publishedAt: string, precision: DatePrecision): string {
  const lengths: Readonly<Partial<Record<DatePrecision, number>>> = { year: 4, month: 7, day: 10 };
  return publishedAt.slice(0, lengths[precision]);
}

/** `18 June 2009 – 3 July 2011`, days at most; `unknown` when neither is known. */
export function Span(props: {
  readonly from: string | null;
  readonly until: string | null;
  readonly unknown?: string;
}) {
  const { from, until, unknown = 'undated' } = props;
  if (from === null || until === null) return <span>{unknown}</span>;
  const [first, last] = [from, until].map((date) => printDate(date, precisionOf(date)));
  if (first === last) return <When publishedAt={from} precision={precisionOf(from)} />;
  return (
    <>
      <When publishedAt={from} precision={precisionOf(from)} /> –{' '}
      <When publishedAt={until} precision={precisionOf(until)} />
    </>
  );
}

/** How exact a date is by its length; a time of day counts as a day. */
function precisionOf(date: string): DatePrecision {
  return date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';
}

/** `18 June` of `06-18`. */
export function printDayOfYear(day: string): string {
  return `${Number(day.slice(3))} ${MONTHS[Number(day.slice(0, 2)) - 1]}`;
}
