// Search threads with a made entry: what waits, what is refused, and what happens to those that die or hang.
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as assert from 'uvu/assert';
import { NO_RULES } from '../../index/keepers-rules.ts';
import type { LoadedSnapshot } from '../../index/snapshot/open.ts';
import { USUAL_SITE } from '../../src/assets.ts';
import { AskerGone, Busy, type Searcher, type Searchers, TooSlow } from '../../src/search-threads/model.ts';
import { type SearcherOptions, startSearchers } from '../../src/search-threads/start.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('search threads');

/** Does what the id of the document asked for says, and answers with the keys of the snapshots that it has. */
const ENTRY = `
  import { parentPort } from 'node:worker_threads';
  const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  const attached = new Set();
  const perform = (request) => {
    if (request.kind === 'attach') attached.add(request.key);
    if (request.kind === 'detach') attached.delete(request.key);
    if (request.kind !== 'ask') return { kind: 'done' };
    const [word, ms] = request.question.id.split(' ');
    if (word === 'sleep') sleep(Number(ms));
    if (word === 'hang') for (;;);
    if (word === 'exit') process.exit(3);
    if (word === 'crash') throw new Error('boom');
    if (word === 'fail') return { kind: 'failed', detail: 'it is broken' };
    const body = new TextEncoder().encode([...attached].join(' '));
    return { kind: 'answered', answer: { body, encoding: null, contentType: 'text/plain', times: null }, workMs: 0 };
  };
  parentPort.on('message', (request) => parentPort.postMessage(perform(request)));
  parentPort.postMessage({ kind: 'ready' });`;

const folder = makeTempFolder('search-threads');
const file = join(folder, 'made-thread.mjs');
writeFileSync(file, ENTRY);

/** As long as they are there, the frail threads do not start, and do not attach. */
const NO_START = join(folder, 'no-start');
const NO_ATTACH = join(folder, 'no-attach');
const frailFile = join(folder, 'frail-thread.mjs');
writeFileSync(
  frailFile,
  `import { existsSync } from 'node:fs';
  if (existsSync(${JSON.stringify(NO_START)})) throw new Error('it does not start');
  ${ENTRY.replace(
    "if (request.kind === 'attach')",
    `if (request.kind === 'attach' && existsSync(${JSON.stringify(NO_ATTACH)}))
      return { kind: 'failed', detail: 'it cannot be read' };
    if (request.kind === 'attach')`,
  )}`,
);
const FRAIL = new URL(`file://${frailFile}`);

/** As it runs: threads of their own read no TypeScript. */
const BUILT = pathToFileURL(join(checkoutPath, 'dist/src/search-threads/yield-to-serving.js')).href;

/** The made threads do not look into it. */
const LOADED = {} as LoadedSnapshot;

async function withSearchers(
  options: Partial<SearcherOptions>,
  use: (searcher: Searcher, searchers: Searchers) => Promise<void>,
): Promise<void> {
  const searchers = await startSearchers({
    threads: 1,
    maxWaiting: 10,
    maxSearchMs: 20_000,
    files: { stylesheetPath: '', iconPath: '', scriptPath: '', themePath: '', site: USUAL_SITE },
    repairText: (text) => text,
    entry: new URL(`file://${file}`),
    ...options,
  });
  try {
    await use(await searchers.attach(LOADED, NO_RULES), searchers);
  } finally {
    await searchers.close();
  }
}

async function ask(searcher: Searcher, id: string, isGone = () => false): Promise<string> {
  const question = { kind: 'document', id, include: [] } as const;
  const { answer } = await searcher.ask({ question, encoding: null, isGone });
  return new TextDecoder().decode(answer?.body);
}

/** The error that it ends with. @throws Error when it ends well */
async function failureOf(answer: Promise<unknown>): Promise<Error> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was answered');
}

const check = (name: string, body: () => Promise<void>) => test(name, body, { timeoutMs: 60_000 });

check('answers, each of several snapshots, until it is detached', () =>
  withSearchers({ threads: 2 }, async (first, searchers) => {
    assert.is(await ask(first, 'echo'), '0');
    const second = await searchers.attach(LOADED, NO_RULES);
    assert.equal(await Promise.all([ask(first, 'sleep 20'), ask(second, 'sleep 20')]), ['0 1', '0 1']);
    await first.detach();
    assert.equal(await Promise.all([ask(second, 'sleep 20'), ask(second, 'sleep 20')]), ['1', '1']);
  }),
);

check('passes on the failure of a question, and goes on', () =>
  withSearchers({}, async (searcher) => {
    assert.is((await failureOf(ask(searcher, 'fail'))).message, 'it is broken');
    assert.is(await ask(searcher, 'echo'), '0');
  }),
);

check('refuses what comes when too many wait, and answers those', () =>
  withSearchers({ maxWaiting: 2 }, async (searcher) => {
    const answers = Array.from({ length: 4 }, () => ask(searcher, 'sleep 50'));
    assert.instance(await failureOf(ask(searcher, 'echo')), Busy);
    assert.equal(await Promise.all(answers), ['0', '0', '0', '0']);
    assert.is(await ask(searcher, 'echo'), '0');
  }),
);

check('drops what waits when its asker is gone, also to make room for others', () =>
  withSearchers({ maxWaiting: 1 }, async (searcher) => {
    let isGone = false;
    const busy = [ask(searcher, 'sleep 100'), ask(searcher, 'sleep 1')];
    const left = failureOf(ask(searcher, 'exit', () => isGone));
    isGone = true;
    const next = ask(searcher, 'echo');
    assert.instance(await left, AskerGone);
    assert.equal(await Promise.all([...busy, next]), ['0', '0', '0']);
  }),
);

check('refuses what would wait too long for its turn', () =>
  withSearchers({ maxSearchMs: 150 }, async (searcher) => {
    const steady = Array.from({ length: 4 }, () => ask(searcher, 'sleep 120').catch(() => ''));
    assert.instance(await failureOf(ask(searcher, 'echo')), Busy);
    await Promise.all(steady);
  }),
);

for (const [how, word] of [
  ['crashes', 'crash'],
  ['ends', 'exit'],
] as const) {
  check(`a thread that ${how} costs the question it was at, and is replaced`, async () => {
    const reasons: string[] = [];
    await withSearchers({ onReplaced: (reason) => reasons.push(reason) }, async (searcher) => {
      const [first, second] = [failureOf(ask(searcher, word)), ask(searcher, 'echo')];
      assert.match((await first).message, 'died');
      assert.is(await second, '0');
      assert.is(reasons.length, 1);
      assert.match(reasons[0] ?? '', word === 'crash' ? 'boom' : 'ended early');
    });
  });
}

check('a search without end is given up, its thread replaced', async () => {
  const reasons: string[] = [];
  const options = { maxSearchMs: 2_000, onReplaced: (reason: string) => reasons.push(reason) };
  await withSearchers(options, async (searcher) => {
    const hanging = failureOf(ask(searcher, 'hang'));
    await setTimeout(1_500);
    const next = ask(searcher, 'echo');
    assert.instance(await hanging, TooSlow);
    assert.is(await next, '0');
    assert.match(reasons[0] ?? '', '2000 ms');
  });
});

check('a question waits behind no other while a thread is idle', () =>
  withSearchers({ threads: 2, maxSearchMs: 3_000 }, async (searcher) => {
    const startedAt = performance.now();
    const hanging = failureOf(ask(searcher, 'hang'));
    const others = ['sleep 20', 'echo', 'echo', 'echo'].map((id) => ask(searcher, id));
    assert.equal(await Promise.all(others), ['0', '0', '0', '0']);
    assert.ok(performance.now() - startedAt < 2_000);
    assert.instance(await hanging, TooSlow);
    assert.equal(await Promise.all(['echo', 'echo', 'echo'].map((id) => ask(searcher, id))), ['0', '0', '0']);
  }),
);

check('an idle thread takes what a dead one leaves, though no other starts', async () => {
  const startedAt = performance.now();
  await withSearchers({ threads: 2, entry: FRAIL, maxSearchMs: 5_000 }, async (searcher) => {
    await ask(searcher, 'sleep 100');
    writeFileSync(NO_START, '');
    try {
      const dying = failureOf(ask(searcher, 'crash'));
      const others = Array.from({ length: 6 }, () => ask(searcher, 'sleep 10'));
      assert.match((await dying).message, 'died');
      assert.equal(await Promise.all(others), Array(6).fill('0'));
      assert.is(await ask(searcher, 'echo'), '0');
    } finally {
      rmSync(NO_START);
    }
  });
  assert.ok(performance.now() - startedAt < 5_000);
});

check('a thread that cannot open the snapshot is tried again after a pause, with its reason', async () => {
  const reasons: string[] = [];
  const options = { threads: 2, entry: FRAIL, onReplaced: (reason: string) => reasons.push(reason) };
  await withSearchers(options, async (searcher) => {
    writeFileSync(NO_ATTACH, '');
    try {
      assert.match((await failureOf(ask(searcher, 'crash'))).message, 'died');
      for (let count = 0; count < 30; count += 1) {
        assert.is(await ask(searcher, 'echo'), '0');
        await setTimeout(50);
      }
      assert.ok(reasons.length >= 2 && reasons.length <= 4, String(reasons));
      assert.match(reasons[1] ?? '', 'it cannot be read');
    } finally {
      rmSync(NO_ATTACH);
    }
  });
});

check('detaches from a thread that hangs once that is ended', () =>
  withSearchers({ maxSearchMs: 200 }, async (searcher) => {
    const hanging = failureOf(ask(searcher, 'hang'));
    await searcher.detach();
    assert.instance(await hanging, TooSlow);
  }),
);

check('what is under way when it is closed fails, and what comes later', async () => {
  let late: Searcher | null = null;
  const failures: Promise<Error>[] = [];
  await withSearchers({}, async (searcher) => {
    late = searcher;
    for (let count = 0; count < 4; count += 1) failures.push(failureOf(ask(searcher, 'sleep 1000')));
  });
  for (const failure of await Promise.all(failures)) assert.match(failure.message, 'closed');
  if (late !== null) assert.match((await failureOf(ask(late, 'echo'))).message, 'closed');
});

check('searches in this thread where threads do not start, and tells so once', async () => {
  const told: string[] = [];
  const searchers = await startSearchers({
    threads: 2,
    maxWaiting: 10,
    maxSearchMs: 1_000,
    files: { stylesheetPath: '', iconPath: '', scriptPath: '', themePath: '', site: USUAL_SITE },
    repairText: (text) => text,
    entry: new URL('file:///no/such/thread.mjs'),
    onFallback: (reason) => told.push(reason),
    onReplaced: () => assert.unreachable('there was none'),
  });
  assert.is(told.length, 1);
  assert.match(told[0] ?? '', 'no/such/thread');
  await searchers.close();
});

test('lets the thread that serves go before', async () => {
  const priorities = `
    import('node:os').then(async ({ getPriority }) => {
      const before = getPriority();
      (await import(${JSON.stringify(BUILT)})).yieldToServing();
      require('node:worker_threads').parentPort.postMessage(getPriority() - before);
    });`;
  const before = getPriority();
  const [lowered] = await once(new Worker(priorities, { eval: true }), 'message');
  assert.is(lowered, process.platform === 'linux' ? 3 : 0);
  assert.is(getPriority(), before);
});

test.run();
