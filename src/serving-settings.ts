// The settings of the server, a part of the one table. Data only.
import { REQUEST_LOGS } from './request-logs.ts';
import type { SettingRow } from './settings-table.ts';

export const SERVING_SETTINGS = {
  port: {
    flag: 'port',
    env: 'ANTLER_PORT',
    kind: 'integer',
    default: 8080,
    placeholder: 'N',
    min: 0,
    max: 65_535,
    sentence: 'Port to listen on; 0 takes a free one.',
  },
  host: {
    flag: 'host',
    env: 'ANTLER_HOST',
    kind: 'text',
    default: '127.0.0.1',
    placeholder: 'ADDRESS',
    sentence: 'Address to listen on; 0.0.0.0 for every network of the machine.',
  },
  publicUrl: {
    flag: 'public-url',
    env: 'ANTLER_PUBLIC_URL',
    kind: 'origin',
    default: null,
    placeholder: 'URL',
    sentence:
      'Address that readers see, such as https://search.example where another server ends TLS; feeds, canonical links and what is copied name it. Unset: the address of each request.',
  },
  indexing: {
    flag: 'indexing',
    env: 'ANTLER_INDEXING',
    kind: 'text',
    default: 'off',
    placeholder: 'MODE',
    choices: ['off', 'on'],
    sentence:
      'Let search engines index threads, people and days; off asks them all to stay away. Lists of results and archived pages are never theirs.',
  },
  contact: {
    flag: 'contact',
    env: 'ANTLER_CONTACT',
    kind: 'contact',
    default: null,
    placeholder: 'ADDRESS',
    sentence:
      'Whom to ask to have something removed: a mail address, or the address of a page. Stands on the page about the archive.',
  },
  archive: {
    flag: 'archive',
    env: 'ANTLER_ARCHIVE',
    kind: 'text',
    default: 'on',
    placeholder: 'MODE',
    choices: ['on', 'off', 'always'],
    sentence:
      'Serve the archived pages themselves under /archive/, in a sandbox, as far as they are files in folders that the server can read; on stops while something is removed at request, always does not.',
  },
  searchThreads: {
    flag: 'search-threads',
    env: 'ANTLER_SEARCH_THREADS',
    kind: 'integer',
    default: null,
    placeholder: 'N',
    unit: 'threads',
    min: 0,
    max: 64,
    sentence:
      'Threads beside the main one that search; unset takes one a processor, at most 4, or 8 where --opensearch-url names a cluster; with 0 the main one searches, and no search has a time limit.',
  },
  searchQueue: {
    flag: 'search-queue',
    env: 'ANTLER_SEARCH_QUEUE',
    kind: 'integer',
    default: 200,
    placeholder: 'N',
    unit: 'searches',
    min: 1,
    max: 100_000,
    sentence: 'Searches that may wait for a thread; more are told to come again (503).',
  },
  searchTimeoutMs: {
    flag: 'search-timeout-ms',
    env: 'ANTLER_SEARCH_TIMEOUT_MS',
    kind: 'integer',
    default: 10_000,
    placeholder: 'N',
    unit: 'milliseconds',
    min: 10,
    max: 600_000,
    sentence: 'A search that takes longer, or waits longer for its turn, is given up (503).',
  },
  cacheBytes: {
    flag: 'cache-bytes',
    env: 'ANTLER_CACHE_BYTES',
    kind: 'integer',
    default: 16_000_000,
    placeholder: 'N',
    unit: 'bytes',
    min: 0,
    max: 4_000_000_000,
    sentence:
      'Memory for finished answers, which are given again while the snapshot is the same; 0 keeps none.',
  },
  rateLimit: {
    flag: 'rate-limit',
    env: 'ANTLER_RATE_LIMIT',
    kind: 'integer',
    default: 0,
    placeholder: 'N',
    unit: 'requests a minute',
    min: 0,
    max: 1_000_000,
    sentence:
      'What one client may ask, evenly or at once after a silence; more is told to wait (429). 0 allows any number.',
  },
  trustedProxies: {
    flag: 'trusted-proxies',
    env: 'ANTLER_TRUSTED_PROXIES',
    kind: 'networks',
    default: [],
    placeholder: 'NETWORKS',
    sentence:
      'Addresses or networks of proxies in front, such as 172.16.0.0/12: only what they say of who asked (X-Forwarded-For, X-Forwarded-Proto) is believed.',
  },
  requestLog: {
    flag: 'request-log',
    env: 'ANTLER_REQUEST_LOG',
    kind: 'text',
    default: 'none',
    placeholder: 'DETAIL',
    choices: REQUEST_LOGS,
    sentence:
      'What the log tells of each request: nothing, route and time, or also what was asked and by which address.',
  },
  adminToken: {
    flag: 'admin-token',
    env: 'ANTLER_ADMIN_TOKEN',
    kind: 'token',
    default: null,
    placeholder: 'TOKEN',
    sentence:
      'Lets who sends it ingest, rebuild and roll back over HTTP; without one those routes do not exist. Better in the environment than as a flag, which others on the machine can see.',
  },
  sources: {
    flag: 'sources',
    env: 'ANTLER_SOURCES',
    kind: 'paths',
    default: [],
    placeholder: 'PATHS',
    sentence: 'What an ingest over HTTP reads; a request cannot name anything else.',
  },
} as const satisfies Record<string, SettingRow>;
