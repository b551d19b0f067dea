// Kills the program again and again while it reads, builds and publishes, under a server that goes on; after each kill
// everything must be whole, and the next run must finish the work. Throws at the first thing that is not so.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as assert from 'uvu/assert';
import { verifyCatalog } from '../../index/catalog/open.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { listSnapshots, readCurrent } from '../../index/snapshot/publish.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { createRandom, type Random } from '../bench/random.ts';
import { runProgram, type ServedProgram, startProgram, waitUntil, withServer } from './program.ts';
import { checkoutPath } from './shared.ts';
import { makeMemoryFolder } from './temp-folder.ts';

export interface KillRuns {
  readonly kills: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** How often the program died in which way. Runs that were done before the kill came are no kills. */
export interface KillSummary {
  readonly atOperations: number;
  readonly atTimes: number;
  readonly servers: number;
  readonly tooLate: number;
}

const PAGES = 24;
const COMMENTS = 3;
const RECORDS = 40;
const DOCUMENTS = PAGES * (1 + COMMENTS) + RECORDS;
/** For `node --import`; `KILL_AT_OPERATION` tells when. */
export const KILL_PRELOAD = pathToFileURL(join(checkoutPath, 'test/support/kill-at-operation.mjs')).href;
/** A server is killed instead of a writer now and then. */
const SERVER_EVERY = 6;
const COMMANDS = ['build', 'build', 'build', 'ingest', 'rebuild'] as const;

interface Place {
  readonly archive: string;
  readonly data: string;
}

/** How long a whole run takes, and how many file operations. */
interface Measure {
  readonly ms: number;
  readonly operations: number;
}

/** @throws Error at the first kill after which something is not as it should be */
export async function runKills({ kills, seed, tell }: KillRuns): Promise<KillSummary> {
  const random = createRandom(seed);
  const place = { archive: makeMemoryFolder('kill-archive'), data: makeMemoryFolder('kill-data') };
  const summary = { atOperations: 0, atTimes: 0, servers: 0, tooLate: 0 };
  const measure = await prepare(place);
  tell(`a run takes ${Math.round(measure.ms)} ms and ${measure.operations} file operations`);
  let version = 2;
  const died = () => summary.atOperations + summary.atTimes + summary.servers;
  while (died() < kills) {
    await withServer(['serve', '--data', place.data], async (server) => {
      for (let at = 1; at < SERVER_EVERY && died() < kills; at += 1) {
        const outcome = await killOnce(place, ++version, { random, measure });
        summary[outcome.how] += 1;
        await checkWhole(place, [version - 1, version], outcome.what);
        await checkServer(server, outcome.what);
        await finish(place, version, outcome.what);
        if (died() > 0 && died() % 20 === 0) tell(`${died()} kills, all whole`);
      }
      if (died() >= kills) return;
      await killServer(server);
      summary.servers += 1;
      await checkWhole(place, [version], 'a server that was killed');
    });
  }
  return summary;
}

async function prepare(place: Place): Promise<Measure> {
  writeVersion(place.archive, 1);
  await runWhole(place, 'build');
  writeVersion(place.archive, 2);
  const startedAt = performance.now();
  const { stderr } = await runWhole(place, 'build', '0');
  const operations = Number(/operations: (\d+)/.exec(stderr)?.[1]);
  assert.ok(operations > 20, stderr);
  return { ms: performance.now() - startedAt, operations };
}

/** Every text of the archive names its version. */
function writeVersion(archive: string, version: number): void {
  const word = `version${version}`;
  for (let page = 0; page < PAGES; page += 1) {
    const comments = Array.from(
      { length: COMMENTS },
      (_, at) =>
        `<li class="comment" id="comment-${page * 10 + at}"><cite class="fn">Ada</cite> says: June 18, 2009 at 9:0${at} pm<p>Wet feet ${word} tide.</p></li>`,
    );
    const html = `<html><head><link rel="canonical" href="http://quay.example/2009/06/p${page}/"></head><body class="single postid-${page}"><div class="post" id="post-${page}"><h2>Page ${page}</h2><div class="entry"><p>High at nine, ${word} tide.</p></div></div><ol class="commentlist">${comments.join('')}</ol></body></html>`;
    writeFileSync(join(archive, `p${page}.html`), html);
  }
  const lines = Array.from({ length: RECORDS }, (_, at) => `{"id": "r${at}", "text": "${word} tide"}\n`);
  writeFileSync(join(archive, 'records.jsonl'), lines.join(''));
}

function wordsOf({ archive, data }: Place, command: (typeof COMMANDS)[number]): readonly string[] {
  if (command === 'rebuild') return ['rebuild', '--data', data];
  return [command, archive, '--data', data, '--prune', '--workers', '1'];
}

async function runWhole(place: Place, command: (typeof COMMANDS)[number], killAt?: string) {
  const env =
    killAt === undefined ? {} : { NODE_OPTIONS: `--import=${KILL_PRELOAD}`, KILL_AT_OPERATION: killAt };
  const result = await runProgram(wordsOf(place, command), { env, timeoutMs: 120_000 });
  assert.is(result.code, 0, `${command}: ${result.stderr}`);
  return result;
}

interface Outcome {
  readonly how: 'atOperations' | 'atTimes' | 'tooLate';
  readonly what: string;
}

async function killOnce(
  place: Place,
  version: number,
  { random, measure }: { readonly random: Random; readonly measure: Measure },
): Promise<Outcome> {
  writeVersion(place.archive, version);
  const words = wordsOf(place, random.pick(COMMANDS));
  const atOperation = random.below(2) === 0;
  const operation = 1 + random.below(measure.operations);
  const afterMs = Math.round(measure.ms * (0.15 + 0.8 * random.share()));
  const program = startProgram(words, {
    env: atOperation
      ? { NODE_OPTIONS: `--import=${KILL_PRELOAD}`, KILL_AT_OPERATION: String(operation) }
      : {},
  });
  const timer = setTimeout(() => program.child.kill('SIGKILL'), atOperation ? 120_000 : afterMs);
  const { signal, code, stderr } = await program.ended;
  clearTimeout(timer);
  const what = `${words[0]} killed ${atOperation ? `at operation ${operation}` : `after ${afterMs} ms`}`;
  if (signal === 'SIGKILL') return { how: atOperation ? 'atOperations' : 'atTimes', what };
  assert.is(code, 0, `${what}: ${stderr}`);
  return { how: 'tooLate', what };
}

/** What is published is whole and of one version; the catalog opens, and every reference in it leads somewhere. */
async function checkWhole({ data }: Place, versions: readonly number[], what: string): Promise<void> {
  const id = await readCurrent(data);
  assert.ok(id !== null, what);
  if (id === null) return;
  await verifySnapshot(data, id);
  const found = await readVersions(data);
  assert.is(found.ids.size, DOCUMENTS, `${what}: documents`);
  assert.is(found.count, DOCUMENTS, `${what}: no document is doubled`);
  const allowed = versions.map((version) => `version${version}`);
  assert.is(found.words.size, 1, `${what}: ${[...found.words].join(', ')}`);
  assert.ok(allowed.includes([...found.words].join()), `${what}: ${[...found.words].join()}, not ${allowed}`);
  verifyCatalog(data);
}

async function readVersions(data: string) {
  const { store, close } = await openCurrentSnapshot(data);
  const [ids, words] = [new Set<string>(), new Set<string>()];
  let count = 0;
  for (let row = 0; row < store.threadCount; row += 1) {
    const { info } = await store.threadAt(row);
    for (const { id, text } of await store.threadEntries(info.id)) {
      ids.add(id);
      count += 1;
      for (const word of text.match(/version\d+/g) ?? ['none']) words.add(word);
    }
  }
  await close();
  return { ids, words, count };
}

async function checkServer({ url }: ServedProgram, what: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/search?q=tide&limit=1`);
  assert.is(response.status, 200, `${what}: the server answers`);
  const { totalHits } = (await response.json()) as { totalHits: number };
  assert.is(totalHits, DOCUMENTS, `${what}: the server finds all`);
}

/** The same command again does what was cut off. */
async function finish(place: Place, version: number, what: string): Promise<void> {
  await runWhole(place, 'build');
  await checkWhole(place, [version], `${what}, then built`);
  assert.equal(readdirSync(join(place.data, 'building')), [], `${what}: nothing half is left`);
  assert.ok((await listSnapshots(place.data)).length <= 3, `${what}: old snapshots are removed`);
}

async function killServer(server: ServedProgram): Promise<void> {
  const asking = fetch(`${server.url}/api/v1/search?q=tide`).catch(() => null);
  server.child.kill('SIGKILL');
  await Promise.all([asking, server.ended]);
  await waitUntil('the server to be gone', () => server.child.signalCode === 'SIGKILL');
}
