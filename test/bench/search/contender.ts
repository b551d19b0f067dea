// What contenders of the search benchmark have in common: where their files lie, and how they are asked. Types and names.

import { join } from 'node:path';
import type { BenchQuery } from '../query-classes.ts';

/** Everybody who may take part, in the order of the columns. */
export const CONTENDERS = ['antler', 'minisearch', 'fts5', 'sphinx'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Hits that are asked for. */
export const PAGE = 20;

/** Files of one corpus. */
export interface CorpusFiles {
  readonly documents: string;
  readonly queries: string;
  /** Data folder of `antler`, with a published snapshot. */
  readonly data: string;
  readonly minisearch: string;
  /** Where each document's line stands in the documents file: start and length, 64-bit numbers. */
  readonly places: string;
  readonly fts5: string;
  /** Folder of Sphinx: its configuration and its index. */
  readonly sphinx: string;
}

/** Where they lie below a folder. */
export function corpusFiles(folder: string): CorpusFiles {
  return {
    documents: join(folder, 'documents.jsonl'),
    queries: join(folder, 'queries.json'),
    data: join(folder, 'data'),
    minisearch: join(folder, 'minisearch.json'),
    places: join(folder, 'places.bin'),
    fts5: join(folder, 'fts5.db'),
    sphinx: join(folder, 'sphinx'),
  };
}

/** A contender with its index open. */
export interface OpenContender {
  /** Finds the best 20; gives the number of all hits, null when it does not count them. */
  ask(query: BenchQuery): Promise<number | null> | number | null;
  /** Bytes of the index in shared memory; 0 for who has none. */
  readonly sharedBytes: number;
  close(): Promise<void> | void;
}

/** Opens the index; what this takes is measured. */
export type OpenTheContender = (files: CorpusFiles) => Promise<OpenContender>;
