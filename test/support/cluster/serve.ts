// Starts three nodes to work with by hand, prints their addresses, and ends them with Ctrl+C:
// `node --import tsx test/support/cluster/serve.ts [NODES [HEAP_MB]]`.
import { startCluster } from './cluster.ts';

const [nodes = 3, heapMb = 512] = process.argv.slice(2).map(Number);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
const cluster = await startCluster({ nodes, heapMb });
process.stdout.write(`export OPENSEARCH_URL=${cluster.addresses.join(',')}\n`);
process.stdout.write(`folder of the first node: ${cluster.folderOf(0)}\n`);
