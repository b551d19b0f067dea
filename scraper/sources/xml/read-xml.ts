// Reads the wanted elements of a feed or of one piece of an export. What is not asked for (mail addresses) is never taken up.
import { Parser } from 'htmlparser2';

/** An element that ended in the text itself. */
export interface XmlElement {
  /** With the usual prefix, whatever the file calls it: `wp:post_id`, `content:encoded`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, CDATA included, predefined entities decoded. */
  readonly text: string;
  /** What stands between its tags, as written. */
  readonly markup: string;
  /** Text of its wanted children by name; the first of a name counts. Empty for elements that are no group. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What is read. */
export interface XmlWish {
  /** Elements that stand around the wanted ones: 2 for a channel's children (`rss`, `channel`), 1 for an item's or an entry's. */
  readonly depth: number;
  readonly names: ReadonlySet<string>;
  /** Names of children by the name of their group, an element that is wanted too. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
  /** Prefixes of the file where they are not the usual ones. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** Nothing in an export or a feed is nested deeper. */
const MAX_DEPTH = 200;

class TooDeep extends Error {}

/**
 * Wanted elements in order, null when the text is nested deeper than any export. An element that is not closed is left
 * out. Entities other than the predefined ones stay as written: a document type is not looked at.
 */
export function readXml(text: string, wish: XmlWish): readonly XmlElement[] | null {
  const reader = createReader(wish, text);
  const parser = new Parser(reader, { xmlMode: true });
  try {
    parser.write(text);
    reader.breakOff();
    parser.end();
    return reader.found;
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly fields: Map<string, string>;
  readonly from: number;
  text: string;
}

function createReader(wish: XmlWish, whole: string) {
  const found: XmlElement[] = [];
  let depth = 0;
  let element: OpenElement | null = null;
  let field: { readonly name: string; text: string } | null = null;
  let isBrokenOff = false;
  let parser: Parser | null = null;
  return {
    found,
    /** What is closed from here on was open when the text ended. */
    breakOff(): void {
      isBrokenOff = true;
    },
    onparserinit(own: Parser): void {
      parser = own;
    },
    onopentag(written: string, attributes: Record<string, string>): void {
      if (++depth > MAX_DEPTH) throw new TooDeep();
      const name = usualName(written, wish.prefixes);
      if (depth === wish.depth + 1 && wish.names.has(name))
        element = { name, attributes, fields: new Map(), from: (parser?.endIndex ?? 0) + 1, text: '' };
      else if (depth === wish.depth + 2 && element && wish.groups.get(element.name)?.has(name))
        field = { name, text: '' };
    },
    ontext(text: string): void {
      if (field && depth === wish.depth + 2) field.text += text;
      else if (element && depth === wish.depth + 1) element.text += text;
    },
    onclosetag(): void {
      if (depth === wish.depth + 2 && field) {
        if (element && !isBrokenOff && !element.fields.has(field.name))
          element.fields.set(field.name, field.text);
        field = null;
      } else if (depth === wish.depth + 1 && element) {
        if (!isBrokenOff) found.push(finished(element, whole.slice(element.from, parser?.startIndex)));
        element = null;
      }
      depth--;
    },
  };
}

function finished({ name, attributes, text, fields }: OpenElement, markup: string): XmlElement {
  return { name, attributes, text, markup, fields };
}

function usualName(written: string, prefixes: ReadonlyMap<string, string>): string {
  if (prefixes.size === 0) return written;
  const colon = written.indexOf(':');
  const usual = colon < 0 ? undefined : prefixes.get(written.slice(0, colon));
  return usual === undefined ? written : usual + written.slice(colon);
}
