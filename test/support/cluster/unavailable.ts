// Why a machine cannot run a cluster: a reason to skip its tests and say so, never to fail them.

/** Something that cluster tests need and this machine does not have; the message says what. */
export class ClusterUnavailable extends Error {
  override readonly name = 'ClusterUnavailable';
}
