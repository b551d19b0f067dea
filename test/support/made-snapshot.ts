// An app over a served snapshot that is made up: for tests of what the server does around answers.
import type { Hono } from 'hono';
import type { Manifest } from '../../index/snapshot/model.ts';
import { AnswerCache } from '../../src/answer-cache.ts';
import { type AppParts, createApp } from '../../src/http/app.ts';
import type { LogFields } from '../../src/log.ts';
import type { Searcher } from '../../src/search-threads/model.ts';
import type { ServedSnapshot } from '../../src/served-snapshot.ts';

/** An app and what it logged. */
export interface MadeApp {
  readonly app: Hono;
  readonly logged: { readonly message: string; readonly fields: LogFields | undefined }[];
}

const MANIFEST: Manifest = {
  format: 1,
  id: 'made-1',
  engine: 'minisearch',
  analysis: 'made',
  language: 'english',
  timeZone: 'UTC',
  builtAt: '2026-11-23T00:00:00.000Z',
  program: 'test',
  counts: { documents: 1, posts: 1, comments: 0, pings: 0, threads: 1, people: 1 },
  firstAt: null,
  lastAt: null,
  archive: { sources: [], threads: 0 },
  files: {},
};

/** Serves a snapshot that answers so. */
export function madeApp(ask: Searcher['ask'], cacheBytes = 0, parts: Partial<AppParts> = {}): MadeApp {
  const logged: MadeApp['logged'] = [];
  const served: ServedSnapshot = {
    manifest: MANIFEST,
    hasRemoved: false,
    edition: MANIFEST.id,
    ask,
    cache: new AnswerCache(cacheBytes),
    engineFailure: async () => null,
    siteName: async () => 'The Made Blog',
    close: async () => undefined,
  };
  const state = { ready: true, snapshotId: MANIFEST.id, builtAt: MANIFEST.builtAt, lastError: null };
  const app = createApp(
    {
      live: { borrow: async (use) => use(served), state: () => state },
      searchLoad: () => ({ threads: 1, running: 0, waiting: 0 }),
      version: '0.0.0',
      log: { error: (message, fields) => void logged.push({ message, fields }) },
    },
    parts,
  );
  return { app, logged };
}
