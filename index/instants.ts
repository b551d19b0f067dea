// Written dates as instants, to sort by. Not for showing: days and years are those of the text itself.

/**
 * Milliseconds since 1970 of an ISO date or time, coarse ones by their beginning, times without offset as UTC.
 * Null when there is none or it is no date.
 */
export function instantOf(writtenAt: string | null): number | null {
  if (writtenAt === null) return null;
  const hasZone = !writtenAt.includes('T') || /(?:Z|[+-]\d{2}:?\d{2})$/.test(writtenAt);
  const ms = Date.parse(hasZone ? writtenAt : `${writtenAt}Z`);
  return Number.isNaN(ms) ? null : ms;
}
