// The time of a capture as WARCs write it.

/** ISO 8601 in UTC to the second, from `2012-03-04T05:06:07Z`, with parts of a second, or 14 digits; else null. */
export function readWarcDate(written: string | undefined): string | null {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)(?:\.\d{1,9})?Z?$/.exec(
    written?.trim() ?? '',
  );
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const date = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(Date.parse(date)) ? null : date;
}
