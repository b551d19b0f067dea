// `npm run prove -- queries|swaps|soak|api`: the long proofs that a server bears what it meets. Each prints what it saw as
// JSON and ends with 1 when something was not as it must be; short forms of all are in `test/e2e/proof.test.ts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram, withServer } from '../../support/program.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { writeDocuments } from '../documents-file.ts';
import { makeDocuments } from '../made-archive.ts';
import { median } from '../measure.ts';
import { askApi } from './ask-api.ts';
import { askHostile } from './ask-hostile.ts';
import { soak } from './soak.ts';
import { swapUnderLoad } from './swap-under-load.ts';

const USAGE = `npm run prove -- PROOF [--documents N] [--count N] [--seed N] [--minutes N]

  queries   100,000 hostile queries over 100,000 documents: no fault, none above 100 ms
  swaps     50 rebuilds while 64 clients search: no fault, no answer of two snapshots, memory returns
  soak      30 minutes at 80 % of what the server can do, then ten times as much: refuses quickly, recovers
  api       20,000 requests made out of openapi.json: only described answers
`;

const MOST_MS = 100;
/** What a process may have grown by; the heap is not given back at once. */
const GROWTH = 1.3;
/** A thousand clients at once, each over a connection of its own after a refusal. */
const REFUSED_WITHIN_MS = 2_000;

interface Options {
  readonly documents: number;
  readonly count: number;
  readonly seed: number;
  readonly minutes: number;
}

/** What was not as it must be, a sentence each; empty: proven. */
type Proof = (options: Options) => Promise<readonly string[]>;

const PROOFS: Readonly<Record<string, Proof>> = {
  queries: async ({ documents, count, seed }) =>
    overMadeArchive(documents, async (origin, words) => {
      const report = await askHostile({ origin, count, seed, connections: 2, words });
      print({
        ...report,
        slowest: report.slowest.map(({ ms, path }) => `${ms.toFixed(1)} ms: ${cut(path)}`),
      });
      const slow = report.slowest.filter(({ ms }) => ms > MOST_MS);
      return [
        ...report.faults.map(({ what, path }) => `${what}: ${cut(path)}`),
        ...slow.map(({ ms, path }) => `${Math.round(ms)} ms: ${cut(path)}`),
      ];
    }),
  swaps: async ({ documents }) => {
    const folder = makeTempFolder('swaps');
    const report = await swapUnderLoad({
      folder,
      rebuilds: 50,
      clients: 64,
      documents: Math.min(documents, 5_000),
    });
    print(report);
    // What a server takes once it is at work is known after the first fifth.
    const grown = (report.rss.at(-1) ?? 0) > (report.rss[1] ?? 0) * GROWTH;
    return [...report.faults, ...(grown ? ['the memory did not return'] : [])];
  },
  soak: async ({ documents, minutes }) =>
    overMadeArchive(documents, async (origin, words) => {
      const paths = await mixedPaths(origin, words);
      const report = await soak({
        origin,
        paths,
        peakSeconds: 60,
        steadySeconds: minutes * 60,
        overloadSeconds: 30,
      });
      print(report);
      return judgeSoak(report);
    }),
  api: async ({ documents, count, seed }) =>
    overMadeArchive(Math.min(documents, 10_000), async (origin) => {
      const report = await askApi({ origin, count: Math.min(count, 20_000), seed });
      print(report);
      return report.faults;
    }),
};

/** What readers and programs ask for: mostly searches, each word's another time, among pages of threads, people and days. */
async function mixedPaths(origin: string, words: readonly string[]): Promise<readonly string[]> {
  const found = await fetch(`${origin}/api/v1/search?q=${words[0]}&limit=${Math.min(words.length, 100)}`);
  const { hits }: { hits: readonly { thread: { url: string }; author: { slug: string } | null }[] } =
    JSON.parse(await found.text());
  return words.flatMap((word, at) => {
    const hit = hits[at % Math.max(1, hits.length)];
    return [
      `/api/v1/search?q=${word}&facets=author,year`,
      `/search?q=${word}+${words[at + 1] ?? ''}`,
      `/api/v1/suggest?q=${word.slice(0, 3)}`,
      `/search?q="${word}+${words[at + 1] ?? word}"`,
      hit?.thread.url ?? '/',
      `/api/v1/search?q=${word}~&group=none`,
      hit?.author ? `/people/${encodeURIComponent(hit.author.slug)}` : '/people',
      `/search.atom?q=${word}`,
      ['/', '/about', '/on-this-day', '/people', '/help'][at % 5] ?? '/',
    ];
  });
}

function judgeSoak({
  steady,
  steadyP99Ms,
  overload,
  recovered,
  rss,
}: Awaited<ReturnType<typeof soak>>): readonly string[] {
  const others = (statuses: Readonly<Record<string, number>>, allowed: readonly string[]) =>
    Object.keys(statuses).filter((status) => !allowed.includes(status));
  return [
    ...[steady, recovered].flatMap(({ statuses }) =>
      others(statuses, ['200']).map((status) => `status ${status} under load`),
    ),
    ...[steady, overload, recovered].flatMap(({ broken }) =>
      Object.entries(broken).map(([what, times]) => `${times} times ${what}`),
    ),
    ...others(overload.statuses, ['200', '503']).map((status) => `status ${status} under overload`),
    ...(overload.refusedP99Ms > REFUSED_WITHIN_MS ? [`refusals take ${overload.refusedP99Ms} ms`] : []),
    ...(recovered.p99Ms > Math.max(2 * steady.p99Ms, 100) ? ['it does not recover'] : []),
    ...(median(steadyP99Ms.slice(-3)) > Math.max(2 * median(steadyP99Ms.slice(0, 3)), 50)
      ? ['answers become slower']
      : []),
    ...(rss.late > rss.early * GROWTH ? ['memory grows'] : []),
  ];
}

async function overMadeArchive(
  documents: number,
  use: (origin: string, words: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const folder = makeTempFolder('proof');
  const [file, data] = [join(folder, 'documents.jsonl'), join(folder, 'data')];
  writeDocuments(file, makeDocuments(documents));
  const built = await runProgram(['build', file, '--data', data], { timeoutMs: 3_600_000 });
  if (built.code !== 0) throw new Error(built.stderr);
  const [first] = makeDocuments(1);
  const words = [...new Set((first?.text ?? 'tide').toLowerCase().match(/[a-z]{2,}/g) ?? [])];
  return withServer(['serve', '--data', data, '--cache-bytes', '0'], ({ url }) => use(url, words));
}

const cut = (path: string) =>
  path.length > 200 ? `${path.slice(0, 200)}… (${path.length} characters)` : path;

function print(report: object): void {
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: '100000' },
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '20081104' },
    minutes: { type: 'string', default: '30' },
  },
});
const proof = PROOFS[positionals[0] ?? ''];
if (proof === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const faults = await proof({
  documents: Number(values.documents),
  count: Number(values.count),
  seed: Number(values.seed),
  minutes: Number(values.minutes),
});
const last = faults.length === 0 ? 'proven' : `not proven:\n${faults.slice(0, 50).join('\n')}`;
writeFileSync(1, `${last}\n`);
process.exit(faults.length === 0 ? 0 : 1);
