// Aliases of joined indices: by them their parts are asked as one, and while an index has one it is not removed.
import { z } from 'zod';
import type { Cluster, Patience } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { type ClusterFile, type ClusterPart, partsOf } from './cluster-file.ts';

/** Metadata of the cluster. */
const PATIENCE: Patience = { timeoutMs: 180_000, tryMs: 60_000, tries: 6 };

/** As `joinedName` makes them, and behind that the one for words. */
const PIN = /-joined-(?:[a-z0-9-]+-)?[0-9a-f]{8}(?:-words)?$/;

const aliasesSchema = z.record(z.string(), z.object({ aliases: z.record(z.string(), z.unknown()) }));

/** `antler-joined-20261122t144500z-3f9a2c-0badcafe`. */
export function joinedName(prefix: string, own: string): string {
  return `${prefix}-joined-${own}`;
}

/** In one step. @throws ClusterError, also when one of the parts is gone */
export async function pinParts(cluster: Cluster, file: ClusterFile): Promise<void> {
  const parts = partsOf(file);
  await changeAliases(cluster, [
    { add: { indices: parts.map(({ index }) => index), alias: file.index } },
    { add: { indices: parts.map(({ words }) => words), alias: file.words } },
  ]);
}

/** Takes the aliases of a joined index away, and nothing else. Nothing happens to what is gone. @throws ClusterError */
export async function unpinParts(cluster: Cluster, file: ClusterFile): Promise<void> {
  for (const { index, words } of partsOf(file)) {
    for (const [name, alias] of [
      [index, file.index],
      [words, file.words],
    ]) {
      const removed = changeAliases(cluster, [{ remove: { index: name, alias, must_exist: false } }]);
      await removed.catch(unlessGone);
    }
  }
}

/** The joined indices that need this one, by name; none for one that is gone. @throws ClusterError */
export async function pinsOf(cluster: Cluster, { index, words }: ClusterPart): Promise<readonly string[]> {
  const body = await cluster.ask(
    {
      what: 'which joined indices need it',
      method: 'GET',
      path: `/${index},${words}/_alias`,
      query: { ignore_unavailable: 'true' },
    },
    PATIENCE,
  );
  const names = Object.values(aliasesSchema.parse(body)).flatMap(({ aliases }) => Object.keys(aliases));
  return names.filter((name) => PIN.test(name));
}

/**
 * The alias names the index, or all parts of a joined one, from now on, and no other. In one step: nobody who asks by the
 * alias meets none or two. @throws ClusterError
 */
export async function switchAlias(cluster: Cluster, file: ClusterFile): Promise<void> {
  const { alias } = file;
  const parts = partsOf(file);
  // Parts may have been built under another prefix, and none under this one.
  const families = new Set(parts.map((part) => `${part.alias}-*`));
  await changeAliases(cluster, [
    { remove: { indices: [...families], alias, must_exist: false } },
    { add: { indices: parts.map(({ index }) => index), alias } },
  ]);
}

async function changeAliases(cluster: Cluster, actions: readonly unknown[]): Promise<void> {
  const request = {
    what: 'to change aliases',
    method: 'POST',
    path: '/_aliases',
    body: { actions },
  } as const;
  await cluster.ask(request, PATIENCE);
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ClusterError) || error.status !== 404) throw error;
}
