// Prints dates the way the two themes of the sample blog do.

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** "June 15, 2009". */
export function longDate(at: Date): string {
  return `${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}`;
}

/** "June 15th, 2009", as the old theme writes it. */
export function ordinalDate(at: Date): string {
  const day = at.getUTCDate();
  const ending = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${MONTHS[at.getUTCMonth()]} ${day}${ending}, ${at.getUTCFullYear()}`;
}

/** "Monday". */
export function weekday(at: Date): string {
  return DAYS[at.getUTCDay()] ?? '';
}

/** "June 2009". */
export function monthName(at: Date): string {
  return `${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** "9:05 am". */
export function clockTime(at: Date): string {
  const hour = at.getUTCHours();
  const minute = String(at.getUTCMinutes()).padStart(2, '0');
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'am' : 'pm'}`;
}

/** "Mon, 15 Jun 2009 09:05:00 +0000", for feeds. */
export function feedDate(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000');
}
