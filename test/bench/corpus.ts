// Prepares what is searched: documents made or taken from an archive, queries drawn from them, and the index of every
// contender, each built by a process of its own.

import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSphinx } from './building/sphinx.ts';
import { benchProgram, programPath } from './built.ts';
import { readLines, writeArchiveDocuments } from './documents-file.ts';
import { writeMadeArchive } from './made-archive.ts';
import { runNode, runReporting } from './measure.ts';
import { drawQueries } from './query-classes.ts';
import { type ContenderName, type CorpusFiles, corpusFiles } from './search/contender.ts';

/** What is searched. */
export interface Corpus {
  readonly name: string;
  readonly documents: number;
  readonly folder: string;
  readonly files: CorpusFiles;
  /** `antler build` from the documents file to the published snapshot. */
  readonly command: { readonly elapsedMs: number; readonly peakMebibytes: number };
}

/** Where documents come from: the made archive in a size, or an archive on disk. */
export type CorpusSource =
  | { readonly kind: 'made'; readonly documents: number }
  | { readonly kind: 'archive'; readonly path: string };

/** What the build programs print. */
export interface BuildCost {
  readonly documents: number;
  readonly elapsedMs: number;
  readonly cpuMs: number;
  readonly peakMebibytes: number;
}

/** MiniSearch's JSON nears the longest string of V8 above this; FTS5 is left out with it. */
export const MOST_OF_RIVALS = 300_000;

/** Writes everything into `folder`; only the files of `contenders` are made. @throws Error when a program fails */
export async function prepareCorpus(
  source: CorpusSource,
  folder: string,
  contenders: readonly ContenderName[],
): Promise<Corpus> {
  const files = corpusFiles(folder);
  const documents = await writeDocumentsOf(source, folder);
  writeFileSync(files.queries, JSON.stringify(drawQueries(files.documents)));
  const command = await buildData(folder, files);
  if (contenders.includes('minisearch')) {
    const { documents, minisearch, places } = files;
    const words = [benchProgram('building/minisearch.ts'), 'plain', documents, minisearch, places];
    await runReporting(['--max-old-space-size=16000', ...words], join(folder, 'out.txt'));
  }
  if (contenders.includes('sphinx')) buildSphinx(files);
  const name =
    source.kind === 'made' ? `made archive of ${documents.toLocaleString('en')} documents` : source.path;
  return { name, documents, folder, files, command };
}

/** Gives their number. */
async function writeDocumentsOf(source: CorpusSource, folder: string): Promise<number> {
  const { documents } = corpusFiles(folder);
  if (source.kind === 'made') {
    writeMadeArchive(documents, source.documents);
    return source.documents;
  }
  await writeArchiveDocuments(source.path, documents, folder);
  let count = 0;
  for (const _line of readLines(documents)) count += 1;
  return count;
}

async function buildData(folder: string, files: CorpusFiles): Promise<Corpus['command']> {
  const words = [programPath, 'build', files.documents, '--data', files.data];
  const { code, elapsedMs, peakMebibytes, stderr } = await runNode(words, join(folder, 'out.txt'));
  if (code !== 0) throw new Error(`antler build fails: ${stderr}`);
  return { elapsedMs, peakMebibytes: peakMebibytes ?? Number.NaN };
}

/** Builds FTS5's database anew. */
export async function buildFts5({ folder, files }: Pick<Corpus, 'folder' | 'files'>): Promise<BuildCost> {
  rmSync(files.fts5, { force: true });
  return runReporting(
    [benchProgram('building/fts5.ts'), files.documents, files.fts5],
    join(folder, 'out.txt'),
  );
}

/** Bytes of a file. */
export function sizeOf(path: string): number {
  return statSync(path).size;
}
