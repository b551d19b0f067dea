// The smallest engine that snapshots can be built with: it knows how many documents it was given, and nothing else.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '../../index/analysis/model.ts';
import type { Engine, EngineAnswer, IndexWriter } from '../../index/engine.ts';
import type { EngineKit } from '../../index/snapshot/engine-kit.ts';

/** What a test may want to go wrong, or to see. */
export interface FakeEngineOptions {
  readonly fingerprint?: string;
  /** Thrown while the thread with this number (from 0) is added. */
  readonly failAt?: { readonly thread: number; readonly error: Error };
  /** Documents that the index loses. */
  readonly lost?: number;
  readonly onClose?: () => void;
  readonly onWriterClose?: () => void;
}

const FILE = 'count.json';

export function createFakeEngineKit(options: FakeEngineOptions = {}): EngineKit {
  return {
    name: 'minisearch',
    createAnalysis: (language) => createFakeAnalysis(language, options.fingerprint ?? `fake-${language}`),
    createWriter: (folder) => createFakeWriter(folder, options),
    load: async (folder) => {
      const documents = Number(await readFile(join(folder, FILE), 'utf8'));
      if (Number.isNaN(documents)) throw new Error('the count is no number');
      return { documents };
    },
    attach: (loaded) => createFakeEngine((loaded as { readonly documents: number }).documents, options),
  };
}

function createFakeAnalysis(language: string, fingerprint: string): Analysis {
  return {
    language,
    fingerprint,
    tokens: () => [],
    walk: () => ({ start: 0, end: 0, next: () => false }),
    forms: () => [],
    readWords: () => {},
    spelling: (form) => form,
    stem: (form) => form,
    isStopWord: () => false,
  };
}

function createFakeWriter(folder: string, options: FakeEngineOptions): IndexWriter {
  let documents = 0;
  let threads = 0;
  return {
    addThread(_info, entries) {
      if (threads === options.failAt?.thread) throw options.failAt.error;
      threads += 1;
      documents += entries.filter((entry) => entry.position !== null).length;
    },
    async finish() {
      await writeFile(join(folder, FILE), String(documents - (options.lost ?? 0)));
      return [FILE];
    },
    close: async () => options.onWriterClose?.(),
  };
}

function createFakeEngine(documents: number, options: FakeEngineOptions): Engine {
  const answer: EngineAnswer = {
    totalHits: documents,
    totalThreads: documents,
    groups: [],
    facets: {},
    facetsCut: [],
    histogram: null,
  };
  const engine: Engine = {
    name: 'minisearch',
    search: async () => answer,
    knows: async () => false,
    begins: async () => false,
    similarForms: async () => [],
    renaming: () => engine,
    hiding: () => engine,
    close: async () => options.onClose?.(),
  };
  return engine;
}
