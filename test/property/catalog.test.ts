// Laws of the catalog: what goes in comes out, whatever an archive wrote, and in an order of its own.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Catalog } from '../../index/catalog/model.ts';
import { openCatalog } from '../../index/catalog/open.ts';
import { publicLine, recordReading, recordThread } from '../../index/catalog/records.ts';
import { decodeText, encodeText } from '../../index/catalog/sqlite.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { anyText, anyThread, makePart, makeSkip } from '../support/threads.ts';

const test = suite('catalog laws');

function openEmpty(): Catalog {
  return openCatalog(makeTempFolder('catalog'), { mode: 'write' });
}

/** Runs in a transaction that is undone, so that one catalog serves all runs. */
function trial(catalog: Catalog, work: () => void): void {
  const undo = new Error('undo');
  try {
    catalog.transaction(() => {
      work();
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
}

test('gives back every thread, in the same order whatever the order of saving', () => {
  const catalog = openEmpty();
  const keyed = fc.uniqueArray(fc.record({ key: anyText, thread: anyThread }), {
    selector: (entry) => entry.key,
    maxLength: 6,
  });
  fc.assert(
    fc.property(keyed, (entries) => {
      const orders = [entries, [...entries].reverse()].map((order) => {
        let found: unknown[] = [];
        trial(catalog, () => {
          for (const { key, thread } of order)
            catalog.saveThread(key, `inputs of ${key}`, recordThread(thread, []));
          found = [...catalog.threads()];
          assert.equal(new Set(catalog.threadInputs().keys()), new Set(entries.map((entry) => entry.key)));
        });
        return found;
      });
      assert.equal(orders[0], orders[1]);
      const canonical = (threads: readonly unknown[]): string[] =>
        threads.map((t) => JSON.stringify(t)).sort();
      assert.equal(canonical(orders[0] ?? []), canonical(entries.map((entry) => entry.thread)));
    }),
    { numRuns: 200 },
  );
  catalog.close();
});

test('the public line of a thread is the thread without what is not public, in a fixed order', () => {
  fc.assert(
    fc.property(anyThread, fc.option(anyText, { nil: undefined }), (thread, theme) => {
      const record = recordThread(theme === undefined ? thread : { ...thread, theme }, []);
      const { id, url, dialect, pages, site, post, comments } = thread;
      const { declaredCommentCount, commentsState, capturedAt } = thread;
      const facts = { declaredCommentCount, commentsState, capturedAt };
      const line = { id, url, dialect, pages, site, post, comments, ...facts };
      assert.is(publicLine(record.body).toString(), `${JSON.stringify(line)}\n`);
    }),
    { numRuns: 200 },
  );
});

test('gives back every part with its host and aliases, under any page name', () => {
  const catalog = openEmpty();
  const anyPart = fc.record({ host: fc.option(anyText), aliases: fc.array(anyText, { maxLength: 3 }) });
  const anyPages = fc.uniqueArray(fc.record({ page: anyText, parts: fc.array(anyPart, { maxLength: 3 }) }), {
    selector: (entry) => entry.page,
    maxLength: 5,
  });
  fc.assert(
    fc.property(anyText, anyPages, (location, pages) => {
      trial(catalog, () => {
        const { sourceId } = catalog.openSource(location, null);
        const run = catalog.beginRun();
        for (const { page, parts } of pages) {
          const readings = parts.map((part) => makePart({ ...part, page }));
          catalog.saveReadings(
            sourceId,
            page,
            { hash: 'h', program: 'p' },
            [...readings, makeSkip()].map(recordReading),
            run,
          );
          assert.ok(catalog.isUnchanged(sourceId, page, { hash: 'h', program: 'p' }, run));
        }
        const found = [...catalog.partIdentities()];
        const expected = pages.flatMap(({ page, parts }) => parts.map((part) => ({ page, ...part })));
        const canonical = (list: readonly { page: string }[]): string[] =>
          list.map((x) => JSON.stringify(x)).sort();
        const identities = found.map(({ page, host, aliases }) => ({ page, host, aliases }));
        assert.equal(canonical(identities), canonical(expected));
        const stored = catalog.parts(found.map((part) => part.readingId));
        assert.equal(
          stored.map((part) => [part.page, part.aliases]),
          found.map((part) => [part.page, part.aliases]),
        );
        assert.is([...catalog.skips()].length, pages.length);
        assert.is(catalog.sources()[0]?.location, location);
      });
    }),
    { numRuns: 150 },
  );
  catalog.close();
});

test('stores any text without loss', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const stored = encodeText(text);
      assert.is(decodeText(stored), text);
      assert.not.match(stored, /\0/);
    }),
    { numRuns: 500 },
  );
});

test.run();
