// Describes what an engine found: entries and threads read from the store, snippets, addresses.
import { documentPath, threadPath } from './addresses.ts';
import type { Analysis } from './analysis/model.ts';
import type { EngineGroup, EngineHit, PlanNode } from './engine.ts';
import type { Hit, Snippet } from './model.ts';
import { PageSnippets } from './page-snippets.ts';
import type { EntryFacts, SearchedSnapshot } from './snapshot/model.ts';

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
  const described: Hit[] = [];
  let next = 0;
  for (const { hits, hitCount } of groups) {
    const own: Hit[] = [];
    for (const hit of hits) {
      const entry = entries[next++];
      if (entry) own.push(describeHit(entry, hit, hitCount));
    }
    const [first, ...others] = own;
    if (first !== undefined) described.push(options.isGrouped ? { ...first, more: others } : first);
  }
  return described;
}

interface DescribedEntry {
  readonly facts: EntryFacts;
  readonly snippet: Snippet;
}

/** In the order of the hits; null for what is not there. */
async function readEntries(
  { engine, store }: Pick<SearchedSnapshot, 'engine' | 'store'>,
  hits: readonly EngineHit[],
  { plan, analysis }: DescribeOptions,
): Promise<readonly (DescribedEntry | null)[]> {
  const snippets = new PageSnippets(plan, analysis);
  const places = (await engine.locate?.(plan, hits)) ?? [];
  const pieces = await store.pieces(hits, (index, bytes) =>
    snippets.choose(index, places[index] ?? null, bytes),
  );
  const described: (DescribedEntry | null)[] = [];
  const unshown: number[] = [];
  for (const [index, found] of pieces.entries()) {
    const snippet = found && snippets.make(index, found);
    described.push(found && snippet && { facts: found.facts, snippet });
    if (found && snippet === null) unshown.push(index);
  }
  const again = unshown.flatMap((index) => hits[index] ?? []);
  if (again.length > 0) {
    const texts = await store.pieces(again, (index, bytes) => snippets.choose(index, null, bytes));
    for (const [at, found] of texts.entries()) {
      const snippet = found && snippets.make(at, found);
      described[unshown[at] ?? 0] = found && snippet && { facts: found.facts, snippet };
    }
  }
  return described;
}

function describeHit({ facts, snippet }: DescribedEntry, { id, score }: EngineHit, hitCount: number): Hit {
  const { thread } = facts;
  return {
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
  };
}
