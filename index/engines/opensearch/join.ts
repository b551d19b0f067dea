// Joins indices that were built apart: they stay where they are, and are asked as one under an alias that keeps them from
// being removed. Written are only names and counts of the whole.
import { IndexError } from '../../errors.ts';
import type { EnginePart } from '../../snapshot/engine-kit.ts';
import { CLUSTER_FILE } from '../../snapshot/format.ts';
import type { ClusterAccess } from '../cluster-access.ts';
import { Cluster } from './cluster.ts';
import { type ClusterFile, MOST_PARTS, readClusterFile, writeClusterFile } from './cluster-file.ts';
import { loadNames, NAMES_FILE, NameNumbers, readNames } from './names-file.ts';
import { joinedName, pinParts } from './pins.ts';
import { ownName } from './write.ts';
import { JoinedNumbers, packWrittenNames } from './written-names.ts';

/**
 * The order in which parts are to be joined, as numbers of the list given: that of the numbers that the cluster has for
 * their documents, since equal hits come in it.
 * @throws IndexError `bad-setting` for what cannot be joined: joined ones, too many, and those whose numbers meet
 */
export async function orderParts(folders: readonly string[]): Promise<readonly number[]> {
  const files = await readParts(folders);
  return [...files.keys()].sort((a, b) => (files[a]?.base ?? 0) - (files[b]?.base ?? 0));
}

/**
 * Writes a joined index into the folder. Where it fails, `discardIndex` of the folder takes back what was done in the cluster.
 * Memory: the names of all people and tags.
 * @throws IndexError as `orderParts`, and when the parts are in another order; ClusterError
 */
export async function joinIndices(
  folder: string,
  parts: readonly EnginePart[],
  access: ClusterAccess,
): Promise<readonly string[]> {
  const files = await readParts(parts.map((part) => part.folder));
  if (files.some(({ base }, at) => base < (files[at - 1]?.base ?? 0)))
    throw new IndexError('bad-setting', 'The parts are not in the order of their numbers.', {
      hint: 'Ask for their order first.',
    });
  const file = joinedFile(folder, files, access.prefix);
  await writeClusterFile(folder, file);
  await joinNames(folder, parts, files);
  const cluster = new Cluster(access);
  try {
    await pinParts(cluster, file);
  } finally {
    await cluster.close();
  }
  return [CLUSTER_FILE, NAMES_FILE];
}

async function readParts(folders: readonly string[]): Promise<readonly ClusterFile[]> {
  if (folders.length === 0 || folders.length > MOST_PARTS)
    throw cannotJoin(`${folders.length} indices are to be joined; 1 to ${MOST_PARTS} can be`, HINTS.fewer);
  const files: ClusterFile[] = [];
  for (const folder of folders) {
    const file = await readClusterFile(folder);
    if (file.parts !== undefined) throw cannotJoin(`${folder} holds a joined index itself`, HINTS.itsParts);
    if (file.base === 0) throw cannotJoin(`${folder} was written by a former version`, HINTS.rebuild);
    const twin = files.findIndex(({ base }) => base === file.base);
    if (twin >= 0) throw cannotJoin(`${folder} has the same numbers as ${folders[twin]}`, HINTS.rebuild);
    files.push(file);
  }
  return files;
}

const HINTS = {
  fewer: 'Give each source to one of fewer data folders.',
  itsParts: 'Name the data folders that it was joined of.',
  rebuild: 'run "antler rebuild --engine opensearch" there, then join again',
} as const;

function cannotJoin(what: string, hint: string): IndexError {
  return new IndexError('bad-setting', `It cannot be joined: ${what}.`, { hint });
}

function joinedFile(folder: string, files: readonly ClusterFile[], prefix: string): ClusterFile {
  const index = joinedName(prefix, ownName(folder));
  const sum = (count: (file: ClusterFile) => number) => files.reduce((total, file) => total + count(file), 0);
  const documents = sum((file) => file.documents);
  const average = (length: (file: ClusterFile) => number) =>
    documents === 0 ? 0 : sum((file) => file.documents * length(file)) / documents;
  return {
    index,
    words: `${index}-words`,
    alias: prefix,
    base: 0,
    documents,
    threads: sum((file) => file.threads),
    forms: sum((file) => file.forms),
    averageBody: average((file) => file.averageBody),
    averageTitle: average((file) => file.averageTitle),
    parts: files,
  };
}

/** One number for each person and each tag, whatever numbers the parts have for them. */
async function joinNames(
  folder: string,
  parts: readonly EnginePart[],
  files: readonly ClusterFile[],
): Promise<void> {
  const numbers = new NameNumbers();
  const [people, tags] = [new JoinedNumbers(), new JoinedNumbers()];
  for (const [at, part] of parts.entries()) {
    const file = files[at];
    if (file === undefined) continue;
    const { names, slugs, tags: tagNames } = readNames(await loadNames(part.folder), file);
    people.add(slugs.length, (number) => {
      const slug = slugs.at(number);
      return numbers.person(part.personOf(slug) ?? { slug, name: names.at(number) });
    });
    tags.add(tagNames.length, (number) => numbers.tag(tagNames.at(number)));
  }
  await numbers.write(folder, {
    ...packWrittenNames('people', people, numbers.peopleCount),
    ...packWrittenNames('tags', tags, numbers.tagCount),
  });
}
