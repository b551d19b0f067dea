// Numbers as people read them in reports: counts with separators, sizes, spans of time.

/** `1,234,567`. */
export function printCount(value: number): string {
  return value.toLocaleString('en-US');
}

/** A count with its noun: `1 page`, `2,000 pages`, `0 pages`. */
export function countOf(value: number, singular: string, plural = `${singular}s`): string {
  return `${printCount(value)} ${value === 1 ? singular : plural}`;
}

/** `812 B`, `14.5 MB`; powers of 1000. */
export function printBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** `0.8 s`, `42 s`, `3:05`, `1:02:09`. */
export function printDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  if (whole < 3600) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(whole / 3600)}:${two(minutes)}:${two(whole % 60)}`;
}
