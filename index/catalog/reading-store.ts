// What was read of every page: fingerprints, parts and skips. Joining parts into threads happens elsewhere.

import type { ThreadPart } from '../../scraper/model.ts';
import { IndexError } from '../errors.ts';
import { FIRST_READING, iterateRows, placeOfReading } from './batches.ts';
import { parseBody } from './body.ts';
import type { PartFacts } from './facts.ts';
import type { Catalog, Fingerprint, PartIdentity, StoredReading } from './model.ts';
import type { Row, SqliteDatabase } from './sqlite.ts';
import {
  decodeText,
  encodeOptionalText,
  encodeText,
  readBytes,
  readNumber,
  readOptionalText,
  readText,
  requireRow,
} from './sqlite.ts';

type ReadingStore = Pick<
  Catalog,
  | 'isUnchanged'
  | 'saveReadings'
  | 'missingPages'
  | 'prune'
  | 'partIdentities'
  | 'partFacts'
  | 'parts'
  | 'partBodies'
>;

const BATCH = 500;

/** The part of the catalog that keeps readings; its methods do as `Catalog` says. */
export function createReadingStore(database: SqliteDatabase): ReadingStore {
  const markSeen = database.prepare(
    'UPDATE pages SET run = ? WHERE source_id = ? AND page = ? AND hash = ? AND program = ?',
  );
  const missing = database.prepare('SELECT page FROM pages WHERE source_id = ? AND run <> ? ORDER BY page');
  const prune = database.prepare('DELETE FROM pages WHERE source_id = ? AND run <> ? AND page = ?');
  const missingPages: Catalog['missingPages'] = (sourceId, run) =>
    missing.all(sourceId, run).map((row) => decodeText(readText(row, 'page')));
  const saveReadings = createReadingWriter(database);
  const findPart = createPartFinder(database);
  return {
    isUnchanged: (sourceId, page, fingerprint, run) =>
      markSeen.run(run, sourceId, encodeText(page), fingerprint.hash, fingerprint.program) > 0,
    saveReadings,
    missingPages,
    prune: (sourceId, run, kept = []) =>
      database.transaction(() => {
        const isKept = (page: string) => kept.some((start) => page.startsWith(start));
        const gone = missingPages(sourceId, run).filter((page) => !isKept(page));
        for (const page of gone) prune.run(sourceId, run, encodeText(page));
        return gone.length;
      }),
    partIdentities: () => iterateIdentities(database),
    partFacts: () => iterateFacts(database),
    // The part's own page: a large documents file is stored in chunks under names of their own.
    parts: (readingIds) =>
      readingIds.map((id) => {
        const row = findPart(id);
        return { ...readStored(row), ...parseBody<ThreadPart>(readBytes(row, 'body')) };
      }),
    partBodies: (readingIds) => readingIds.map((id) => readBytes(findPart(id), 'body')),
  };
}

function createReadingWriter(database: SqliteDatabase): Catalog['saveReadings'] {
  const savePage = database.prepare(`
    INSERT INTO pages (source_id, page, hash, program, run) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (source_id, page) DO UPDATE SET hash = excluded.hash, program = excluded.program, run = excluded.run
    RETURNING page_id`);
  const forget = database.prepare('DELETE FROM readings WHERE page_id = ?');
  const add = database.prepare(
    `INSERT INTO readings (page_id, kind, host, aliases, date_order, has_guess, facts, reason, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING reading_id`,
  );
  return (sourceId, page, fingerprint: Fingerprint, readings, run) =>
    database.transaction(() => {
      const row = savePage.get(sourceId, encodeText(page), fingerprint.hash, fingerprint.program, run);
      const pageId = readNumber(requireRow(row), 'page_id');
      forget.run(pageId);
      return readings.map(({ kind, host, aliases, dateOrder, hasGuess, facts, reason, body }) => {
        const storedHost = encodeOptionalText(host);
        const values = [kind, storedHost, aliases, dateOrder, Number(hasGuess), facts, reason, body];
        return readNumber(requireRow(add.get(pageId, ...values)), 'reading_id');
      });
    });
}

/** By source, page and place in the page. */
function* iterateIdentities(database: SqliteDatabase): IterableIterator<PartIdentity> {
  const next = database.prepare(`
    SELECT source_id, page, reading_id, host, aliases, date_order, has_guess
    FROM pages JOIN readings USING (page_id)
    WHERE (source_id, page) >= (?1, ?2) AND ((source_id, page) > (?1, ?2) OR reading_id > ?3) AND kind = 'part'
    ORDER BY source_id, page, reading_id LIMIT ${BATCH}`);
  for (const row of iterateRows(next, FIRST_READING, placeOfReading)) yield readIdentity(row);
}

/** By source, page and place in the page. */
function* iterateFacts(database: SqliteDatabase): IterableIterator<PartFacts> {
  const next = database.prepare(`
    SELECT source_id, page, reading_id, facts
    FROM pages JOIN readings USING (page_id)
    WHERE (source_id, page) >= (?1, ?2) AND ((source_id, page) > (?1, ?2) OR reading_id > ?3) AND kind = 'part'
    ORDER BY source_id, page, reading_id LIMIT ${BATCH}`);
  for (const row of iterateRows(next, FIRST_READING, placeOfReading))
    yield parseBody<PartFacts>(readText(row, 'facts'));
}

function readStored(row: Row): StoredReading {
  return {
    readingId: readNumber(row, 'reading_id'),
    sourceId: readNumber(row, 'source_id'),
    page: decodeText(readText(row, 'page')),
  };
}

function readIdentity(row: Row): PartIdentity {
  const order = readOptionalText(row, 'date_order');
  return {
    ...readStored(row),
    host: readOptionalText(row, 'host'),
    aliases: parseBody<readonly string[]>(readText(row, 'aliases')),
    dateOrder: order === 'day-first' || order === 'month-first' ? order : undefined,
    hasGuess: readNumber(row, 'has_guess') !== 0,
  };
}

function createPartFinder(database: SqliteDatabase): (readingId: number) => Row {
  const find = database.prepare(`
    SELECT reading_id, source_id, page, body FROM readings JOIN pages USING (page_id)
    WHERE reading_id = ? AND kind = 'part'`);
  return (readingId) => {
    const row = find.get(readingId);
    if (row !== null) return row;
    throw new IndexError('catalog-unusable', `The catalog has no part ${readingId} (any more).`, {
      hint: 'Run antler ingest again; if that does not help, build into another data folder.',
    });
  };
}
