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
