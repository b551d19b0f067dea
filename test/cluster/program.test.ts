// The real program with its index in the cluster, beside the same program with its own: the public contract, and the order
// of what is found.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { givenCluster } from '../support/cluster/given-cluster.ts';
import { type ProgramResult, runProgram, withServer } from '../support/program.ts';
import { runScorer } from '../support/scorer.ts';
import { sharedTest } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('the program with a cluster');
const given = givenCluster();
const PREFIX = 'antlertest-program';
const env = { ANTLER_OPENSEARCH_URL: given.url, ANTLER_OPENSEARCH_PREFIX: PREFIX };
/** Differences below are noise. */
const NOISE = 0.01;
const LEAST_OVERLAP = 0.97;

async function removeIndices(): Promise<void> {
  const { body } = await given.ask(`/${PREFIX}-*/_settings`);
  for (const name of Object.keys(body as object)) await given.ask(`/${name}`, { method: 'DELETE' });
}

test.before(removeIndices);
test.after(removeIndices);

/** Into a folder of its own; gives the folder. */
async function build(source: string, engine: 'minisearch' | 'opensearch'): Promise<string> {
  const data = makeTempFolder(`program-${engine}`);
  const built = await run(['build', source, '--data', data, '--engine', engine]);
  assert.is(built.code, 0, built.stderr);
  return data;
}

function run(words: readonly string[]): Promise<ProgramResult> {
  return runProgram(words, { env, timeoutMs: 120_000 });
}

sharedTest(
  test,
  'keeps the public contract, after a rebuild, a rollback and a check of every count too',
  'tools',
  async (tools) => {
    const data = await build(join(tools, 'fixtures/contract.jsonl'), 'opensearch');
    for (const words of [['rebuild'], ['rollback'], ['verify']]) {
      const { code, stderr } = await run([...words, '--data', data]);
      assert.is(code, 0, `${words}: ${stderr}`);
    }
    await withServer(
      ['serve', '--data', data],
      async ({ url }) => {
        const stats = (await (await fetch(`${url}/api/v1/stats`)).json()) as { readonly engine: string };
        assert.is(stats.engine, 'opensearch', 'a rebuild keeps the engine');
        const asked = [join(tools, 'check-http.mjs'), '--server', url, '--json', '--strict'];
        const { results } = JSON.parse(await runScorer(asked, [0, 1])) as {
          readonly results: readonly {
            readonly name: string;
            readonly ok: boolean;
            readonly reason: string;
          }[];
        };
        assert.ok(results.length > 100);
        assert.equal(
          results.filter(({ ok }) => !ok).map(({ name, reason }) => `${name}: ${reason}`),
          [],
        );
      },
      { env },
    );
  },
  { timeoutMs: 240_000 },
);

sharedTest(
  test,
  'a backup that is restored where no cluster is named wants a rebuild, and says so',
  'tools',
  async (tools) => {
    const data = await build(join(tools, 'fixtures/contract.jsonl'), 'opensearch');
    const file = join(makeTempFolder('backup'), 'antler.tar');
    const restored = makeTempFolder('restored');
    assert.is((await run(['backup', file, '--data', data])).code, 0);
    const { code, stderr } = await runProgram(['restore', file, '--data', restored]);
    assert.is(code, 1, stderr);
    assert.match(stderr, 'Run antler rebuild');
    const rebuilt = await runProgram(['rebuild', '--engine', 'minisearch', '--data', restored]);
    assert.is(rebuilt.code, 0, rebuilt.stderr);
    assert.is(
      (await runProgram(['verify', '--data', restored])).code,
      1,
      'the other index lies in a cluster',
    );
  },
  { timeoutMs: 240_000 },
);

interface Scored {
  readonly ndcg10: number;
  /** Ids of the best ten, by query. */
  readonly best: ReadonlyMap<string, readonly string[]>;
}

sharedTest(
  test,
  'finds in the order of the embedded engine',
  'relevance/cranfield',
  async (folder) => {
    const [own, other] = [await score(folder, 'minisearch'), await score(folder, 'opensearch')];
    const shares = [...own.best].map(([query, ids]) => {
      const alike = other.best.get(query) ?? [];
      return ids.filter((id) => alike.includes(id)).length / Math.max(1, ids.length);
    });
    const overlap = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const told = `nDCG@10 ${own.ndcg10} and ${other.ndcg10}, ${overlap.toFixed(4)} of the best ten alike`;
    process.stdout.write(`cranfield: ${told}\n`);
    assert.ok(Math.abs(own.ndcg10 - other.ndcg10) <= NOISE, told);
    assert.ok(overlap >= LEAST_OVERLAP, told);
  },
  { timeoutMs: 240_000 },
);

async function score(folder: string, engine: 'minisearch' | 'opensearch'): Promise<Scored> {
  const data = await build(join(folder, 'documents.jsonl'), engine);
  return withServer(
    ['serve', '--data', data],
    async ({ url }) => {
      const file = join(makeTempFolder('run'), 'run.txt');
      const scorer = join(folder, '../../tools/score-ranking.mjs');
      const asked = [scorer, '--server', url, '--collection', folder, '--run-out', file, '--json'];
      const { figures } = JSON.parse(await runScorer(asked)) as { readonly figures: Scored };
      return { ndcg10: figures.ndcg10, best: bestTen(await readFile(file, 'utf8')) };
    },
    { env },
  );
}

/** Of a run in TREC's form. */
function bestTen(run: string): ReadonlyMap<string, readonly string[]> {
  const best = new Map<string, string[]>();
  for (const line of run.trim().split('\n')) {
    const [query = '', , id = '', rank = ''] = line.split(' ');
    if (Number(rank) <= 10) best.set(query, [...(best.get(query) ?? []), id]);
  }
  return best;
}

test.run();
