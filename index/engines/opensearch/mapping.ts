// How our documents and words lie in a cluster: fields, what is kept of each, how many parts. Data, and who fills it in.
import { BM25 } from '../ranking-settings.ts';

/** Documents of a part: more make searches slow to finish, fewer make many parts slow to ask. */
const DOCUMENTS_A_SHARD = 4_000_000;
const BYTES_A_SHARD = 20_000_000_000;
const MAX_SHARDS = 64;

/** How far paging by number goes in the cluster; beyond, it is walked from the last known place. */
export const RESULT_WINDOW = 12_000;
/** Values of one filter. */
export const MAX_TERMS = 60_000;

/** Words as we cut them; the cluster divides at spaces. Title, text and tags are values of their own, a position apart. */
const FORMS = {
  type: 'text',
  analyzer: 'whitespace',
  position_increment_gap: 1,
  similarity: 'antler',
} as const;
const STEMS = { type: 'text', analyzer: 'whitespace', index_options: 'freqs', similarity: 'antler' } as const;
/** Found by, never ranked by. */
const RUNS = { ...FORMS, norms: false } as const;
const KEY = { type: 'keyword', doc_values: false, norms: false } as const;
const NUMBER = { type: 'integer' } as const;
/** Numbers that begin at the base of the build. */
const BASED = { type: 'long' } as const;

/** Fields of `_source` that are read again: what is only searched is not kept twice. */
export const KEPT_FIELDS = [
  ...['id', 'threadId', 'ordinal', 'thread', 'body', 'quotes', 'checkpoints', 'lengths', 'telling'],
] as const;

const DOCUMENT_FIELDS = {
  id: { type: 'keyword', index: false },
  threadId: { type: 'keyword', index: false },
  ordinal: BASED,
  thread: BASED,
  body: FORMS,
  title: FORMS,
  stems: STEMS,
  titleStems: STEMS,
  own: RUNS,
  quoted: RUNS,
  titleKey: KEY,
  marks: KEY,
  author: BASED,
  repliedTo: BASED,
  tags: BASED,
  links: KEY,
  threadKeys: KEY,
  instant: { type: 'date', format: 'epoch_millis' },
  firstDay: NUMBER,
  lastDay: NUMBER,
  year: NUMBER,
  month: NUMBER,
  comments: NUMBER,
} as const;

const WORD_FIELDS = {
  form: { type: 'keyword' },
  stem: { type: 'keyword' },
  documents: NUMBER,
  titles: NUMBER,
  stemDocuments: { ...NUMBER, index: false },
  stemTitles: { ...NUMBER, index: false },
} as const;

/** Parts for so many documents, which take so many bytes to write down. */
export function shardsFor(documents: number, bytes: number): number {
  const wanted = Math.max(documents / DOCUMENTS_A_SHARD, bytes / BYTES_A_SHARD);
  return Math.min(MAX_SHARDS, Math.max(1, Math.ceil(wanted)));
}

/** The body of the request that makes the index of documents. `meta` says whose it is. */
export function documentIndex(shards: number, meta: Readonly<Record<string, unknown>>): unknown {
  return {
    settings: {
      ...settingsOf(shards),
      max_result_window: RESULT_WINDOW,
      similarity: { antler: { type: 'BM25', k1: BM25.k, b: BM25.b } },
    },
    mappings: mappingOf(DOCUMENT_FIELDS, { includes: KEPT_FIELDS }, meta),
  };
}

/** The body of the request that makes the index of words. */
export function wordIndex(meta: Readonly<Record<string, unknown>>): unknown {
  return { settings: settingsOf(1), mappings: mappingOf(WORD_FIELDS, { enabled: false }, meta) };
}

/** While it is written: no copies, nothing shown before all is there. */
function settingsOf(shards: number): Readonly<Record<string, unknown>> {
  return { number_of_shards: shards, number_of_replicas: 0, refresh_interval: '-1' };
}

function mappingOf(properties: object, source: object, meta: object): unknown {
  return { dynamic: false, _meta: { antler: meta }, _source: source, properties };
}
