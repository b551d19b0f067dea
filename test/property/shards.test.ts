// The law of shards: a snapshot that was cut answers as the whole one does, hit by hit, to the last digit and snippet.
import { join } from 'node:path';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { applyKeepersRules, type KeepersRules } from '../../index/keepers-rules.ts';
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { SORTS } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import type { SearchedSnapshot, Snapshot } from '../../index/snapshot/model.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { type CutSnapshot, cutSnapshot } from '../support/cut-snapshot.ts';
import { GOLDEN_QUERIES } from '../support/sample/golden-queries.ts';
import { AS_TYPED } from '../support/search-samples.ts';
import { publishThreads, readThreads } from '../support/served-archive.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('property: shards');

const dataFolder = makeTempFolder('shards');
let whole: Snapshot | null = null;
let cut: CutSnapshot | null = null;
test.before(async () => {
  await publishThreads(dataFolder, await readThreads(join(checkoutPath, 'src/sample-archive')));
  whole = await openCurrentSnapshot(dataFolder);
  cut = await cutSnapshot(dataFolder);
});
test.after(async () => {
  await whole?.close();
});

/** Everything that a reader sees; times aside. */
async function answerOf(
  snapshot: SearchedSnapshot | null,
  q: string,
  fields: Partial<SearchRequest>,
): Promise<Omit<SearchAnswer, 'processingTimeMs'>> {
  if (snapshot === null) throw new Error('no snapshot');
  const request = { ...defaultRequest(q), typo: 'off', ...fields } as const;
  const { processingTimeMs, ...answer } = await search(snapshot, request, AS_TYPED);
  assert.ok(processingTimeMs >= 0);
  return answer;
}

async function answersAlike(q: string, fields: Partial<SearchRequest> = {}): Promise<void> {
  const wanted = await answerOf(whole, q, fields);
  assert.equal(await answerOf(cut?.snapshot ?? null, q, fields), wanted, q);
}

const FOLDED_WORDS = [
  ...['ferry', 'ferries', 'the', 'fish', 'pie', 'peas', 'clock', 'mayor', 'tide', 'fog', 'snow', 'tuba'],
  ...['lamp', 'lamplighter', 'regatta', 'quay', 'vote', 'nine', 'and', 'harbour', 'harbor', 'xyzzy', 'капля'],
];
const word = fc.constantFrom(...FOLDED_WORDS);
const FILTERS = [
  ...['type:post', 'type:comment', 'is:op', 'has:link', 'has:quote', 'comments:>5', 'author:bosun_tom'],
  ...['to:"Capt. Birtwhistle"', 'after:2010', 'before:2010-02', 'year:2009', 'tag:regatta', 'sort:oldest'],
  ...['thread:the-vote', 'links:example', 'sort:newest', 'sort:discussed', 'in:quote', '-in:quote'],
];
const part = fc.oneof(
  { weight: 6, arbitrary: word },
  {
    weight: 2,
    arbitrary: fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => `"${words.join(' ')}"`),
  },
  { weight: 2, arbitrary: fc.tuple(word, word).map(([a, b]) => `(${a} OR ${b})`) },
  { weight: 1, arbitrary: word.map((one) => `-${one}`) },
  { weight: 2, arbitrary: word.map((one) => `${one.slice(0, 3)}*`) },
  { weight: 1, arbitrary: word.map((one) => `title:${one}`) },
  { weight: 2, arbitrary: fc.constantFrom(...FILTERS) },
);
const query = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));

test('golden queries are answered as by the server, but for those with slips', async () => {
  for (const q of Object.keys(GOLDEN_QUERIES)) await answersAlike(q);
});

test(
  'generated queries, pages and sorts too',
  () =>
    fc.assert(
      fc.asyncProperty(
        query,
        fc.record({
          sort: fc.constantFrom(null, ...SORTS),
          group: fc.constantFrom('thread' as const, 'none' as const),
          offset: fc.constantFrom(0, 0, 3),
          match: fc.constantFrom('auto' as const, 'all' as const, 'any' as const),
        }),
        answersAlike,
      ),
      { numRuns: 120 },
    ),
  { timeoutMs: 120_000 },
);

test(
  'what a keeper removed is nowhere in the files, and all else is found as before',
  async () => {
    if (whole === null) throw new Error('no snapshot');
    const [vote] = (await search(whole, defaultRequest('the vote'), AS_TYPED)).hits;
    const rule = { reason: null, line: 1 };
    const rules: KeepersRules = {
      people: [],
      suppressed: [
        { kind: 'author', value: 'tidetable_nerd', ...rule },
        { kind: 'thread', value: vote?.thread.id ?? '', ...rule },
      ],
    };
    const { snapshot: kept, idle } = await applyKeepersRules(whole, rules);
    assert.equal(idle, []);
    const shown = await cutSnapshot(dataFolder, rules);
    const removed = await search(
      whole,
      { ...defaultRequest('author:tidetable_nerd'), group: 'none', limit: 100 },
      AS_TYPED,
    );
    assert.ok(removed.totalHits > 10);
    const everything = [...shown.files.values()]
      .map((bytes) => Buffer.from(bytes).toString('latin1'))
      .join('\n');
    // Others may speak of them.
    assert.not.ok(everything.includes('"tidetable_nerd"'));
    assert.not.match(Buffer.from(shown.files.get('columns/people') ?? []).toString('latin1'), /tidetable/i);
    assert.not.ok(everything.includes(vote?.thread.id ?? ''));
    for (const { id } of removed.hits) assert.not.ok(everything.includes(`["${id}"`), id);
    for (const q of [
      '',
      'type:comment',
      'author:tidetable_nerd',
      '-ferry',
      'tuba',
      'to:tidetable_nerd',
      'the vote',
      'year:2010',
    ]) {
      const request = { ...defaultRequest(q), typo: 'off', group: 'none', limit: 100 } as const;
      const wanted = await search(kept, request, AS_TYPED);
      const found = await search(shown.snapshot, request, AS_TYPED);
      assert.is(found.totalHits, wanted.totalHits, q);
      assert.equal(new Set(found.hits.map(({ id }) => id)), new Set(wanted.hits.map(({ id }) => id)), q);
    }
  },
  { timeoutMs: 120_000 },
);

test('people are who the keeper says they are', async () => {
  if (whole === null) throw new Error('no snapshot');
  const rules: KeepersRules = {
    suppressed: [],
    people: [{ kind: 'merge', names: ['tidetable_nerd', 'bosun_tom'], name: 'Tom of the tides', line: 1 }],
  };
  const { snapshot: kept, idlePeople } = await applyKeepersRules(whole, rules);
  assert.equal(idlePeople, []);
  const { snapshot: shown } = await cutSnapshot(dataFolder, rules);
  for (const q of [
    'author:"Tom of the tides"',
    'author:tidetable_nerd',
    'to:bosun_tom',
    'the tide',
    '-by:tidetable_nerd',
  ]) {
    const wanted = await answerOf(kept, q, { limit: 50 });
    assert.ok(wanted.totalHits > 0, q);
    assert.equal(await answerOf(shown, q, { limit: 50 }), wanted, q);
  }
});

test.run();
