// Small made-up archives for tests of engines: documents described by what a test is about, the rest filled in.

import { createAnalysis } from '../../index/analysis/analysis.ts';
import type { Analysis } from '../../index/analysis/model.ts';
import type { ThreadDocuments } from '../../index/documents.ts';
import type { Engine, EngineRequest, PlanNode } from '../../index/engine.ts';
import { createIndexWriter, type IndexWriterOptions } from '../../index/engines/minisearch/building/write.ts';
import { attachMiniSearchEngine } from '../../index/engines/minisearch/open.ts';
import { loadIndex } from '../../index/engines/minisearch/packed-index.ts';
import type { DocumentId, Entry, ThreadId, ThreadInfo } from '../../index/model.ts';
import type { Filter, WordScope } from '../../index/query/model.ts';
import { makeTempFolder } from './temp-folder.ts';

export const english: Analysis = createAnalysis('english');

/** A post is an entry with the kind `post`; the default is a comment. */
export interface SampleEntry extends Partial<Omit<Entry, 'id' | 'author' | 'parentId'>> {
  readonly id: string;
  readonly author?: Entry['author'] | string;
  readonly parentId?: string | null;
}

/** A thread of these entries; comments are counted and numbered, pings are not. */
export function makeSampleThread(
  id: string,
  entries: readonly SampleEntry[],
  info: Partial<ThreadInfo> = {},
): ThreadDocuments {
  let position = 0;
  const threadId = id as ThreadId;
  const whole = entries.map((entry): Entry => {
    const kind = entry.kind ?? 'comment';
    const own = kind === 'post' ? 0 : kind === 'comment' ? ++position : null;
    return { ...DEFAULTS, ...entry, ...idsOf(entry), threadId, kind, position: own };
  });
  const title = whole.find((entry) => entry.kind === 'post')?.title || null;
  return {
    info: { ...INFO_DEFAULTS, id: threadId, title, commentCount: position, ...info },
    entries: whole,
    addresses: [],
  };
}

function idsOf(entry: SampleEntry): Pick<Entry, 'id' | 'author' | 'parentId'> {
  const { author = null, parentId = null } = entry;
  return {
    id: entry.id as DocumentId,
    parentId: parentId as DocumentId | null,
    author: typeof author === 'string' ? { name: author, slug: slugOf(author) } : author,
  };
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

const DEFAULTS = {
  depth: 0,
  title: '',
  text: '',
  quotes: [],
  byPostAuthor: false,
  publishedAt: null,
  datePrecision: null,
  tags: [],
  links: [],
  hasImage: false,
  originalUrl: null,
} as const;

const INFO_DEFAULTS = {
  site: null,
  originalUrl: null,
  declaredCommentCount: null,
  capturedAt: null,
  pages: [],
  archivedPage: null,
} as const;

/** Writes and opens a MiniSearch index of the threads, in a temporary folder. */
export async function openSampleEngine(
  threads: readonly ThreadDocuments[],
  options: IndexWriterOptions = {},
): Promise<Engine> {
  const folder = makeTempFolder('engine');
  const writer = createIndexWriter(folder, english, options);
  for (const { info, entries } of threads) await writer.addThread(info, entries);
  await writer.finish();
  return attachMiniSearchEngine(await loadIndex(folder), english);
}

/** A request for everything the plan finds, document by document. */
export function makeRequest(plan: PlanNode, fields: Partial<EngineRequest> = {}): EngineRequest {
  return {
    plan,
    exactTitle: null,
    sort: 'relevance',
    group: 'none',
    limit: 1000,
    offset: 0,
    facets: [],
    histogram: null,
    ...fields,
  };
}

/** Ids in the order of the answer; with `group=thread` those of each thread behind each other. */
export async function idsFound(
  engine: Engine,
  plan: PlanNode,
  fields: Partial<EngineRequest> = {},
): Promise<readonly string[]> {
  const { groups } = await engine.search(makeRequest(plan, fields));
  return groups.flatMap(({ hits }) => hits.map(({ id }) => id));
}

export function word(text: string, scope: WordScope = 'any'): PlanNode {
  const [form = text] = english.forms(text);
  return { kind: 'stem', form, stem: english.stem(form), scope };
}

export function phrase(text: string, scope: WordScope = 'any'): PlanNode {
  return { kind: 'phrase', forms: english.forms(text), scope };
}

export function prefix(text: string, scope: WordScope = 'any'): PlanNode {
  return { kind: 'prefix', prefix: text, scope };
}

export function filter(wanted: Filter): PlanNode {
  return { kind: 'filter', filter: wanted };
}

export function and(...nodes: readonly PlanNode[]): PlanNode {
  return { kind: 'and', nodes };
}

export function or(...nodes: readonly PlanNode[]): PlanNode {
  return { kind: 'or', nodes };
}

export function not(node: PlanNode): PlanNode {
  return { kind: 'not', node };
}
