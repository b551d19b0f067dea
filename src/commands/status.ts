// `antler status`: what the catalog and the snapshots of a data folder hold. Changes nothing.
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogCounts, SourceRecord } from '../../index/catalog/model.ts';
import { openCatalog } from '../../index/catalog/open.ts';
import { dataFolderPaths } from '../../index/data-folder.ts';
import { IndexError } from '../../index/errors.ts';
import { readManifest } from '../../index/snapshot/manifest.ts';
import type { Manifest, SnapshotPart } from '../../index/snapshot/model.ts';
import { listSnapshots, readCurrent } from '../../index/snapshot/publish.ts';
import { readKeepersFiles } from '../keepers-files.ts';
import { countOf, printBytes, printCount } from '../numbers.ts';
import { openArchive } from '../open-archive.ts';
import type { Settings } from '../settings.ts';
import { oneLine } from '../terminal-text.ts';
import type { RunCommand } from './model.ts';
import { describeManifest } from './print-manifest.ts';

interface CatalogStatus {
  readonly bytes: number;
  readonly modifiedAt: string;
  readonly sources: readonly Omit<SourceRecord, 'sourceId'>[];
  readonly counts: CatalogCounts;
}

interface SnapshotStatus {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly manifest: Manifest | null;
  /** Of a joined snapshot: how its parts are now. */
  readonly parts?: readonly PartStatus[];
  /** Why it cannot be used, or null. */
  readonly problem: string | null;
}

interface PartStatus {
  readonly folder: string;
  readonly id: string;
  /** What the part publishes now; null when it cannot be read. */
  readonly currentId: string | null;
}

/** What `--json` prints. */
interface Status {
  readonly dataFolder: string;
  /** Null when only snapshots were copied here. */
  readonly catalog: CatalogStatus | null;
  /** Newest first. */
  readonly snapshots: readonly SnapshotStatus[];
  /** What the keeper removed; null when nothing is, or no snapshot is there to tell. */
  readonly suppressed: SuppressedStatus | null;
  /** What the keeper says of who is who; null likewise. */
  readonly people: PeopleStatus | null;
}

interface PeopleStatus {
  readonly rules: number;
  /** Lines of the file that mean nothing in the current snapshot. */
  readonly idleLines: readonly number[];
}

interface SuppressedStatus {
  readonly rules: number;
  readonly documents: number;
  /** Lines of the file that mean nothing in the current snapshot. */
  readonly idleLines: readonly number[];
}

/** Exit code 1 when a snapshot cannot be used. @throws IndexError when the folder holds neither. */
export const run: RunCommand = async ({ settings, out }) => {
  const snapshots = await readSnapshots(settings.data);
  const catalog = await readCatalog(settings.data, snapshots.length > 0);
  const isUsable = snapshots.some(({ isCurrent, manifest }) => isCurrent && manifest !== null);
  const kept = isUsable ? await readKept(settings) : { suppressed: null, people: null };
  const status: Status = { dataFolder: settings.data, catalog, snapshots, ...kept };
  if (settings.json) await out.json(status, out.isTerminal ? 2 : 0);
  else for (const line of printStatus(status)) await out.line(line);
  return snapshots.every(({ problem }) => problem === null) ? 0 : 1;
};

async function readCatalog(dataFolder: string, mayBeMissing: boolean): Promise<CatalogStatus | null> {
  const path = dataFolderPaths(dataFolder).catalog;
  if (mayBeMissing && !existsSync(path)) return null;
  const catalog = openCatalog(dataFolder, { mode: 'read' });
  try {
    const { size, mtime } = await stat(path);
    const sources = catalog.sources().map(({ location, siteUrl }) => ({ location, siteUrl }));
    return { bytes: size, modifiedAt: mtime.toISOString(), sources, counts: catalog.counts() };
  } finally {
    catalog.close();
  }
}

async function readKept(settings: Settings): Promise<Pick<Status, 'suppressed' | 'people'>> {
  const { suppressed, people } = (await readKeepersFiles(settings.data)).rules;
  if (suppressed.length + people.length === 0) return { suppressed: null, people: null };
  const { whole, snapshot, idle, idlePeople } = await openArchive(settings);
  const documents = whole.manifest.counts.documents - snapshot.manifest.counts.documents;
  await whole.close();
  const linesOf = (rules: readonly { readonly line: number }[]) => rules.map(({ line }) => line);
  return {
    suppressed:
      suppressed.length === 0 ? null : { rules: suppressed.length, documents, idleLines: linesOf(idle) },
    people: people.length === 0 ? null : { rules: people.length, idleLines: linesOf(idlePeople) },
  };
}

async function readSnapshots(dataFolder: string): Promise<readonly SnapshotStatus[]> {
  const current = await readCurrent(dataFolder);
  const { snapshots } = dataFolderPaths(dataFolder);
  const ids = await listSnapshots(dataFolder);
  return Promise.all(ids.map((id) => readSnapshot(join(snapshots, id), id, id === current)));
}

async function readSnapshot(folder: string, id: string, isCurrent: boolean): Promise<SnapshotStatus> {
  try {
    const manifest = await readManifest(folder, id);
    const parts = manifest.parts && (await Promise.all(manifest.parts.map(readPart)));
    return { id, isCurrent, manifest, ...(parts && { parts }), problem: null };
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    return { id, isCurrent, manifest: null, problem: error.message };
  }
}

async function readPart({ folder, id }: SnapshotPart): Promise<PartStatus> {
  return { folder, id, currentId: await readCurrent(folder).catch(() => null) };
}

function printStatus({ dataFolder, catalog, snapshots, suppressed, people }: Status): readonly string[] {
  return [
    `Data folder ${oneLine(dataFolder)}`,
    '',
    ...(catalog === null ? [withoutCatalog(snapshots)] : printCatalog(catalog)),
    '',
    ...(snapshots.length === 0 ? ['No snapshots: antler rebuild makes one.'] : ['Snapshots, newest first:']),
    ...snapshots.flatMap(printSnapshot),
    ...(suppressed === null ? [] : ['', printSuppressed(suppressed)]),
    ...(people === null ? [] : ['', printPeople(people)]),
  ];
}

function withoutCatalog(snapshots: readonly SnapshotStatus[]): string {
  const isJoined = snapshots.some(({ parts }) => parts !== undefined);
  return isJoined ? 'No catalog: it joins other data folders.' : 'No catalog.';
}

function printSuppressed({ rules, documents, idleLines }: SuppressedStatus): string {
  const said = `${countOf(rules, 'rule')} of the keeper remove ${countOf(documents, 'post or comment', 'posts and comments')}.`;
  return idleLines.length === 0 ? said : `${said} Nothing is meant by line ${idleLines.join(', ')}.`;
}

function printPeople({ rules, idleLines }: PeopleStatus): string {
  const said = `${countOf(rules, 'rule')} of the keeper say who is who.`;
  return idleLines.length === 0 ? said : `${said} Nothing is meant by line ${idleLines.join(', ')}.`;
}

function printCatalog({ bytes, modifiedAt, sources, counts }: CatalogStatus): readonly string[] {
  const skips = Object.entries(counts.skips).map(
    ([reason, count]) => `  ${printCount(count).padStart(9)} ${reason}`,
  );
  return [
    `Catalog, ${printBytes(bytes)}, last changed ${modifiedAt}`,
    `  ${countOf(counts.threads, 'thread')}: ${countOf(counts.posts, 'post')}, ${countOf(counts.comments, 'comment')}, ${countOf(counts.pings, 'ping')}`,
    `  ${countOf(counts.pages, 'page')} read from ${countOf(sources.length, 'source')}:`,
    ...sources.map(
      ({ location, siteUrl }) =>
        `    ${oneLine(location)}${siteUrl === null ? '' : ` (${oneLine(siteUrl)})`}`,
    ),
    ...(skips.length === 0 ? [] : ['  Skipped:', ...skips]),
  ];
}

function printSnapshot({ id, isCurrent, manifest, problem, parts }: SnapshotStatus): readonly string[] {
  const mark = isCurrent ? '* ' : '  ';
  if (manifest === null) return [`${mark}${id}: ${oneLine(problem ?? 'cannot be used')}`];
  const line = `${mark}${id}: ${describeManifest(manifest)}${isCurrent ? ' (current)' : ''}`;
  if (parts === undefined || !isCurrent) return [line];
  return [`${line}, joined of`, ...parts.map(printPart)];
}

function printPart({ folder, id, currentId }: PartStatus): string {
  const line = `    ${oneLine(folder)}: ${id}`;
  if (currentId === null) return `${line}, which is not there now`;
  return currentId === id ? line : `${line}; it was built anew since, antler join takes ${currentId}`;
}
