// Sources and runs in the catalog.
import type { Catalog, SourceRecord } from './model.ts';
import type { SqliteDatabase } from './sqlite.ts';
import {
  decodeText,
  encodeOptionalText,
  encodeText,
  type Row,
  readNumber,
  readOptionalText,
  readText,
  requireRow,
} from './sqlite.ts';

type SourceStore = Pick<Catalog, 'openSource' | 'sources' | 'sourcesOfPage' | 'beginRun'>;

/** The part of the catalog that keeps sources and runs; its methods do as `Catalog` says. */
export function createSourceStore(database: SqliteDatabase): SourceStore {
  const save = database.prepare(`
    INSERT INTO sources (location, site_url) VALUES (?, ?)
    ON CONFLICT (location) DO UPDATE SET site_url = coalesce(excluded.site_url, site_url)
    RETURNING source_id, location, site_url`);
  const all = database.prepare('SELECT source_id, location, site_url FROM sources ORDER BY source_id');
  const ofPage = database.prepare(`
    SELECT source_id, (SELECT min(host) FROM readings WHERE readings.page_id = pages.page_id) AS host
    FROM sources CROSS JOIN pages USING (source_id) WHERE page = ? ORDER BY source_id`);
  const addRun = database.prepare('INSERT INTO runs DEFAULT VALUES RETURNING run');
  return {
    openSource: (location, siteUrl) =>
      readSource(requireRow(save.get(encodeText(location), encodeOptionalText(siteUrl)))),
    sources: () => all.all().map(readSource),
    sourcesOfPage: (page) =>
      ofPage.all(encodeText(page)).map((row) => ({
        sourceId: readNumber(row, 'source_id'),
        host: readOptionalText(row, 'host'),
      })),
    beginRun: () => readNumber(requireRow(addRun.get()), 'run'),
  };
}

function readSource(row: Row): SourceRecord {
  return {
    sourceId: readNumber(row, 'source_id'),
    location: decodeText(readText(row, 'location')),
    siteUrl: readOptionalText(row, 'site_url'),
  };
}
