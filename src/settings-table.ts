// The one table of settings: `--help`, the checks at start and the README's table come from it. Data only.
import { CLUSTER_SETTINGS } from './cluster-settings.ts';
import { EXPORTING_SETTINGS } from './exporting-settings.ts';
import { LOG_LEVELS } from './log.ts';
import { SEARCH_SETTINGS } from './search-settings.ts';
import { SERVING_SETTINGS } from './serving-settings.ts';
import { WATCHING_SETTINGS } from './watching-settings.ts';

/** What the analysis offers, written out: loading the stemmers would slow every start. A test compares the two. */
const LANGUAGES = [
  ...['none', 'arabic', 'armenian', 'basque', 'catalan', 'czech', 'danish', 'dutch', 'english', 'finnish'],
  ...['french', 'german', 'hungarian', 'italian', 'irish', 'norwegian', 'porter', 'portuguese', 'romanian'],
  ...['russian', 'spanish', 'slovene', 'swedish', 'tamil', 'turkish'],
];

/**
 * How a setting is written and checked. `list`, `paths`, `networks` and `origins` may be given several times, the last three also
 * with commas between; `zone` is an IANA time zone, `token` and `secret` are never shown, `origin` is an address without a
 * path, `contact` a mail address or that of a page.
 */
export type SettingKind =
  | 'path'
  | 'text'
  | 'url'
  | 'origin'
  | 'contact'
  | 'zone'
  | 'date'
  | 'integer'
  | 'switch'
  | 'list'
  | 'paths'
  | 'networks'
  | 'origins'
  | 'token'
  | 'secret';

export interface SettingRow {
  /** Without the leading `--`. */
  readonly flag: string;
  /** Environment variable, or null when only the flag exists. */
  readonly env: string | null;
  readonly kind: SettingKind;
  /** Null: nothing unless given. */
  readonly default: string | number | boolean | null | readonly string[];
  /** Stands for the value in usage lines; empty for switches. */
  readonly placeholder: string;
  readonly unit?: string;
  /** Inclusive bounds of an integer. */
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  readonly sentence: string;
}

export const SETTINGS = {
  config: {
    flag: 'config',
    env: 'ANTLER_CONFIG',
    kind: 'path',
    default: null,
    placeholder: 'FILE',
    sentence:
      'Settings as a JSON object, by the names of the flags; environment and flags win over it. Holds what has a variable.',
  },
  data: {
    flag: 'data',
    env: 'ANTLER_DATA',
    kind: 'path',
    default: './data',
    placeholder: 'DIR',
    sentence: 'Data folder with the catalog and the snapshots.',
  },
  site: {
    flag: 'site',
    env: 'ANTLER_SITE',
    kind: 'url',
    default: null,
    placeholder: 'URL',
    sentence: 'Address of the archived blog, for pages that do not name their own.',
  },
  prune: {
    flag: 'prune',
    env: null,
    kind: 'switch',
    default: false,
    placeholder: '',
    sentence: 'Drop pages from the catalog that are gone from their source.',
  },
  workers: {
    flag: 'workers',
    env: 'ANTLER_WORKERS',
    kind: 'integer',
    default: null,
    placeholder: 'N',
    unit: 'threads',
    min: 0,
    max: 64,
    sentence:
      'Threads beside the main one that read pages and index documents; unset takes one a processor, at most 4; with 0 the main one does all, and no page has a time limit.',
  },
  maxPageBytes: {
    flag: 'max-page-bytes',
    env: 'ANTLER_MAX_PAGE_BYTES',
    kind: 'integer',
    default: 20_000_000,
    placeholder: 'N',
    unit: 'bytes',
    min: 1_000,
    max: 1_000_000_000,
    sentence: 'Larger pages are skipped and reported.',
  },
  report: {
    flag: 'report',
    env: null,
    kind: 'path',
    default: null,
    placeholder: 'FILE',
    sentence: 'Also write the report of what was read to this file, as JSON.',
  },
  engine: {
    flag: 'engine',
    env: 'ANTLER_ENGINE',
    kind: 'text',
    default: 'minisearch',
    placeholder: 'NAME',
    choices: ['minisearch', 'opensearch'],
    sentence:
      'Search engine: minisearch searches in this program, opensearch in a cluster. Kept from build to build; serve refuses an index of another.',
  },
  language: {
    flag: 'language',
    env: 'ANTLER_LANGUAGE',
    kind: 'text',
    default: 'english',
    placeholder: 'NAME',
    choices: LANGUAGES,
    sentence:
      'Language of the archive: decides which forms of a word count as the same, and which words are too small to count. Kept from build to build.',
  },
  timeZone: {
    flag: 'time-zone',
    env: 'ANTLER_TIME_ZONE',
    kind: 'zone',
    default: 'UTC',
    placeholder: 'ZONE',
    sentence: 'Time zone of dates that name none, such as America/New_York. Kept from build to build.',
  },
  golden: {
    flag: 'golden',
    env: 'ANTLER_GOLDEN',
    kind: 'path',
    default: null,
    placeholder: 'FILE',
    sentence: 'Queries with the documents that must be found; an index that does not is not published.',
  },
  force: {
    flag: 'force',
    env: null,
    kind: 'switch',
    default: false,
    placeholder: '',
    sentence:
      'Publish an index that shrank by more than a tenth or fails golden queries; replace a backup, or what a restore finds.',
  },
  ...CLUSTER_SETTINGS,
  ...WATCHING_SETTINGS,
  ...SERVING_SETTINGS,
  logLevel: {
    flag: 'log-level',
    env: 'ANTLER_LOG_LEVEL',
    kind: 'text',
    default: 'info',
    placeholder: 'LEVEL',
    choices: LOG_LEVELS,
    sentence: 'Least important messages that are written to stderr.',
  },
  json: {
    flag: 'json',
    env: null,
    kind: 'switch',
    default: false,
    placeholder: '',
    sentence: 'Print the result as JSON.',
  },
  skips: {
    flag: 'skips',
    env: null,
    kind: 'switch',
    default: false,
    placeholder: '',
    sentence: 'Also print a line for each page that gave no thread.',
  },
  ...EXPORTING_SETTINGS,
  ...SEARCH_SETTINGS,
} as const satisfies Record<string, SettingRow>;

export type SettingName = keyof typeof SETTINGS;
