// How an index is cut into shards: their names and how large they are. Writer and reader share it.

/** Numbered shards: words with their lists, forms by their beginnings, what is known of some documents. */
export const SHARDS = {
  root: 'index',
  terms: (number: number) => `terms/${number}`,
  forms: (number: number) => `forms/${number}`,
  documents: (number: number) => `documents/${number}`,
  columns: (set: ColumnSet) => `columns/${set}`,
} as const;

/** A shard of lists is about this large, unless one stem alone is larger. */
export const TERM_SHARD_BYTES = 12_000;
export const FORMS_A_SHARD = 1_000;
/** Documents whose telling stems and places of words stand together. */
export const DOCUMENTS_A_SHARD = 4;

/** Columns that only some questions need. */
export const COLUMN_SETS = ['dates', 'people', 'threads', 'tags', 'links'] as const;
export type ColumnSet = (typeof COLUMN_SETS)[number];
