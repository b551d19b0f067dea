// Hits as they are described: facts, threads and snippets, with an engine that knows the places of words and without.
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import type { Engine, EngineGroup, FoundPlaces, PlanNode } from '../../index/engine.ts';
import { describeHits } from '../../index/hits.ts';
import type { DocumentId, Hit, ThreadId } from '../../index/model.ts';
import type { EntryStore, Snapshot } from '../../index/snapshot/model.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { locateInText } from '../support/locate.ts';
import { buildSample, fakeEngine } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('index: hits');
const analysis = createAnalysis();
const FILLER = 'The men who laid it were paid in bread. '.repeat(200);
const LONG = `${FILLER}Under it lies a doubloon, they say. ${FILLER}`;
const PLAN: PlanNode = { kind: 'stem', stem: 'doubloon', form: 'doubloon', scope: 'any' };
const THREAD = makeThread({
  id: 'wreck',
  post: makePost({ title: 'A doubloon', author: 'Ada', text: LONG }),
  comments: [
    makeComment({ id: '1', author: 'Bo', text: 'No doubloon here.', parentId: null }),
    makeComment({ id: '2', author: null, text: '\n', parentId: '1' }),
    makeComment({ id: '3', author: 'Cy', text: `So be it. ${FILLER}`, parentId: '2' }),
  ],
});
const IDS = ['wreck.post', 'wreck.1', 'wreck.2', 'wreck.3', 'nobody'] as DocumentId[];
const GROUPS: readonly EngineGroup[] = [
  { threadId: 'wreck' as ThreadId, hitCount: 4, hits: IDS.map((id) => ({ id, score: 1 })) },
];

type Locate = NonNullable<Engine['locate']>;

async function describe(locate: Locate | null): Promise<{ hits: readonly Hit[]; asked: readonly number[] }> {
  const folder = makeTempFolder('hits');
  await buildSample(folder, [THREAD]);
  const snapshot = await openCurrentSnapshot(folder, { engine: fakeEngine });
  const asked: number[] = [];
  const watched: Pick<Snapshot, 'engine' | 'store'> = {
    engine: locate === null ? snapshot.engine : { ...snapshot.engine, locate },
    store: watch(snapshot.store, asked),
  };
  const [first] = await describeHits(watched, GROUPS, { plan: PLAN, analysis, isGrouped: true });
  await snapshot.close();
  return { hits: first === undefined ? [] : [first, ...(first.more ?? [])], asked };
}

/** Notes how many bytes of texts are asked for. */
function watch(store: EntryStore, asked: number[]): EntryStore {
  return {
    ...store,
    threads: (ids) => store.threads(ids),
    pieces: (ids, choose) =>
      store.pieces(ids, (index, textBytes) => {
        const chosen = choose(index, textBytes);
        asked.push(Math.min(chosen.length, textBytes));
        return chosen;
      }),
  };
}

const TEXTS = [LONG, 'No doubloon here.', '\n', `So be it. ${FILLER}`];
const places = (change: Partial<FoundPlaces> = {}): Locate => {
  return async (plan, hits) =>
    hits.map(({ id }) => {
      const text = TEXTS[IDS.indexOf(id)];
      return text === undefined ? null : { ...locateInText(plan, { text }, analysis), ...change };
    });
};

test('describes a hit by its own record alone', async () => {
  const { hits } = await describe(places());
  assert.equal(
    hits.map(({ id, title, inReplyTo, thread }) => [id, title, inReplyTo?.author?.name, thread.commentCount]),
    [
      ['wreck.post', 'A doubloon', undefined, 3],
      ['wreck.1', 'A doubloon', undefined, 3],
      ['wreck.2', 'A doubloon', 'Bo', 3],
      ['wreck.3', 'A doubloon', undefined, 3],
    ],
  );
  assert.equal(hits[3]?.inReplyTo, { id: 'wreck.2', author: null });
});

test('shows the same with places as without them, of a little of the texts', async () => {
  const placed = await describe(places());
  const searched = await describe(null);
  assert.equal(placed.hits, searched.hits);
  assert.match(placed.hits[0]?.snippet.html ?? '', '… Under it lies a <mark>doubloon</mark>');
  assert.ok(placed.asked.every((bytes) => bytes < 3000));
  assert.ok(searched.asked.some((bytes) => bytes > 15_000));
});

test('shows the title of the thread for a comment without text, with nothing marked', async () => {
  const { hits } = await describe(null);
  const silent = hits.find(({ id }) => id === 'wreck.2');
  assert.equal(silent?.snippet, { html: 'A doubloon', text: 'A doubloon', ranges: [] });
});

test('looks through the text where the places lead astray', async () => {
  const { hits } = await describe(places({ tokens: [1_000_000] }));
  assert.match(hits[0]?.snippet.html ?? '', '<mark>doubloon</mark>');
  assert.match(hits[1]?.snippet.html ?? '', '<mark>doubloon</mark>');
});

test.run();
