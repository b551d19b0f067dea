// Header fields as WARC records and HTTP messages write them, read leniently.

/** Values by name in lower case; the first of a repeated name. */
export type HeaderFields = ReadonlyMap<string, string>;

/** Reads lines `Name: value`; what goes on in a line that begins with a blank belongs to the value before. */
export function readHeaderFields(lines: string): HeaderFields {
  const fields = new Map<string, string>();
  for (const line of lines.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** Where the blank line ends that closes a head, or null when none stands in these bytes. */
export function endOfHead(bytes: Buffer): number | null {
  const wide = bytes.indexOf('\n\r\n');
  const narrow = bytes.indexOf('\n\n');
  if (wide < 0 && narrow < 0) return null;
  return narrow < 0 || (wide >= 0 && wide < narrow) ? wide + 3 : narrow + 2;
}
