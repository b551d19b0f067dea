// The head of a Blogger export: the blog's name and when the export was made.
import { readFragmentLine } from '../html-fragment.ts';
import { readRecordDate } from '../record-date.ts';
import { readXml } from '../xml/read-xml.ts';

/** What the head says of all entries. */
export interface BloggerChannel {
  readonly site: string | null;
  /** ISO 8601 instant of the blog's last change, or null. */
  readonly updatedAt: string | null;
}

const NAMES = new Set(['title', 'updated']);

/** Reads the head; an empty one says nothing. */
export function readChannel(head: string): BloggerChannel {
  const wish = { depth: 1, names: NAMES, groups: new Map(), prefixes: new Map() };
  const elements = readXml(head, wish) ?? [];
  const textOf = (name: string) => elements.find((element) => element.name === name)?.text.trim() ?? '';
  const updated = textOf('updated');
  const isInstant = /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(updated) && readRecordDate(updated) !== null;
  return {
    site: readFragmentLine(textOf('title')) || null,
    updatedAt: isInstant ? new Date(updated).toISOString() : null,
  };
}
