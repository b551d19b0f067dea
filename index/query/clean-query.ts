// Makes a query's text safe to read and to print again. Every character keeps its place.

/** Characters of a query that are read; what is beyond is ignored, with a warning. */
export const MAX_QUERY_LENGTH = 2000;

// Controls, direction overrides, lone surrogates and noncharacters: none of them can be meant, and none may be
// printed into a page or a feed.
const UNPRINTABLE =
  /[\p{Cc}\u202a-\u202e\u2066-\u2069\u{fdd0}-\u{fdef}\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** The query cut to `MAX_QUERY_LENGTH` (never inside a surrogate pair), unprintable characters made spaces. */
export function cleanQuery(text: string): { readonly text: string; readonly isCut: boolean } {
  const isCut = text.length > MAX_QUERY_LENGTH;
  const kept = isCut ? text.slice(0, MAX_QUERY_LENGTH) : text;
  return { text: kept.replace(UNPRINTABLE, ' '), isCut };
}
