// What kind of source a part comes from, as far as joining treats them differently.
import type { ThreadPart } from '../model.ts';

const SUPPLEMENT = 'in:';

/** A supplement adds to a thread that stands elsewhere, never makes one, and replaces nothing that pages say. */
export function isSupplement({ aliases }: { readonly aliases: readonly string[] }): boolean {
  return aliases[0]?.startsWith(SUPPLEMENT) ?? false;
}

/** The name itself, whoever bears it. */
export function plainName(alias: string): string {
  return alias.startsWith(SUPPLEMENT) ? alias.slice(SUPPLEMENT.length) : alias;
}

/** An export holds a blog's own records. */
export function isExport(part: ThreadPart): boolean {
  return part.dialect.endsWith('-export');
}

/** True for parts whose times are those of the database, not of a theme: exports and feeds. */
export function isRecord(part: ThreadPart): boolean {
  return isExport(part) || isSupplement(part);
}
