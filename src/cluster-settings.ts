// The settings of an OpenSearch cluster that holds the index, a part of the one table. Data only.
import type { SettingRow } from './settings-table.ts';

export const CLUSTER_SETTINGS = {
  opensearchUrl: {
    flag: 'opensearch-url',
    env: 'ANTLER_OPENSEARCH_URL',
    kind: 'origins',
    default: [],
    placeholder: 'URLS',
    sentence:
      'Addresses of the OpenSearch cluster, such as https://10.0.0.7:9200: one node, or several that are asked in turn.',
  },
  opensearchUser: {
    flag: 'opensearch-user',
    env: 'ANTLER_OPENSEARCH_USER',
    kind: 'text',
    default: null,
    placeholder: 'NAME',
    sentence: 'User of the cluster, with --opensearch-password.',
  },
  opensearchPassword: {
    flag: 'opensearch-password',
    env: 'ANTLER_OPENSEARCH_PASSWORD',
    kind: 'secret',
    default: null,
    placeholder: 'PASSWORD',
    sentence:
      'Better in the environment or the file of settings than as a flag, which others on the machine can see.',
  },
  opensearchApiKey: {
    flag: 'opensearch-api-key',
    env: 'ANTLER_OPENSEARCH_API_KEY',
    kind: 'secret',
    default: null,
    placeholder: 'KEY',
    sentence:
      'Instead of user and password: sent as it is, behind the word ApiKey. Better in the environment too.',
  },
  opensearchCa: {
    flag: 'opensearch-ca',
    env: 'ANTLER_OPENSEARCH_CA',
    kind: 'path',
    default: null,
    placeholder: 'FILE',
    sentence:
      'Certificates (PEM) that those of the cluster are checked by; unset: those that the system trusts.',
  },
  opensearchTimeoutMs: {
    flag: 'opensearch-timeout-ms',
    env: 'ANTLER_OPENSEARCH_TIMEOUT_MS',
    kind: 'integer',
    default: 8_000,
    placeholder: 'N',
    unit: 'milliseconds',
    min: 100,
    max: 600_000,
    sentence: 'What one question to the cluster may take, tries again included.',
  },
  opensearchPrefix: {
    flag: 'opensearch-prefix',
    env: 'ANTLER_OPENSEARCH_PREFIX',
    kind: 'text',
    default: 'antler',
    placeholder: 'NAME',
    sentence:
      'Names of our indices begin so, and the alias of the published one is called so: small letters, digits and dashes. Another one for each archive of a cluster.',
  },
  opensearchShards: {
    flag: 'opensearch-shards',
    env: 'ANTLER_OPENSEARCH_SHARDS',
    kind: 'integer',
    default: null,
    placeholder: 'N',
    unit: 'parts',
    min: 1,
    max: 256,
    sentence: 'Parts that a new index is cut into; unset: one for every four million documents or 20 GB.',
  },
  opensearchReplicas: {
    flag: 'opensearch-replicas',
    env: 'ANTLER_OPENSEARCH_REPLICAS',
    kind: 'integer',
    default: null,
    placeholder: 'N',
    unit: 'copies',
    min: 0,
    max: 16,
    sentence:
      'Copies of each part beside the first; unset: one where the cluster has several nodes for data.',
  },
} as const satisfies Record<string, SettingRow>;
