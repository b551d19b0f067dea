// One OpenSearch node as a process of its own, which dies with the process that started it, however that ends.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ClusterUnavailable } from './unavailable.ts';

/** What a node is; the same when it is started again. */
export interface NodePlan {
  readonly name: string;
  /** Home of the unpacked distribution. */
  readonly home: string;
  /** The node's own: configuration, data, logs, temporary files. Made when absent. */
  readonly folder: string;
  readonly java: string;
  readonly httpPort: number;
  readonly transportPort: number;
  readonly heapMb: number;
  /** Further lines of `opensearch.yml`. */
  readonly settings: readonly string[];
}

/** A node that was started. */
export interface NodeProcess {
  readonly pid: number | undefined;
  isRunning(): boolean;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  /** Sends the signal without waiting. */
  signal(name: NodeJS.Signals): void;
  /** The end of what it wrote. */
  lastWords(): string;
}

/** OpenSearch refuses to run as root; this is `nobody`. */
const OTHER_USER = 65_534;
const IS_ROOT = process.getuid?.() === 0;
/** Reads until the starting process is gone, then kills the node. */
const GUARD = 'cat > /dev/null; kill -9 "$0"';

/** Starts the node; it answers some seconds later. @throws ClusterUnavailable when no other user may be taken */
export async function startNode(plan: NodePlan): Promise<NodeProcess> {
  prepareFolder(plan);
  const outputPath = join(plan.folder, 'output.log');
  const output = openSync(outputPath, 'a');
  const child = spawn(plan.java, javaWords(plan), {
    cwd: plan.folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', output, output],
    detached: true, // Ctrl+C in a terminal is for the program, which then ends its nodes.
    ...(IS_ROOT ? { uid: OTHER_USER, gid: OTHER_USER } : {}),
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilSpawned(child);
  const guard = spawn('sh', ['-c', GUARD, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  void ended.then(() => guard.kill('SIGKILL'));
  return {
    pid: child.pid,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    signal: (name) => void child.kill(name),
    lastWords: () => readFileSync(outputPath, 'utf8').slice(-4_000),
  };
}

function untilSpawned(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error: NodeJS.ErrnoException) => {
      const isForbidden = IS_ROOT && (error.code === 'EPERM' || error.code === 'EINVAL');
      const why = `OpenSearch does not run as root, and no other user can be taken (${error.code})`;
      reject(isForbidden ? new ClusterUnavailable(why) : error);
    });
  });
}

function prepareFolder({ home, folder, ...plan }: NodePlan): void {
  for (const name of ['', 'config', 'data', 'logs', 'tmp']) {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    if (IS_ROOT) chownSync(path, OTHER_USER, OTHER_USER);
  }
  chmodSync(folder, 0o755);
  copyFileSync(join(home, 'config', 'log4j2.properties'), join(folder, 'config', 'log4j2.properties'));
  const lines = [
    `node.name: ${plan.name}`,
    'network.host: 127.0.0.1',
    `http.port: ${plan.httpPort}`,
    `transport.port: ${plan.transportPort}`,
    `path.data: ${join(folder, 'data')}`,
    `path.logs: ${join(folder, 'logs')}`,
    'bootstrap.memory_lock: false',
    'cluster.routing.allocation.disk.threshold_enabled: false',
    ...plan.settings,
  ];
  writeFileSync(join(folder, 'config', 'opensearch.yml'), `${lines.join('\n')}\n`);
}

/** As the distribution's own script starts it, which takes three more processes and twice the time. */
function javaWords({ home, folder, heapMb }: NodePlan): readonly string[] {
  return [
    `-Xms${heapMb}m`,
    `-Xmx${heapMb}m`,
    '-XX:+UseSerialGC',
    '-XX:-UsePerfData',
    '-XX:+ExitOnOutOfMemoryError',
    '-Dfile.encoding=UTF-8',
    '-Djava.awt.headless=true',
    '-Djna.nosys=true',
    '-Dio.netty.noUnsafe=true',
    '-Dio.netty.noKeySetOptimization=true',
    '-Dio.netty.recycler.maxCapacityPerThread=0',
    '-Dlog4j.shutdownHookEnabled=false',
    '-Dlog4j2.disable.jmx=true',
    '-Djava.locale.providers=SPI,COMPAT',
    '-Djava.security.manager=allow',
    '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=org.opensearch.secure_sm.SecuredForkJoinWorkerThreadFactory',
    `-Djava.io.tmpdir=${join(folder, 'tmp')}`,
    `-Dopensearch.path.home=${home}`,
    `-Dopensearch.path.conf=${join(folder, 'config')}`,
    '-Dopensearch.distribution.type=zip',
    '-Dopensearch.bundled_jdk=false',
    '-cp',
    join(home, 'lib', '*'),
    'org.opensearch.bootstrap.OpenSearch',
  ];
}
