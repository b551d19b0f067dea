// An index in a cluster as an engine. The cluster is asked for each question; what stays true is remembered.
import type { Analysis } from '../../analysis/analysis.ts';
import type { Engine } from '../../engine.ts';
import type { HiddenDocuments } from '../../hidden-documents.ts';
import type { LoadedSections } from '../../snapshot/section-file.ts';
import type { ClusterAccess } from '../cluster-access.ts';
import type { OpenFewDocuments } from '../few-documents.ts';
import { areFormsOfOneWord } from '../slips.ts';
import { SEARCH_BOUNDS, type SearchBounds } from './bounds.ts';
import { Cluster } from './cluster.ts';
import { type ClusterFile, partsOf, readClusterFile } from './cluster-file.ts';
import { IndexState } from './index-state.ts';
import { checkCounts } from './indices.ts';
import { locateWords } from './locate.ts';
import { loadNames, readNames } from './names-file.ts';
import { Numbering } from './numbering.ts';
import { People } from './people.ts';
import { answerRequest } from './search.ts';
import { Walks } from './walk.ts';
import { Words } from './words.ts';

/** What is known of an index and its cluster: plain data for any thread. */
export interface LoadedCluster {
  readonly access: ClusterAccess;
  readonly file: ClusterFile;
  readonly names: LoadedSections;
}

/** @throws IndexError `snapshot-damaged`; ClusterError when the index cannot be asked, or holds something else. */
export async function loadCluster(folder: string, access: ClusterAccess): Promise<LoadedCluster> {
  const file = await readClusterFile(folder);
  const names = await loadNames(folder);
  const cluster = new Cluster(access);
  try {
    await checkCounts(cluster, file);
  } finally {
    await cluster.close();
  }
  return { access, file, names };
}

/** What an engine over a cluster needs beside the index. */
export interface ClusterEngineOptions {
  readonly openFew: OpenFewDocuments;
  readonly bounds?: SearchBounds;
}

/** An engine of one thread; `analysis` must be the one the index was written with. */
export function attachOpenSearchEngine(
  { access, file, names }: LoadedCluster,
  analysis: Analysis,
  { openFew, bounds = SEARCH_BOUNDS }: ClusterEngineOptions,
): Engine {
  const cluster = new Cluster(access);
  const written = partsOf(file);
  const words = new Words({ cluster, index: file.words, parts: written.length });
  const tables = readNames(names, file);
  const documents = new Numbering(written.map((part) => ({ base: part.base, size: part.documents })));
  const threads = new Numbering(written.map((part) => ({ base: part.base, size: part.threads })));
  const parts = { cluster, file, analysis, names: tables, documents, threads, words, openFew, bounds };
  return engineOver(new IndexState(parts, People.written(tables, documents), null));
}

function engineOver(state: IndexState): Engine {
  const searched = { state, walks: new Walks(state) };
  const withState = (people: People, hidden: HiddenDocuments | null) =>
    engineOver(new IndexState(state.parts, people, hidden));
  return {
    name: 'opensearch',
    search: (request) => answerRequest(searched, request),
    knows: (form, stem) => isKnown(state, form, stem),
    begins: (prefix) => isBegun(state, prefix),
    similarForms: (form, limit, edits) => similarForms(state, { form, edits }, limit),
    locate: (plan, hits) => locateWords(state, plan, hits),
    renaming: (changes) => withState(state.people.renamed(changes), state.hidden?.documents ?? null),
    hiding: (hidden) => withState(state.people, hidden),
    close: () => state.parts.cluster.close(),
  };
}

/** Whether the form or a kindred one occurs. */
async function isKnown(state: IndexState, form: string, stem: string): Promise<boolean> {
  const { analysis } = state.parts;
  const stems = await state.stems([analysis.stem(form), stem]);
  const forms = [...stems.values()].flatMap((found) => found.forms);
  if (forms.some((other) => other.form === form)) return true;
  const kindred = stems.get(stem)?.forms ?? [];
  return kindred.some((other) => areFormsOfOneWord(analysis, form, other.form));
}

/** Looked for among so many of the forms that begin so: where the most frequent are hidden, most are. */
const BEGINNINGS = 1_000;

async function isBegun(state: IndexState, prefix: string): Promise<boolean> {
  const { forms } = await state.parts.words.beginning(prefix, state.hidden === null ? 1 : BEGINNINGS);
  return (await state.shownForms(forms)).size > 0;
}

async function similarForms(
  state: IndexState,
  { form, edits }: { readonly form: string; readonly edits: number },
  limit: number,
) {
  if (limit <= 0) return [];
  const near = await state.parts.words.near(form, edits);
  if (state.hidden === null) return near.slice(0, limit);
  const shown = await state.shownForms(near.map((other) => ({ ...other, stem: '', titles: 0 })));
  return near.filter((other) => shown.has(other.form)).slice(0, limit);
}
