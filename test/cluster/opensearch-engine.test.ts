// Runs the engine contract over the OpenSearch engine, with one part of the index and with several.

import { engineContract } from '../contract/engine-contract.ts';
import { givenCluster } from '../support/cluster/given-cluster.ts';
import { accessTo, openClusterEngine } from '../support/cluster-engine.ts';

const access = accessTo(givenCluster().addresses);

engineContract({ name: 'opensearch', open: (threads) => openClusterEngine(threads, access) });
engineContract({
  name: 'opensearch, three parts',
  open: (threads) => openClusterEngine(threads, { ...access, shards: 3 }),
});
