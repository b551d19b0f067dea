// The head and the entries of a Blogger export, one at a time; what cannot be read is a skip.
import type { Skip } from '../../model.ts';
import type { StoredFile } from '../stored-file.ts';
import { MAX_ITEM_CHARACTERS, readXmlPieces } from '../xml/read-pieces.ts';
import { ATOM } from '../xml/split-elements.ts';
import { type BloggerEntry, bloggerPrefixes, parseEntry } from './entry.ts';

/** A head, an entry with its name in skips, or a skip. */
export type ExportRecord =
  | { readonly kind: 'head'; readonly text: string }
  | { readonly kind: 'entry'; readonly entry: BloggerEntry; readonly page: string }
  | Skip;

/**
 * What stands in the file, in order, the head first. Memory holds one entry.
 * @throws the error of the file system or of what unpacks the file.
 */
export async function* readEntries(stored: StoredFile, file: string): AsyncIterable<ExportRecord> {
  let prefixes: ReadonlyMap<string, string> = new Map();
  let entries = 0;
  for await (const piece of readXmlPieces(stored, ATOM)) {
    if (piece.kind === 'end') {
      if (!piece.isComplete) yield badRecord(file, `the file breaks off after ${entries} entries`);
    } else if (piece.kind === 'head') {
      prefixes = bloggerPrefixes(piece.text ?? '');
      yield { kind: 'head', text: piece.text ?? '' };
    } else {
      entries++;
      const page = `${file}#entry ${piece.number}`;
      const entry = piece.text === null || !piece.isWhole ? null : parseEntry(piece.text, prefixes);
      yield entry === null ? badRecord(page, whyNotRead(piece)) : { kind: 'entry', entry, page };
    }
  }
}

function whyNotRead({ text, isWhole }: { readonly text: string | null; readonly isWhole: boolean }): string {
  if (text === null) return `the entry is longer than ${MAX_ITEM_CHARACTERS} characters`;
  if (!isWhole) return 'the file breaks off inside this entry, which is left out';
  return 'its elements are nested deeper than in any export';
}

function badRecord(page: string, detail: string): Skip {
  return { kind: 'skip', page, reason: 'bad-record', detail };
}
