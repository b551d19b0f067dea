// A ZIP as a source: its files as if they lay in a folder. Of a WACZ only the WARCs count.
import type { PathLike } from 'node:fs';
import type { Skip } from '../../model.ts';
import { captureOfPath } from '../capture-path.ts';
import { hintOfName, isNeverPage, isToolFolder } from '../file-names.ts';
import type { SourceItem } from '../model.ts';
import type { Found, FoundContext } from '../read-found.ts';
import type { StoredFile } from '../stored-file.ts';
import { borrowPath } from '../stored-path.ts';
import { reasonOf } from '../system-reasons.ts';
import { entryFile } from './entry-file.ts';
import { createUnpackBudget, type UnpackBudget } from './unpack-budget.ts';
import { readWacz } from './wacz.ts';
import { listZip } from './zip-entries.ts';
import type { ZipEntry } from './zip-entry.ts';

export interface ZipOptions {
  /** Path of the ZIP in its source: what is wrong with it is told under this name. */
  readonly name: string;
  /** Stands before the names of its entries: empty when the source is this ZIP. */
  readonly prefix: string;
  readonly context: FoundContext;
  /** Reads an entry like a file of a folder. */
  readonly readEntry: (entry: ZippedFile) => AsyncIterable<SourceItem>;
}

/** An entry with what reading it goes by. */
export interface ZippedFile {
  readonly found: Found;
  readonly context: FoundContext;
}

interface OpenZip extends ZipOptions {
  readonly archive: PathLike;
  readonly budget: UnpackBudget;
}

/** Pages, records and skips in the order of the entries. Never fails. */
export async function* readZip(file: StoredFile, options: ZipOptions): AsyncIterable<SourceItem> {
  try {
    const lent = await borrowPath(file);
    try {
      const budget = options.context.budget ?? createUnpackBudget(lent.size);
      yield* readEntries({ ...options, archive: lent.path, budget, context: { ...options.context, budget } });
    } finally {
      await lent.release();
    }
  } catch (error) {
    yield skip(options.name, 'unreadable', reasonOf(error));
  }
}

async function* readEntries(zip: OpenZip): AsyncIterable<SourceItem> {
  const wacz = await readWacz(listZip(zip.archive), ({ place }) => entryFile(zip.archive, place, zip.budget));
  for (const detail of wacz?.problems ?? []) yield skip(zip.name, 'bad-record', detail);
  for await (const entry of listZip(zip.archive)) {
    if (entry.kind === 'damage') yield skip(zip.name, 'bad-record', entry.detail);
    else if (wacz === null ? isContent(entry.name) : wacz.isCapture(entry.name)) yield* readEntry(entry, zip);
    if (zip.budget.isSpent) return;
  }
}

async function* readEntry({ name, place, problem }: ZipEntry, zip: OpenZip): AsyncIterable<SourceItem> {
  const { context, archive, budget } = zip;
  const path = context.captures.claimPath(zip.prefix + name, null);
  if (problem !== null) {
    yield skip(path, 'unreadable', problem);
    return;
  }
  const own = name.slice(name.lastIndexOf('/') + 1);
  const file = entryFile(archive, place, budget);
  const found = { file, path, name: own, hint: hintOfName(own), capture: captureOfPath(name) };
  yield* zip.readEntry({ found, context });
}

function isContent(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return !folders.some(isToolFolder) && !isNeverPage(name);
}

function skip(page: string, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page, reason, detail };
}
