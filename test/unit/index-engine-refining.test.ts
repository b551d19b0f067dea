// What a closer look at the best hits changes, on top of the base scores: quoted words, words near each other, likeness.
import * as assert from 'uvu/assert';
import type { Engine, PlanNode } from '../../index/engine.ts';
import { LEVEL_STEP, REFINED_HITS } from '../../index/engines/ranking-settings.ts';
import type { DocumentId } from '../../index/model.ts';
import {
  idsFound,
  makeRequest,
  makeSampleThread,
  openSampleEngine,
  or,
  phrase,
  type SampleEntry,
  word,
} from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('refining the best hits');

const REFINED = { isRefined: true } as const;

/** Each entry a thread of its own. */
function engineOf(...entries: readonly SampleEntry[]): Promise<Engine> {
  return openSampleEngine(entries.map((entry) => makeSampleThread(entry.id, [entry])));
}

async function scores(engine: Engine, plan: PlanNode, isRefined: boolean): Promise<Map<string, number>> {
  const { groups } = await engine.search(makeRequest(plan, { isRefined }));
  return new Map(groups.flatMap(({ hits }) => hits.map(({ id, score }) => [id, score])));
}

async function explained(engine: Engine, plan: PlanNode, id: string) {
  const explanation = await engine.explain?.(makeRequest(plan, REFINED), id as DocumentId);
  if (explanation === null || explanation === undefined) throw new Error(`${id} is not explained`);
  return explanation;
}

test('puts own words before quoted ones', async () => {
  const quoted = { id: 'quoting', text: 'the walrus is back\nso they say here', quotes: [[0, 18]] as const };
  const engine = await engineOf(quoted, { id: 'own', text: 'the walrus is back\nso they say here' });
  assert.equal(await idsFound(engine, word('walrus')), ['quoting', 'own']);
  assert.equal(await idsFound(engine, word('walrus'), REFINED), ['own', 'quoting']);
  assert.equal(await idsFound(engine, phrase('walrus'), REFINED), ['own', 'quoting']);
  assert.ok((await explained(engine, word('walrus'), 'quoting')).quotedLoss > 0);
});

test('takes nothing off a hit for what another document quotes that is not among the best', async () => {
  const gulls = Array.from({ length: REFINED_HITS }, (_, at) => ({
    id: `gull${at}`,
    text: `gull ${'one two three four five six'
      .split(' ')
      .slice(at % 7)
      .join(' ')}`,
  }));
  const others = Array.from({ length: 500 }, (_, at) => ({ id: `other${at}`, text: 'ice floe' }));
  const long = `walrus\n${Array.from({ length: 900 }, (_, at) => `word${at}`).join(' ')}`;
  const engine = await engineOf(
    ...gulls.slice(0, 50),
    ...['a', 'b', 'c'].map((id) => ({ id, text: long, quotes: [[0, 6]] as const })),
    ...gulls.slice(50),
    { id: 'said', text: 'gull walrus\nwalrus', quotes: [[0, 11]] },
    ...others,
  );
  const plan = or(word('gull'), word('walrus'));
  for (const { id } of gulls) assert.is((await explained(engine, plan, id)).quotedLoss, 0);
});

test('takes nothing off a word that is also said', async () => {
  const text = 'the walrus is back\nthe walrus I say';
  const engine = await engineOf(
    { id: 'both', text, quotes: [[0, 18]] },
    { id: 'quoting', text, quotes: [[0, 34]] },
    { id: 'other', text: 'a walrus among many other words that say nothing of the sort at all' },
  );
  assert.is((await explained(engine, word('walrus'), 'both')).quotedLoss, 0);
  assert.ok((await explained(engine, word('walrus'), 'quoting')).quotedLoss > 0);
  assert.equal(await idsFound(engine, word('walrus', 'quote'), REFINED), ['both', 'quoting']);
});

test('puts words near each other before words far apart', async () => {
  const far = 'copper one two three four five six seven eight nine kettle';
  const near = 'one two three four five six seven eight nine copper kettle';
  const engine = await engineOf({ id: 'far', text: far }, { id: 'near', text: near });
  const plan = or(word('copper'), word('kettles'));
  assert.equal(await idsFound(engine, plan), ['far', 'near']);
  assert.equal(await idsFound(engine, plan, REFINED), ['near', 'far']);
  assert.is((await explained(engine, plan, 'far')).nearnessBonus, 0);
  assert.ok((await explained(engine, plan, 'near')).nearnessBonus > 0);
  assert.is((await explained(engine, word('copper'), 'near')).nearnessBonus, 0);
});

test('puts what is about the same as the best hits before what is not', async () => {
  const engine = await engineOf(
    { id: 'best', text: 'walrus walrus herring ice floe' },
    { id: 'stray', text: 'walrus moustache barber shave' },
    { id: 'kin', text: 'walrus herring ice floe' },
    { id: 'others', text: 'moustache barber shave gull' },
  );
  assert.equal(await idsFound(engine, word('walrus')), ['best', 'stray', 'kin']);
  assert.equal(await idsFound(engine, word('walrus'), REFINED), ['best', 'kin', 'stray']);
  const kin = await explained(engine, word('walrus'), 'kin');
  const stray = await explained(engine, word('walrus'), 'stray');
  assert.ok(kin.likenessBonus > stray.likenessBonus && stray.likenessBonus > 0);
});

test('leaves base scores alone where it is not asked for, and other orders', async () => {
  const engine = await engineOf(
    { id: 'a', text: 'copper kettle', publishedAt: '2008-01-01' },
    { id: 'b', text: 'copper and much more kettle', publishedAt: '2009-01-01' },
  );
  const plan = or(word('copper'), word('kettle'));
  const [plain, refined] = [await scores(engine, plan, false), await scores(engine, plan, true)];
  assert.ok((refined.get('a') ?? 0) > (plain.get('a') ?? 0));
  const { groups } = await engine.search(makeRequest(plan, { ...REFINED, sort: 'newest' }));
  assert.equal(
    groups.flatMap(({ hits }) => hits.map(({ id, score }) => [id, score])),
    [...plain].reverse(),
  );
});

test('waits for whole words', async () => {
  const engine = await engineOf(
    { id: 'a', text: 'copper kettle' },
    { id: 'b', text: 'copper and more kettles' },
  );
  const beginning: PlanNode = { kind: 'prefix', prefix: 'kett', scope: 'any' };
  for (const plan of [beginning, or(word('copper'), beginning)]) {
    assert.equal([...(await scores(engine, plan, true))], [...(await scores(engine, plan, false))]);
    assert.is((await explained(engine, plan, 'a')).likenessBonus, 0);
  }
});

test('keeps more of the words before fewer', async () => {
  const engine = await engineOf(
    { id: 'both', text: `copper kettle ${'filler stuff padding '.repeat(30)}` },
    { id: 'near', text: 'kettle kettle kettle' },
    { id: 'like', text: 'kettle kettle' },
  );
  const plan: PlanNode = { kind: 'or', nodes: [word('copper'), word('kettle')], moreFirst: true };
  assert.equal((await idsFound(engine, plan, REFINED))[0], 'both');
  const found = await scores(engine, plan, true);
  const base = await scores(engine, or(word('copper'), word('kettle')), false);
  const highest = Math.max(...base.values());
  assert.ok((found.get('both') ?? 0) >= LEVEL_STEP * highest);
  assert.ok((found.get('near') ?? 0) < LEVEL_STEP * highest);
});

test('looks at the best only, and keeps them before all others', async () => {
  const many = Array.from({ length: REFINED_HITS + 50 }, (_, at) => ({
    id: `d${at}`,
    text: `kettle ${'words '.repeat(at % 7)}`,
  }));
  const engine = await engineOf(...many);
  const plain = await idsFound(engine, word('kettle'));
  const refined = await idsFound(engine, word('kettle'), REFINED);
  assert.equal(refined.slice(REFINED_HITS), plain.slice(REFINED_HITS));
  assert.equal([...refined].sort(), [...plain].sort());
  const last = await explained(engine, word('kettle'), plain.at(-1) ?? '');
  assert.equal([last.likenessBonus, last.nearnessBonus, last.quotedLoss], [0, 0, 0]);
});

test.run();
