// Runs the engine contract over the OpenSearch engine, with one part of the index and with several.

import { engineContract } from '../contract/engine-contract.ts';
import { accessTo, openClusterEngine } from '../support/cluster-engine.ts';
import { suite } from '../support/suite.ts';

const addresses = process.env.OPENSEARCH_URL;
if (addresses === undefined) {
  const test = suite('engine contract: opensearch');
  test.skip('the whole contract', 'OPENSEARCH_URL names no cluster');
  test.run();
} else {
  const access = accessTo(addresses.split(','));
  engineContract({ name: 'opensearch', open: (threads) => openClusterEngine(threads, access) });
  engineContract({
    name: 'opensearch, three parts',
    open: (threads) => openClusterEngine(threads, { ...access, shards: 3 }),
  });
}
