// Measures what a full page of hits costs to describe: 20 threads with three further hits each, read from a store of
// many documents, for texts of several lengths. The places of the words are found beforehand: an engine's share is not
// in the figures. Run: node --import tsx test/bench/snippets.ts [--documents N] [--words N]

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import type { ThreadDocuments } from '../../index/documents.ts';
import type { Engine, EngineGroup, EngineHit, FoundPlaces, PlanNode } from '../../index/engine.ts';
import { describeHits } from '../../index/hits.ts';
import type { DocumentId, Entry, ThreadId } from '../../index/model.ts';
import { attachStore, closeStore, loadStore } from '../../index/snapshot/store.ts';
import { StoreWriter } from '../../index/snapshot/store-writer.ts';
import { locateInText } from '../support/locate.ts';
import { quantile } from './measure.ts';

const THREADS = 20;
const HITS = 4;
const COMMENTS = 25;
const ROUNDS = 2000;
const WORDS = 20_000;

const analysis = createAnalysis();
const random = createRandom(20_261_122);

/** Words of about five letters, the frequent ones shorter. */
const vocabulary = Array.from({ length: WORDS }, (_, rank) => {
  let word = '';
  for (let left = rank + 17; left > 0; left = Math.floor(left / 14)) word += 'aeioulnrstdmkp'[left % 14];
  return word;
});

/** Marsaglia's xorshift: the same numbers every time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function makeText(words: number): string {
  let text = '';
  for (let left = words; left > 0; left -= 1) {
    const word = vocabulary[Math.floor(WORDS ** random()) - 1] ?? 'a';
    const isLast = random() < 0.08;
    text += isLast ? `${word}.${random() < 0.2 ? '\n\n' : ' '}` : `${word} `;
  }
  return text;
}

function makeThread(number: number, words: number): ThreadDocuments {
  const id = `made-thread-number-${number}-${(number * 7919).toString(16).padStart(8, '0')}` as ThreadId;
  const entries = Array.from({ length: COMMENTS + 1 }, (_, position): Entry => {
    const parent = position > 4 && position % 2 === 0 ? position - 3 : null;
    return {
      id: `${id}.${position === 0 ? 'post' : 1000 + position}` as DocumentId,
      threadId: id,
      kind: position === 0 ? 'post' : 'comment',
      position,
      depth: parent === null ? 0 : 1,
      parentId: parent === null ? null : (`${id}.${1000 + parent}` as DocumentId),
      title: position === 0 ? makeText(5).trim() : '',
      text: makeText(Math.ceil(words * (0.4 + 1.2 * random()))),
      quotes: [],
      author: { name: `Person ${position * 17}`, slug: `person-${position * 17}` },
      byPostAuthor: false,
      publishedAt: '2011-06-19T10:00+00:00',
      datePrecision: 'minute',
      tags: [],
      links: [],
      hasImage: false,
      originalUrl: `http://made.example/2011/06/thread-${number}/#comment-${1000 + position}`,
    };
  });
  const info = {
    id,
    title: entries[0]?.title ?? null,
    site: 'Made',
    originalUrl: `http://made.example/2011/06/thread-${number}/`,
    commentCount: COMMENTS,
    declaredCommentCount: COMMENTS,
    capturedAt: null,
    pages: [`2011/06/thread-${number}/index.html`],
    archivedPage: null,
  };
  return { info, entries, addresses: [] };
}

/** Two words that stand in many texts, and where they stand in those of the hits. */
const plan: PlanNode = {
  kind: 'or',
  nodes: [vocabulary[60] ?? '', vocabulary[200] ?? ''].map((form) => ({
    kind: 'stem',
    stem: analysis.stem(form),
    form,
    scope: 'any',
  })),
};

async function measure(documents: number, words: number): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'antler-bench-'));
  try {
    const places = new Map<string, FoundPlaces>();
    const pages = await writeStore(folder, { documents, words, places });
    const loaded = await loadStore(folder, 'bench');
    const store = attachStore(loaded, 'sync');
    const engine = {
      locate: async (_plan: PlanNode, hits: readonly EngineHit[]) =>
        hits.map(({ id }) => places.get(id) ?? null),
    } as unknown as Engine;
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const groups = pages[round % pages.length] ?? [];
      const startedAt = performance.now();
      await describeHits({ engine, store }, groups, { plan, analysis, isGrouped: true });
      times.push(performance.now() - startedAt);
    }
    closeStore(loaded);
    return times.slice(ROUNDS / 4);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Corpus {
  readonly documents: number;
  readonly words: number;
  /** Filled for the hits of the pages. */
  readonly places: Map<string, FoundPlaces>;
}

/** Pages of hits from threads all over the store. */
async function writeStore(
  folder: string,
  { documents, words, places }: Corpus,
): Promise<readonly (readonly EngineGroup[])[]> {
  const store = await StoreWriter.open(folder);
  const groups: EngineGroup[] = [];
  const threads = Math.ceil(documents / (COMMENTS + 1));
  const every = Math.max(1, Math.floor(threads / (THREADS * 100)));
  for (let number = 0; number < threads; number += 1) {
    const thread = makeThread(number, words);
    store.claimThreadId(thread.info.id);
    for (const { id } of thread.entries) store.claimDocumentId(id);
    await store.addThread(thread);
    if (number % every !== 0) continue;
    const hits = [0, 7, 3, 19]
      .slice(0, HITS)
      .map((at) => thread.entries[at])
      .filter((entry) => entry !== undefined);
    for (const hit of hits) places.set(hit.id, locateInText(plan, hit, analysis));
    groups.push({ threadId: thread.info.id, hitCount: HITS, hits: hits.map(({ id }) => ({ id, score: 1 })) });
  }
  await store.finish();
  await store.close();
  const pages = Math.floor(groups.length / THREADS);
  return Array.from({ length: pages }, (_, page) =>
    groups.filter((_group, at) => at % pages === page).slice(0, THREADS),
  );
}

function numberOf(flag: string): number | null {
  const at = process.argv.indexOf(flag);
  return at < 0 ? null : Number(process.argv[at + 1]);
}

const most = numberOf('--documents') ?? 100_000;
const lengths = [59, 600, 6000].filter((words) => words === (numberOf('--words') ?? words));
for (const words of lengths) {
  const documents = Math.min(most, Math.ceil((most * 600) / words));
  const times = await measure(documents, words);
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  const hits = `${THREADS * HITS} hits in ${p50.toFixed(2)} ms (p50), ${p99.toFixed(2)} ms (p99)`;
  process.stdout.write(`${documents} documents of ${words} words: ${hits}\n`);
}
