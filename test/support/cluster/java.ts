// Finds the Java that OpenSearch nodes run on.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ClusterUnavailable } from './unavailable.ts';

/** OpenSearch 2.19 wants a security manager, which Java 24 no longer has. */
const LEAST = 17;
const MOST = 23;

/** The program to call: of `JAVA_HOME`, else on the path. @throws ClusterUnavailable when there is none that fits */
export function findJava(): string {
  const home = process.env.JAVA_HOME;
  const java = home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
  const { error, stdout, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: 60_000 });
  if (error) throw new ClusterUnavailable(`no Java: ${java} does not run (${error.message})`);
  const version = /version "(\d+)/.exec(`${stderr}${stdout}`)?.[1];
  const major = Number(version);
  if (major >= LEAST && major <= MOST) return java;
  throw new ClusterUnavailable(
    `Java ${LEAST} to ${MOST} is wanted, ${java} is ${version ?? 'something else'}`,
  );
}
