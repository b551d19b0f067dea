// Joins the parts in the catalog into threads, making anew only those whose parts changed.
import { createHash } from 'node:crypto';
import type { Catalog, SourceRecord } from '../../index/catalog/model.ts';
import { assembleThread } from '../../scraper/assemble.ts';
import { extractProgram } from '../../scraper/extract.ts';
import { groupParts, type ThreadGroup } from '../../scraper/joining/group-parts.ts';
import type { Thread, ThreadPart } from '../../scraper/model.ts';
import { hostOf } from '../../scraper/reading/markup/urls.ts';

export interface JoinContext {
  readonly catalog: Catalog;
  readonly signal?: AbortSignal | undefined;
  readonly onDone: (done: number, total: number) => void;
}

export interface JoinCounts {
  readonly joinedThreads: number;
  readonly unknownParents: number;
  readonly homelessComments: number;
}

/** Raised when joining changes its output. */
const JOIN_VERSION = 3;
const BATCH_THREADS = 100;

/**
 * Makes threads of all parts and forgets threads that have none any more.
 * @throws IndexError from the catalog; the signal's reason when it is aborted.
 */
export function joinThreads({ catalog, signal, onDone }: JoinContext): JoinCounts {
  const { groups, homeless } = groupCatalog(catalog);
  const known = catalog.threadInputs();
  const changed = groups
    .map((group) => ({ group, inputs: inputsOf(group) }))
    .filter(({ group, inputs }) => known.get(group.key) !== inputs);
  let unknownParents = 0;
  for (let from = 0; from < changed.length; from += BATCH_THREADS) {
    signal?.throwIfAborted();
    catalog.transaction(() => {
      for (const { group, inputs } of changed.slice(from, from + BATCH_THREADS))
        unknownParents += joinThread(catalog, group, inputs);
    });
    onDone(Math.min(from + BATCH_THREADS, changed.length), changed.length);
  }
  catalog.transaction(() => catalog.keepThreads(new Set(groups.map(({ key }) => key))));
  return {
    joinedThreads: changed.length,
    unknownParents,
    homelessComments: countHomeless(catalog, homeless),
  };
}

/** Comments that feeds tell of posts without a thread; each once, however many feeds hold it. */
function countHomeless(catalog: Catalog, homeless: readonly (readonly number[])[]): number {
  return homeless.reduce((sum, readingIds) => {
    const ids = catalog.parts(readingIds).flatMap(({ comments }) => comments.map(({ id }) => id));
    return sum + new Set(ids).size;
  }, 0);
}

function joinThread(catalog: Catalog, group: ThreadGroup, inputs: string): number {
  const parts = catalog.parts(group.readingIds);
  const { thread, duplicates } = assembleThread(group.key, parts, group);
  catalog.saveThread(group.key, inputs, thread, duplicates);
  return countLostParents(parts, thread);
}

/** Parts that name no host belong to the host most parts of their source name, else to that of `--site`. */
function groupCatalog(catalog: Catalog): {
  readonly groups: readonly ThreadGroup[];
  readonly homeless: readonly (readonly number[])[];
} {
  const sources = new Map(catalog.sources().map((source) => [source.sourceId, source]));
  const homeless: (readonly number[])[] = [];
  const groups = groupParts(catalog.partIdentities(), {
    hostOfSource: (sourceId) => hostOfSite(sources.get(sourceId)),
    onHomeless: (readingIds) => homeless.push(readingIds),
  });
  return { groups, homeless };
}

function hostOfSite(source: SourceRecord | undefined): string | null {
  return source?.siteUrl ? hostOf(source.siteUrl) : null;
}

/** Readings are never stored under the same number twice, so their numbers stand for their content. */
function inputsOf({ readingIds, dateOrder }: ThreadGroup): string {
  const inputs = `join${JOIN_VERSION} ${extractProgram} ${dateOrder} ${readingIds.join(' ')}`;
  return createHash('sha256').update(inputs).digest('hex');
}

function countLostParents(parts: readonly ThreadPart[], thread: Thread): number {
  const named = new Set<string>();
  for (const { comments } of parts)
    for (const { id, parentId } of comments) if (parentId !== null) named.add(id);
  return thread.comments.filter(({ id, parentId }) => parentId === null && named.has(id)).length;
}
