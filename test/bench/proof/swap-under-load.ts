// Rebuilds while clients search: every answer must be of one snapshot alone, none the server's fault, and the memory must
// come back. Each version of the archive marks all its documents with a word of its own, and has a number of its own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runProgram, type ServedProgram, waitUntil, withServer } from '../../support/program.ts';

/** How much of it. */
export interface SwapRun {
  /** An empty folder to work in. */
  readonly folder: string;
  readonly rebuilds: number;
  readonly clients: number;
  /** Documents of a version, and a few more. */
  readonly documents: number;
}

/** What came of it. */
export interface SwapReport {
  readonly answers: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Snapshots that answered. */
  readonly snapshots: number;
  /** What was wrong with answers, the first few. */
  readonly faults: readonly string[];
  /** Resident bytes of the server under load: before the first rebuild, after each fifth of them, and after the last. */
  readonly rss: readonly number[];
}

const LISTED = 20;
const SETTLE_MS = 2_000;

interface Found {
  readonly totalHits: number;
  readonly hits: readonly { readonly snippet: { readonly text: string } }[];
  readonly snapshot: { readonly id: string };
}

export async function swapUnderLoad(run: SwapRun): Promise<SwapReport> {
  const data = join(run.folder, 'data');
  await buildVersion(run, data, 0);
  return withServer(['serve', '--data', data, '--cache-bytes', '0'], async (server) => {
    const watch = new AnswerWatch(run.documents);
    let isOver = false;
    const clients = Array.from({ length: run.clients }, async () => {
      while (!isOver) await askOnce(server, watch);
    });
    await setTimeout(SETTLE_MS);
    const rss = [await residentBytes(server)];
    for (let version = 1; version <= run.rebuilds; version += 1) {
      await buildVersion(run, data, version);
      await waitUntil(`version ${version}`, () => watch.newest === version);
      if (version % Math.ceil(run.rebuilds / 5) === 0) rss.push(await residentBytes(server));
    }
    await setTimeout(SETTLE_MS);
    rss.push(await residentBytes(server));
    isOver = true;
    await Promise.all(clients);
    return { ...watch.report(), rss };
  });
}

/** Each version has as many documents as no other near it, so that a mixed count shows. */
const countOf = (documents: number, version: number) => documents + (version % 7);

async function buildVersion({ folder, documents }: SwapRun, data: string, version: number): Promise<void> {
  const path = join(folder, 'documents.jsonl');
  const lines = Array.from({ length: countOf(documents, version) }, (_, at) =>
    JSON.stringify({
      id: `d${at}`,
      title: `Note ${at}`,
      text: `The tide of mark${version}m, note ${at}.`,
      author: `p${at % 50}`,
    }),
  );
  writeFileSync(path, `${lines.join('\n')}\n`);
  const built = await runProgram(['build', path, '--prune', '--force', '--data', data], {
    timeoutMs: 600_000,
  });
  if (built.code !== 0) throw new Error(`version ${version} was not built: ${built.stderr}`);
}

async function askOnce({ url }: ServedProgram, watch: AnswerWatch): Promise<void> {
  try {
    const response = await fetch(`${url}/api/v1/search?q=tide&group=none&limit=20`);
    watch.take(response.status, await response.text());
  } catch (error) {
    watch.fail(String(error));
  }
}

async function residentBytes({ url }: ServedProgram): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

/** Looks into every answer. */
class AnswerWatch {
  readonly #documents: number;
  readonly #versions = new Map<string, number>();
  readonly #statuses: Record<string, number> = {};
  readonly #faults: string[] = [];
  #answers = 0;
  newest = 0;

  constructor(documents: number) {
    this.#documents = documents;
  }

  take(status: number, body: string): void {
    this.#answers += 1;
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    if (status === 200) this.#look(JSON.parse(body) as Found);
    else this.fail(`${status}: ${body.slice(0, 200)}`);
  }

  fail(what: string): void {
    if (this.#faults.length < LISTED) this.#faults.push(what);
  }

  report() {
    const snapshots = this.#versions.size;
    return { answers: this.#answers, statuses: this.#statuses, snapshots, faults: this.#faults };
  }

  #look({ totalHits, hits, snapshot }: Found): void {
    const marks = new Set(hits.map(({ snippet }) => Number(/mark(\d+)m/.exec(snippet.text)?.[1] ?? -1)));
    const [version = -1, ...others] = marks;
    if (others.length > 0) this.fail(`an answer has hits of versions ${[...marks].join(' and ')}`);
    if (totalHits !== countOf(this.#documents, version))
      this.fail(`version ${version} counts ${totalHits}, not ${countOf(this.#documents, version)}`);
    const known = this.#versions.get(snapshot.id) ?? version;
    if (known !== version) this.fail(`snapshot ${snapshot.id} is version ${known} and version ${version}`);
    this.#versions.set(snapshot.id, known);
    this.newest = Math.max(this.newest, version);
  }
}
