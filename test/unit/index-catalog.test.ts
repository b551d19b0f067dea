// The catalog keeps what was read and what was joined, and says clearly when it cannot.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Catalog } from '../../index/catalog/model.ts';
import { openCatalog } from '../../index/catalog/open.ts';
import { recordReading, recordThread } from '../../index/catalog/records.ts';
import { openSqlite } from '../../index/catalog/sqlite.ts';
import { catchIndexError } from '../support/index-error.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makePart, makePost, makeSkip, makeThread } from '../support/threads.ts';

const test = suite('catalog');
const FINGERPRINT = { hash: 'aa', program: 'decode1 wordpress1' };

function withCatalog(use: (catalog: Catalog, folder: string) => void): void {
  const folder = makeTempFolder('catalog');
  const catalog = openCatalog(folder, { mode: 'write' });
  try {
    use(catalog, folder);
  } finally {
    catalog.close();
  }
}

test('gives a source the same number whenever it is opened, and keeps its site address', () => {
  withCatalog((catalog) => {
    const first = catalog.openSource('/archive/one', null);
    const second = catalog.openSource('/archive/two', 'http://two.example/');
    assert.is.not(first.sourceId, second.sourceId);
    assert.equal(catalog.openSource('/archive/one', 'http://one.example/'), {
      ...first,
      siteUrl: 'http://one.example/',
    });
    assert.is(catalog.openSource('/archive/one', null).siteUrl, 'http://one.example/');
    assert.equal(
      catalog.sources().map((source) => source.location),
      ['/archive/one', '/archive/two'],
    );
  });
});

test('takes a page as unchanged only with the same bytes and the same program', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const run = catalog.beginRun();
    catalog.saveReadings(sourceId, 'a.html', FINGERPRINT, [makePart()].map(recordReading), run);
    assert.ok(catalog.isUnchanged(sourceId, 'a.html', FINGERPRINT, run));
    assert.not(catalog.isUnchanged(sourceId, 'a.html', { ...FINGERPRINT, hash: 'bb' }, run));
    assert.not(catalog.isUnchanged(sourceId, 'a.html', { ...FINGERPRINT, program: 'decode2' }, run));
    assert.not(catalog.isUnchanged(sourceId, 'b.html', FINGERPRINT, run));
    assert.not(catalog.isUnchanged(sourceId + 1, 'a.html', FINGERPRINT, run));
  });
});

test('replaces what a page gave when it is read again', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const run = catalog.beginRun();
    catalog.saveReadings(sourceId, 'a.html', FINGERPRINT, [makePart(), makePart()].map(recordReading), run);
    const before = [...catalog.partIdentities()].map((part) => part.readingId);
    catalog.saveReadings(
      sourceId,
      'a.html',
      FINGERPRINT,
      [makePart({ host: 'x.example' })].map(recordReading),
      run,
    );
    const after = [...catalog.partIdentities()];
    assert.equal(
      after.map((part) => part.host),
      ['x.example'],
    );
    assert.not(before.includes(after[0]?.readingId ?? 0), 'ids are never used again');
  });
});

test('names and prunes the pages that a run has not seen', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const other = catalog.openSource('/other', null);
    const first = catalog.beginRun();
    for (const page of ['a.html', 'b.html'])
      catalog.saveReadings(sourceId, page, FINGERPRINT, [makePart()].map(recordReading), first);
    catalog.saveReadings(other.sourceId, 'c.html', FINGERPRINT, [makePart()].map(recordReading), first);
    const second = catalog.beginRun();
    assert.ok(second > first);
    catalog.isUnchanged(sourceId, 'b.html', FINGERPRINT, second);
    assert.equal(catalog.missingPages(sourceId, second), ['a.html']);
    assert.is(catalog.prune(sourceId, second), 1);
    assert.equal(
      [...catalog.partIdentities()].map((part) => part.page),
      ['b.html', 'c.html'],
    );
  });
});

test('does not prune what lies below a folder that could not be looked into', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const first = catalog.beginRun();
    for (const page of ['gone.html', 'shut/a.html', 'shutter.html'])
      catalog.saveReadings(sourceId, page, FINGERPRINT, [makePart()].map(recordReading), first);
    assert.is(catalog.prune(sourceId, catalog.beginRun(), ['shut/']), 2);
    assert.equal(
      [...catalog.partIdentities()].map((part) => part.page),
      ['shut/a.html'],
    );
  });
});

test('lists parts by source and page, however they came in, over more than one batch', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const run = catalog.beginRun();
    const pages = Array.from({ length: 1_203 }, (_, number) => `${String(number).padStart(5, '0')}.html`);
    catalog.transaction(() => {
      for (const page of [...pages].reverse()) {
        catalog.saveReadings(
          sourceId,
          page,
          FINGERPRINT,
          [makePart({ page }), makeSkip(), makePart({ page })].map(recordReading),
          run,
        );
      }
    });
    const found = [...catalog.partIdentities()];
    assert.equal(
      found.map((part) => part.page),
      pages.flatMap((page) => [page, page]),
    );
    assert.is([...catalog.skips()].length, pages.length);
    const ids = found
      .slice(5, 9)
      .map((part) => part.readingId)
      .reverse();
    assert.equal(
      catalog.parts(ids).map((part) => part.readingId),
      ids,
    );
  });
});

test('may be written to while its parts and threads are walked', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const run = catalog.beginRun();
    for (let number = 0; number < 40; number += 1) {
      catalog.saveReadings(sourceId, `${number}.html`, FINGERPRINT, [makePart()].map(recordReading), run);
    }
    for (const part of catalog.partIdentities()) {
      catalog.saveThread(part.page, 'inputs', recordThread(makeThread({ id: part.page }), []));
    }
    for (const thread of catalog.threads()) catalog.saveThread(thread.id, 'again', recordThread(thread, []));
    assert.is(catalog.counts().threads, 40);
    assert.equal(new Set(catalog.threadInputs().values()), new Set(['again']));
  });
});

test('a thread that is added leaves one of its key as it was', () => {
  withCatalog((catalog) => {
    const add = (id: string) => catalog.addThread('x', id, recordThread(makeThread({ id }), []));
    assert.equal([add('first'), add('second')], [true, false]);
    assert.equal(catalog.threadInputs(), new Map([['x', 'first']]));
    assert.equal(
      [...catalog.threads()].map(({ id }) => id),
      ['first'],
    );
  });
});

test('gives threads by date of the post, undated last, then by id', () => {
  withCatalog((catalog) => {
    const dates = [
      null,
      '2010',
      '2009-06-18T14:03',
      '2009-06-18T10:00-05:00',
      '2009-06-18',
      '2009-06-18T14:03',
    ];
    dates.forEach((publishedAt, number) => {
      catalog.saveThread(
        `key ${number}`,
        '',
        recordThread(makeThread({ id: `t${number}`, post: makePost({ publishedAt }) }), []),
      );
    });
    catalog.saveThread('no post', '', recordThread(makeThread({ id: 'a', post: null }), []));
    assert.equal(
      [...catalog.threads()].map((thread) => thread.id),
      ['t4', 't2', 't5', 't3', 't1', 'a', 't0'],
    );
  });
});

test('drops threads that are not kept, with the duplicates found while joining them', () => {
  withCatalog((catalog) => {
    catalog.saveThread('x', '1', recordThread(makeThread(), [makeSkip({ reason: 'duplicate' })]));
    catalog.saveThread('y', '2', recordThread(makeThread(), [makeSkip({ reason: 'duplicate' })]));
    assert.equal(catalog.counts().skips, { duplicate: 2 });
    assert.is(catalog.keepThreads(new Set(['y', 'z'])), 1);
    assert.equal([...catalog.threadInputs()], [['y', '2']]);
    assert.equal(catalog.counts().skips, { duplicate: 1 });
  });
});

test('counts what it holds, skips by reason with the most frequent first', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const run = catalog.beginRun();
    const feeds = [makeSkip({ reason: 'feed' }), makeSkip({ reason: 'feed' }), makeSkip()];
    feeds.forEach((skip, number) => {
      catalog.saveReadings(sourceId, `${number}`, FINGERPRINT, [skip].map(recordReading), run);
    });
    catalog.saveReadings(sourceId, 'p', FINGERPRINT, [makePart()].map(recordReading), run);
    catalog.saveThread('x', '', recordThread(makeThread(), [makeSkip({ reason: 'duplicate' })]));
    const counts = catalog.counts();
    assert.equal(Object.entries(counts.skips), [
      ['feed', 2],
      ['duplicate', 1],
      ['listing', 1],
    ]);
    assert.equal(
      { ...counts, skips: {} },
      {
        sources: 1,
        pages: 4,
        parts: 1,
        threads: 1,
        posts: 1,
        comments: 0,
        pings: 0,
        skips: {},
      },
    );
  });
});

test('undoes everything of a transaction that throws', () => {
  withCatalog((catalog) => {
    const { sourceId } = catalog.openSource('/archive', null);
    const run = catalog.beginRun();
    assert.throws(
      () =>
        catalog.transaction(() => {
          catalog.saveReadings(sourceId, 'a.html', FINGERPRINT, [makePart()].map(recordReading), run);
          throw new Error('stop');
        }),
      'stop',
    );
    assert.is(catalog.counts().pages, 0);
    catalog.saveReadings(sourceId, 'a.html', FINGERPRINT, [makePart()].map(recordReading), run);
    assert.is(catalog.counts().pages, 1);
  });
});

test('in reading mode creates nothing where there is no catalog, and says what to run', () => {
  const folder = join(makeTempFolder('catalog'), 'data');
  const error = catchIndexError(() => openCatalog(folder, { mode: 'read' }));
  assert.is(error.code, 'catalog-unusable');
  assert.match(error.message, folder);
  assert.match(error.hint, 'antler build');
  assert.equal(readdirSync(join(folder, '..')), []);
});

test('in reading mode reads what is there and refuses to change it', () => {
  withCatalog((catalog, folder) => {
    catalog.saveThread('x', '', recordThread(makeThread(), []));
    const reader = openCatalog(folder, { mode: 'read' });
    assert.is(reader.counts().threads, 1);
    assert.is(catchIndexError(() => reader.beginRun()).code, 'data-folder-unusable');
    reader.close();
  });
});

test('can be read while a batch is being written', () => {
  withCatalog((catalog, folder) => {
    catalog.transaction(() => {
      catalog.saveThread('x', '', recordThread(makeThread(), []));
      const reader = openCatalog(folder, { mode: 'read' });
      assert.is(reader.counts().threads, 0);
      reader.close();
    });
  });
});

test('refuses a catalog of another version and leaves it byte for byte as it was', () => {
  const folder = makeTempFolder('catalog');
  const path = join(folder, 'catalog.db');
  const database = openSqlite(path, { busyTimeoutMs: 0 });
  database.exec('CREATE TABLE pages (a); PRAGMA user_version = 99');
  database.close();
  const before = readFileSync(path);
  for (const mode of ['read', 'write'] as const) {
    const error = catchIndexError(() => openCatalog(folder, { mode }));
    assert.is(error.code, 'catalog-version');
    assert.match(error.message, 'version 99');
  }
  assert.ok(before.equals(readFileSync(path)));
});

test("refuses another program's database and leaves it as it was", () => {
  const folder = makeTempFolder('catalog');
  const path = join(folder, 'catalog.db');
  const database = openSqlite(path, { busyTimeoutMs: 0 });
  database.exec('CREATE TABLE pages (a)');
  database.close();
  const before = readFileSync(path);
  const error = catchIndexError(() => openCatalog(folder, { mode: 'write' }));
  assert.is(error.code, 'catalog-unusable');
  assert.ok(before.equals(readFileSync(path)));
});

test('refuses a file that is no database and leaves it as it was', () => {
  const folder = makeTempFolder('catalog');
  writeFileSync(join(folder, 'catalog.db'), 'no database at all '.repeat(500));
  for (const mode of ['read', 'write'] as const) {
    const error = catchIndexError(() => openCatalog(folder, { mode }));
    assert.is(error.code, 'catalog-unusable');
    assert.match(error.message, 'catalog.db');
  }
  assert.match(readFileSync(join(folder, 'catalog.db'), 'utf8'), /^no database at all/);
});

test('says that a catalog is damaged when its inside is overwritten', () => {
  const folder = makeTempFolder('catalog');
  const catalog = openCatalog(folder, { mode: 'write' });
  catalog.transaction(() => {
    for (let number = 0; number < 500; number += 1) {
      const post = makePost({ text: 'words '.repeat(100) });
      catalog.saveThread(`${number}`, '', recordThread(makeThread({ id: `t${number}`, post }), []));
    }
  });
  catalog.close();
  const path = join(folder, 'catalog.db');
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 4_096 * 3);
  writeFileSync(path, bytes);
  const error = catchIndexError(() => {
    const reader = openCatalog(folder, { mode: 'read' });
    reader.counts();
    return [...reader.threads()];
  });
  assert.is(error.code, 'catalog-unusable');
});

test('keeps what it had when the disk fills up in the middle of a batch', () => {
  const folder = makeTempFolder('catalog');
  const catalog = openCatalog(folder, { mode: 'write', maxPageCount: 60 });
  catalog.saveThread('first', '', recordThread(makeThread(), []));
  const error = catchIndexError(() =>
    catalog.transaction(() => {
      for (let number = 0; number < 500; number += 1) {
        catalog.saveThread(
          `${number}`,
          '',
          recordThread(makeThread({ post: makePost({ text: 'x'.repeat(5_000) }) }), []),
        );
      }
    }),
  );
  assert.is(error.code, 'write-failed');
  assert.match(error.message, /catalog\.db .*disk is full/);
  assert.equal([...catalog.threadInputs().keys()], ['first']);
  catalog.close();
  const again = openCatalog(folder, { mode: 'write' });
  assert.is(again.counts().threads, 1);
  again.close();
});

test('says so when the data folder is a file, or lies where nothing can be made', () => {
  const folder = makeTempFolder('catalog');
  writeFileSync(join(folder, 'file'), '');
  for (const path of [join(folder, 'file'), join(folder, 'file', 'data'), '/proc/antler-data']) {
    const error = catchIndexError(() => openCatalog(path, { mode: 'write' }));
    assert.is(error.code, 'data-folder-unusable', path);
    assert.match(error.message, path);
    assert.match(error.hint, '--data');
  }
});

test('says so when something else stands in the place of the catalog', () => {
  const folder = makeTempFolder('catalog');
  mkdirSync(join(folder, 'catalog.db'));
  const error = catchIndexError(() => openCatalog(folder, { mode: 'write' }));
  assert.is(error.code, 'data-folder-unusable');
  assert.match(error.message, 'catalog.db');
});

test.run();
