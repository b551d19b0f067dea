// Describes what an engine found: entries and threads read from the store, snippets, addresses.
import { documentPath, threadPath } from './addresses.ts';
import type { Analysis } from './analysis/model.ts';
import type { EngineGroup, EngineHit, PlanNode } from './engine.ts';
import type { DocumentId, Hit, Snippet } from './model.ts';
import { PageSnippets } from './page-snippets.ts';
import type { EntryFacts, EntryPiece, SearchedSnapshot } from './snapshot/model.ts';

export interface DescribeOptions {
  /** What was searched: snippets show and mark it. */
  readonly plan: PlanNode;
  readonly analysis: Analysis;
  /** Whether further hits of a thread are listed with its first. */
  readonly isGrouped: boolean;
}

/**
 * The hits of a page in the engine's order. One record is read for each, with the piece of its text that is shown.
 */
export async function describeHits(
  { engine, store }: Pick<SearchedSnapshot, 'engine' | 'store'>,
  groups: readonly EngineGroup[],
  options: DescribeOptions,
): Promise<readonly Hit[]> {
  const found = groups.flatMap(({ hits }) => hits);
  const entries = await readEntries({ engine, store }, found, options);
  return groups.flatMap((group) => describeGroup(entries, group, options.isGrouped));
}

type DescribedEntries = ReadonlyMap<DocumentId, DescribedEntry>;

interface DescribedEntry {
  readonly facts: EntryFacts;
  readonly snippet: Snippet;
}

async function readEntries(
  { engine, store }: Pick<SearchedSnapshot, 'engine' | 'store'>,
  hits: readonly EngineHit[],
  { plan, analysis }: DescribeOptions,
): Promise<DescribedEntries> {
  const described = new Map<DocumentId, DescribedEntry>();
  const snippets = new PageSnippets(plan, analysis);
  const add = (index: number, found: EntryPiece | null | undefined): boolean => {
    const snippet = found && snippets.make(index, found);
    if (found && snippet) described.set(found.facts.id, { facts: found.facts, snippet });
    return !found || snippet !== null;
  };
  const places = (await engine.locate?.(plan, hits)) ?? [];
  const pieces = await store.pieces(hits, (index, bytes) =>
    snippets.choose(index, places[index] ?? null, bytes),
  );
  const unshown = hits.filter((_, index) => !add(index, pieces[index]));
  if (unshown.length > 0) {
    const texts = await store.pieces(unshown, (index, bytes) => snippets.choose(index, null, bytes));
    for (const [index, text] of texts.entries()) add(index, text);
  }
  return described;
}

function describeGroup(entries: DescribedEntries, group: EngineGroup, isGrouped: boolean): readonly Hit[] {
  const [first, ...others] = group.hits.flatMap((hit) => describeHit(entries, group, hit));
  if (first === undefined) return [];
  return [isGrouped ? { ...first, more: others } : first];
}

function describeHit(
  entries: DescribedEntries,
  { hitCount }: EngineGroup,
  { id, score }: EngineHit,
): readonly Hit[] {
  const entry = entries.get(id);
  if (entry === undefined) return [];
  const { facts, snippet } = entry;
  const { thread } = facts;
  return [
    {
      id,
      type: facts.kind === 'post' ? 'post' : 'comment',
      score,
      url: documentPath(thread.id, id, facts.position),
      originalUrl: facts.originalUrl,
      title: thread.title,
      author: facts.author,
      publishedAt: facts.publishedAt,
      datePrecision: facts.datePrecision,
      thread: {
        id: thread.id,
        title: thread.title,
        url: threadPath(thread.id),
        commentCount: thread.commentCount,
        hitCount,
        position: facts.position ?? 0,
      },
      inReplyTo: facts.parentId === null ? null : { id: facts.parentId, author: facts.parentAuthor },
      snippet,
    },
  ];
}
