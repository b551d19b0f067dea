// The cluster that the runner gives to a test file, by its environment.
import type { TestOptions, TestSuite } from '../suite.ts';
import {
  askCluster,
  type ClusterAnswer,
  type ClusterRequest,
  type WantedHealth,
  waitForHealth,
} from './asking.ts';
import { controlAt, type NodeControl } from './control.ts';

/** A cluster to test with. */
export interface GivenCluster {
  /** Not empty. */
  readonly addresses: readonly string[];
  /** As `OPENSEARCH_URL` has them: joined by commas. */
  readonly url: string;
  /** Null when the cluster is not ours to break. */
  readonly control: NodeControl | null;
  ask(path: string, request?: ClusterRequest): Promise<ClusterAnswer>;
  waitForHealth(wanted: WantedHealth): Promise<void>;
}

/** The name of the variable with the address of the control server. */
export const CONTROL_VARIABLE = 'ANTLER_TEST_CLUSTER_CONTROL';
/** `all` in the long form. */
export const LENGTH_VARIABLE = 'ANTLER_TEST_CLUSTER';

/** True when long proofs are wanted (`npm run test:cluster`), false for the short form. */
export const isLongRun = process.env[LENGTH_VARIABLE] === 'all';

/** @throws Error when the test file was not started by the runner of cluster tests */
export function givenCluster(): GivenCluster {
  const url = process.env.OPENSEARCH_URL;
  const control = process.env[CONTROL_VARIABLE];
  if (!url) throw new Error('OPENSEARCH_URL is not set: run this file with npm run test:cluster');
  const addresses = url.split(',').map((address) => address.trim());
  return {
    addresses,
    url,
    control: control === undefined ? null : controlAt(control),
    ask: (path, request) => askCluster(addresses, path, request),
    waitForHealth: (wanted) => waitForHealth(addresses, wanted),
  };
}

/** Defines a test that breaks nodes; with a cluster that was given from outside it is skipped. */
export function breakingTest(
  test: TestSuite,
  name: string,
  body: (control: NodeControl) => Promise<void>,
  options: TestOptions = {},
): void {
  const { control } = givenCluster();
  if (control !== null) test(name, () => body(control), { timeoutMs: 240_000, ...options });
  else test.skip(name, 'the cluster of OPENSEARCH_URL is not ours to break');
}
