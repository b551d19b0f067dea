// Several OpenSearch nodes on the loopback, each a process of its own, that tests may kill and start again. Nothing of them
// outlives the process that started them.
import { chmodSync, mkdirSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { makeTempFolder } from '../temp-folder.ts';
import { unpackDistribution } from './artefacts.ts';
import { askCluster, pause, type WantedHealth, waitForHealth } from './asking.ts';
import { findJava } from './java.ts';
import { type NodePlan, type NodeProcess, startNode } from './node.ts';
import { findFreePorts } from './ports.ts';
import { ClusterUnavailable } from './unavailable.ts';

/** How to start a cluster. */
export interface ClusterOptions {
  readonly nodes: number;
  /** Of each node; 512 unless said otherwise. */
  readonly heapMb?: number;
  /** Further lines of every `opensearch.yml`. */
  readonly settings?: readonly string[];
}

/** A running cluster. Nodes are counted from 0. */
export interface Cluster {
  /** `http://127.0.0.1:PORT` of each node, also while it is down. */
  readonly addresses: readonly string[];
  /** The node's folder, with `data`, `logs` and what it wrote in `output.log`. */
  folderOf(node: number): string;
  /** Of the process that runs now. @throws Error when none does */
  pidOf(node: number): number | undefined;
  /** Sends SIGKILL and waits until the process is gone. */
  kill(node: number): Promise<void>;
  /** Starts a node that is down, with its old data and ports, and waits until it answers. */
  restart(node: number): Promise<void>;
  /** Holds the process still (SIGSTOP), as a machine that hangs would. */
  freeze(node: number): void;
  /** Lets a frozen process go on. */
  thaw(node: number): void;
  waitForHealth(wanted: WantedHealth): Promise<void>;
  /** Starts what is down, lets go on what is frozen, waits until all is green. */
  heal(): Promise<void>;
  /** Kills what runs. */
  stop(): Promise<void>;
}

const HEAP_MB = 512;
/** What a node takes beside its heap, about. */
const BESIDE_HEAP_MB = 500;
const START_MS = 180_000;

/** Starts the nodes and waits until all are one green cluster. @throws ClusterUnavailable when this machine cannot run it */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const plans = await planNodes(options);
  const addresses = plans.map(({ httpPort }) => `http://127.0.0.1:${httpPort}`);
  const running = new Map<number, NodeProcess>();
  const killAll = (): void => {
    for (const node of running.values()) node.signal('SIGKILL');
  };
  process.prependOnceListener('exit', killAll);
  const planOf = (node: number): NodePlan => at(plans, node);
  const start = async (node: number): Promise<void> => {
    if (running.get(node)?.isRunning()) throw new Error(`node ${node} runs already`);
    const started = await startNode(planOf(node));
    running.set(node, started);
    await untilAnswering(at(addresses, node), started);
  };
  const processOf = (node: number): NodeProcess => {
    const found = running.get(node);
    if (!found?.isRunning()) throw new Error(`node ${node} does not run`);
    return found;
  };
  const cluster: Cluster = {
    addresses,
    folderOf: (node) => planOf(node).folder,
    pidOf: (node) => processOf(node).pid,
    kill: async (node) => {
      const killed = processOf(node);
      killed.signal('SIGKILL');
      await killed.ended;
    },
    restart: start,
    freeze: (node) => processOf(node).signal('SIGSTOP'),
    thaw: (node) => processOf(node).signal('SIGCONT'),
    waitForHealth: (wanted) => waitForHealth(addresses, wanted),
    heal: async () => {
      for (const node of running.values()) node.signal('SIGCONT');
      for (const node of plans.keys()) if (!running.get(node)?.isRunning()) await start(node);
      await waitForHealth(addresses, { status: 'green', nodes: plans.length });
    },
    stop: async () => {
      killAll();
      await Promise.all([...running.values()].map(({ ended }) => ended));
      process.removeListener('exit', killAll);
    },
  };
  await startAll(cluster, plans);
  return cluster;
}

async function startAll(cluster: Cluster, plans: readonly NodePlan[]): Promise<void> {
  try {
    await Promise.all(plans.map((_, node) => cluster.restart(node)));
    await cluster.heal();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function planNodes(options: ClusterOptions): Promise<readonly NodePlan[]> {
  const { nodes, heapMb = HEAP_MB, settings = [] } = options;
  demandMemory(nodes * (heapMb + BESIDE_HEAP_MB));
  const java = findJava();
  const folder = makeTempFolder('cluster');
  chmodSync(folder, 0o755); // The nodes run as another user where the tests run as root.
  const home = await unpackDistribution(folder);
  mkdirSync(join(home, 'plugins'), { recursive: true });
  const ports = await findFreePorts(2 * nodes);
  const transports = ports.slice(nodes);
  const names = transports.map((_, node) => `node-${node}`);
  const shared = [
    'cluster.name: antler-test',
    `discovery.seed_hosts: [${transports.map((port) => `"127.0.0.1:${port}"`).join(', ')}]`,
    `cluster.initial_cluster_manager_nodes: [${names.join(', ')}]`,
    ...settings,
  ];
  return names.map((name, node) => ({
    name,
    home,
    java,
    heapMb,
    folder: join(folder, name),
    httpPort: at(ports, node),
    transportPort: at(transports, node),
    settings: shared,
  }));
}

function demandMemory(wantedMb: number): void {
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(totalmem(), limit) : totalmem();
  const availableMb = Math.round(bytes / 2 ** 20);
  if (availableMb >= wantedMb + 1_000) return;
  throw new ClusterUnavailable(
    `${wantedMb} MiB of memory are wanted for nodes, the machine has ${availableMb}`,
  );
}

async function untilAnswering(address: string, node: NodeProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (!node.isRunning()) throw new Error(`a node ended while starting:\n${node.lastWords()}`);
    const answer = await askCluster([address], '/').catch(() => null);
    if (answer?.status === 200) return;
    await pause(200);
  }
  throw new Error(`${address} does not answer after ${START_MS} ms:\n${node.lastWords()}`);
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`there is no node ${index}`);
  return found;
}
