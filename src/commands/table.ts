// The one table of commands: the command line, `--help` and the documents test read it.
import type { ArgumentRow, CommandRow } from './model.ts';

const SOURCES: ArgumentRow = {
  placeholder: 'SOURCE',
  sentence:
    'A folder of archived HTML pages, one HTML page, a WARC, WACZ or ZIP archive, a WordPress or Blogger export, or a documents file (.jsonl).',
  isRepeated: true,
};
const OPTIONAL_SOURCES: ArgumentRow = { ...SOURCES, isOptional: true };
const ALWAYS = ['config', 'logLevel'] as const;
const READING = ['data', 'site', 'workers', 'maxPageBytes'] as const;
const SERVING = [
  ...(['port', 'host', 'publicUrl', 'indexing', 'contact', 'archive'] as const),
  ...(['searchThreads', 'searchQueue', 'searchTimeoutMs', 'cacheBytes'] as const),
];
const KEEPING = ['rateLimit', 'trustedProxies', 'requestLog', 'adminToken', 'sources'] as const;
const GUARDING = ['golden', 'force'] as const;
const CLUSTER = [
  ...(['opensearchUrl', 'opensearchUser', 'opensearchPassword', 'opensearchApiKey'] as const),
  ...(['opensearchCa', 'opensearchTimeoutMs'] as const),
];
const INDEXING = [
  ...(['engine', 'language', 'timeZone'] as const),
  ...CLUSTER,
  ...(['opensearchPrefix', 'opensearchShards', 'opensearchReplicas'] as const),
];

/** Every command, in the order of the list that `antler --help` prints. */
export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'build',
    summary: 'read archives and publish a search index of them',
    details: [
      'The main job in one step: antler ingest, then antler rebuild. A running server follows by itself.',
      'Pages that were read before and have not changed are not parsed again.',
    ],
    arguments: [SOURCES],
    settings: [...READING, 'prune', ...INDEXING, ...GUARDING, 'report', 'json', ...ALWAYS],
    examples: [
      'build ~/archives/my-blog',
      'build my-blog --site https://blog.example/ --time-zone America/New_York',
    ],
    load: () => import('./build.ts'),
  },
  {
    name: 'ingest',
    summary: 'read archives into the catalog, without building an index',
    details: ['Incremental: a page with the same bytes, read by the same version, is not parsed again.'],
    arguments: [SOURCES],
    settings: [...READING, 'prune', 'report', 'json', ...ALWAYS],
    examples: ['ingest 2008 2009 2010', 'ingest my-blog --prune --report report.json'],
    load: () => import('./ingest.ts'),
  },
  {
    name: 'rebuild',
    summary: 'build an index from the catalog and publish it',
    details: [
      'Builds beside what is served, verifies it, then publishes it in one step. Older snapshots are kept for a while.',
      'An index with less than 90 % of the posts and comments of the former one is refused, as is one that fails --golden: a file',
      'of lines such as {"query": "health care", "document": "ID or URL", "within": 3}. The former index stays then.',
    ],
    arguments: [],
    settings: ['data', 'workers', ...INDEXING, ...GUARDING, 'json', ...ALWAYS],
    examples: ['rebuild', 'rebuild --data /srv/antler'],
    load: () => import('./rebuild.ts'),
  },
  {
    name: 'watch',
    summary: 'build, and build again whenever files of the archives change',
    details: [
      'Does antler build at the start and after every change, once the files have been left alone for a moment; a running server',
      'follows by itself. A round that fails is told, and tried again at the next change. Ends with SIGTERM or Ctrl-C.',
    ],
    arguments: [SOURCES],
    settings: [
      ...READING,
      'prune',
      'quietMs',
      'pollMs',
      ...INDEXING,
      ...GUARDING,
      'report',
      'json',
      ...ALWAYS,
    ],
    examples: ['watch ~/captures', 'watch /mnt/share/captures --poll-ms 60000'],
    load: () => import('./watch.ts'),
  },
  {
    name: 'join',
    summary: 'make one search of several data folders, built into one cluster',
    details: [
      'Each part is a data folder, built with --engine opensearch on its own machine, at the same time',
      'as others. Joining writes little: documents stay in the cluster, texts in the folders of the',
      'parts. The whole is served, searched, exported and rolled back as any data folder; the parts are',
      'what is built. When one was built anew, join again: without PART the same parts are taken.',
      'Threads that are in two parts are refused.',
    ],
    arguments: [
      {
        placeholder: 'PART',
        sentence: 'Data folder of a part; left out, those that were joined last.',
        isRepeated: true,
        isOptional: true,
      },
    ],
    settings: ['data', ...CLUSTER, 'opensearchPrefix', ...GUARDING, 'json', ...ALWAYS],
    examples: ['join --data /srv/whole /mnt/one/data /mnt/two/data', 'join --data /srv/whole'],
    load: () => import('./join.ts'),
  },
  {
    name: 'serve',
    summary: 'serve the search page and the API',
    details: [
      'Serves the newest snapshot and follows new ones without a restart. The first line on stdout is the address;',
      'the log on stderr has one JSON object a line, and holds neither queries nor addresses of readers unless asked to.',
      'SIGHUP reads the files of the keeper and of settings again, SIGTERM lets requests finish.',
    ],
    arguments: [],
    settings: ['data', ...SERVING, ...KEEPING, 'engine', ...CLUSTER, ...ALWAYS],
    examples: ['serve', 'serve --port 8090 --host 0.0.0.0'],
    load: () => import('./serve.ts'),
  },
  {
    name: 'search',
    summary: 'search from the shell',
    details: [
      'The same query language and the same answers as the web page. --json prints what the API answers.',
      'A query that begins with a minus sign goes after --, as in: antler search -- -tea',
    ],
    arguments: [
      {
        placeholder: 'QUERY',
        sentence: 'Words, "phrases", author:name, after:2009 and so on; without any, everything.',
        isRepeated: true,
        isOptional: true,
      },
    ],
    settings: [
      'type',
      'author',
      'from',
      'until',
      'thread',
      'tag',
      'sort',
      'group',
      'limit',
      'offset',
      'facets',
      'histogram',
      'typo',
      'match',
      'data',
      'json',
      ...CLUSTER,
      ...ALWAYS,
    ],
    examples: ['search health care', `search '"health care" author:anna' --sort newest --json`],
    load: () => import('./search.ts'),
  },
  {
    name: 'extract',
    summary: 'print what is found in archives, one thread a line, as JSON',
    details: [
      'Touches no data folder. Threads come first, then, with --skips, the pages that gave none and why.',
    ],
    arguments: [SOURCES],
    settings: ['skips', 'site', 'workers', 'maxPageBytes', 'json', ...ALWAYS],
    examples: ['extract my-blog > threads.jsonl', 'extract --skips my-blog | grep \'"skip"\''],
    load: () => import('./extract.ts'),
  },
  {
    name: 'explain page',
    summary: 'tell how one page is read',
    details: [
      'Shows the encoding, the dialect that was chosen with its evidence, and what was dropped and why.',
    ],
    arguments: [
      { placeholder: 'FILE', sentence: 'One archived HTML page, or a WARC, WACZ or ZIP.' },
      {
        placeholder: 'PAGE',
        sentence: 'The page in the archive, as antler extract names it; may stand behind FILE and / too.',
        isOptional: true,
      },
    ],
    settings: ['site', 'maxPageBytes', 'json', ...ALWAYS],
    examples: [
      'explain page my-blog/2009/06/a-post/index.html',
      'explain page crawl.warc.gz http://blog.example/2009/06/a-post/',
    ],
    load: () => import('./explain-page.ts'),
  },
  {
    name: 'explain hit',
    summary: 'tell how the score of a hit came about',
    details: ['ID is the id of a post or comment, as antler search and the API print it.'],
    arguments: [
      { placeholder: 'QUERY', sentence: 'The query, as one argument (in quotes when it has spaces).' },
      { placeholder: 'ID', sentence: 'Id of a post or comment.' },
    ],
    settings: ['data', 'json', ...CLUSTER, ...ALWAYS],
    examples: [`explain hit 'health care' a-post-1b2c3d4e.17`],
    load: () => import('./explain-hit.ts'),
  },
  {
    name: 'status',
    summary: 'tell what the catalog and the snapshots hold',
    details: ['Counts, sizes, dates, and why pages were skipped. Changes nothing.'],
    arguments: [],
    settings: ['data', 'json', ...CLUSTER, ...ALWAYS],
    examples: ['status', 'status --json'],
    load: () => import('./status.ts'),
  },
  {
    name: 'verify',
    summary: 'check every checksum, count and reference of catalog and snapshots',
    details: [
      'Reads every byte. What is served meanwhile stays served. Exit code 1 when something is wrong.',
    ],
    arguments: [],
    settings: ['data', 'json', ...CLUSTER, ...ALWAYS],
    examples: ['verify', 'verify --data /srv/antler --json'],
    load: () => import('./verify.ts'),
  },
  {
    name: 'rollback',
    summary: 'publish the previous snapshot again',
    details: [
      'The newest one that is older than the current one. It is verified first. A running server follows by itself.',
    ],
    arguments: [],
    settings: ['data', 'json', ...CLUSTER, ...ALWAYS],
    examples: ['rollback'],
    load: () => import('./rollback.ts'),
  },
  {
    name: 'backup',
    summary: 'write what the data folder holds into one checked file',
    details: [
      'A tar archive with a checksum of every file, checked before and read back after it is written. Others may serve, read and build',
      'meanwhile. Sources are named from the data folder on: restored beside the same folders elsewhere, they are the same sources. Needs',
      'room for itself, and once more for the catalog.',
    ],
    arguments: [{ placeholder: 'FILE', sentence: 'The file to write, outside of the data folder.' }],
    settings: ['force', 'data', 'json', ...CLUSTER, ...ALWAYS],
    examples: ['backup /mnt/usb/antler-2026-11.tar'],
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    summary: 'put a backup into a data folder',
    details: [
      'The whole file is checked first, then unpacked aside and verified; only then it takes its place. A data folder that holds anything',
      'is refused without --force. A running server follows by itself.',
    ],
    arguments: [{ placeholder: 'FILE', sentence: 'A file that antler backup wrote.' }],
    settings: ['force', 'data', 'json', ...CLUSTER, ...ALWAYS],
    examples: ['restore /mnt/usb/antler-2026-11.tar --data /srv/antler'],
    load: () => import('./restore.ts'),
  },
  {
    name: 'export',
    summary: 'print all there is as JSON Lines, or write a static search site',
    details: [
      'Threads come out of the catalog, whole, one a line. With --as documents: the posts and comments of the current snapshot, one',
      'a line; an archive that is built of them has the same documents under the same ids.',
      'With --static DIR: a search site of plain files, for any web server without a program behind it. The folder must be new, empty,',
      'or one that was written so before; it is replaced as a whole. What the site leaves out stands on its page about the archive.',
    ],
    arguments: [],
    settings: ['as', 'static', 'contact', 'data', ...CLUSTER, ...ALWAYS],
    examples: [
      'export --static site',
      'export > threads.jsonl',
      'export --as documents | gzip > documents.jsonl.gz',
    ],
    load: () => import('./export.ts'),
  },
  {
    name: 'demo',
    summary: 'build and serve in one go: the bundled sample archive, or your own',
    details: [
      'Without a source: builds the sample archive into a temporary data folder, which is removed at the end.',
      'With sources: builds them into the data folder. Then serves; when the usual port is busy and none was asked for, a free one.',
    ],
    arguments: [OPTIONAL_SOURCES],
    settings: [...READING, ...INDEXING, ...SERVING, ...ALWAYS],
    examples: ['demo', 'demo ~/archives/my-blog'],
    load: () => import('./demo.ts'),
  },
];
