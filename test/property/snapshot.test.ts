// Laws of snapshots: every thread and entry that goes in is found again by its id, none twice, people alike.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { createPeopleCollector, foldName } from '../../index/people.ts';
import { IdTableBuilder, readIdTable } from '../../index/snapshot/id-table.ts';
import { openSnapshotFolder } from '../../index/snapshot/open.ts';
import { loadSections, readerOf, writeSections } from '../../index/snapshot/section-file.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { buildSample, fakeEngine } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { anyText, anyThread, makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('snapshot laws');
const ENGINE = { engine: fakeEngine };

test(
  'gives back every entry of any threads, under ids of their own',
  async () => {
    const folder = makeTempFolder('snapshot');
    const somePost = makeThread({ post: makePost({ title: 'so that there is something to index' }) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyThread, { maxLength: 5 }), async (drawn) => {
        const threads = [...drawn, somePost].filter((thread) => thread.post ?? thread.comments.length > 0);
        // One folder for all: later archives may be smaller.
        const guard = { onForced: () => undefined };
        const manifest = await buildSample(folder, threads, { guard });
        await verifySnapshot(folder, manifest.id, ENGINE);
        const snapshot = await openSnapshotFolder(`${folder}/snapshots/${manifest.id}`, manifest.id, ENGINE);
        const ids = new Set<string>();
        for (const [row, thread] of threads.entries()) {
          const { info } = await snapshot.store.threadAt(row);
          const entries = await snapshot.store.threadEntries(info.id);
          for (const entry of entries) ids.add(entry.id);
          const written = [...(thread.post ? [thread.post] : []), ...thread.comments];
          assert.equal(
            entries.map((entry) => entry.text),
            // UTF-8 has no lone surrogates.
            written.map((writing) => Buffer.from(writing.text).toString()),
          );
          assert.is(info.commentCount, entries.filter((entry) => entry.kind === 'comment').length);
          for (const entry of entries.filter((each) => each.parentId !== null)) {
            const parent = entries.find((each) => each.id === entry.parentId);
            assert.is(parent?.depth, entry.depth - 1);
          }
        }
        assert.is(ids.size, manifest.counts.documents + manifest.counts.pings);
        await snapshot.close();
      }),
      { numRuns: 40 },
    );
  },
  { timeoutMs: 60_000 },
);

test('finds every id in its table, and hardly ever another', async () => {
  const path = `${makeTempFolder('ids')}/table`;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.string(), { maxLength: 200 }), anyText, async (ids, stranger) => {
      const builder = new IdTableBuilder();
      for (const id of ids) assert.ok(builder.add(id));
      for (const id of ids) assert.not(builder.add(id));
      await writeSections(path, builder.sections());
      const table = readIdTable(readerOf(await loadSections(path)), ids.length);
      // Sixteen bits of a hash may be another's.
      let others = 0;
      ids.forEach((id, row) => {
        const candidates = table?.candidates(id) ?? [];
        assert.ok(candidates.includes(row));
        others += candidates.length - 1;
      });
      if (!ids.includes(stranger)) others += table?.candidates(stranger).length ?? 0;
      assert.ok(others <= 2);
    }),
    { numRuns: 200 },
  );
});

test('gives distinct slugs of letters, digits and hyphens to distinct people, in any order', () => {
  const name = fc.oneof(
    anyText,
    fc.string({ unit: fc.constantFrom('a', 'B', 'é', '.', ' ', '-', 'ж', '1') }),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 30 }), (names) => {
      const orders = [names, [...names].reverse()].map((order) => {
        const collector = createPeopleCollector();
        for (const author of order)
          collector.add(makeThread({ post: null, comments: [makeComment({ author })] }));
        return collector.finish();
      });
      const [people, reversed] = orders;
      const slugs = new Map<string, string>();
      for (const author of names) {
        const person = people?.person(author) ?? null;
        assert.equal(reversed?.person(author) ?? null, person);
        assert.is(person === null, foldName(author) === '');
        if (person === null) continue;
        assert.match(person.slug, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        slugs.set(foldName(author), person.slug);
      }
      assert.is(new Set(slugs.values()).size, slugs.size);
      assert.is(people?.size, slugs.size);
    }),
    { numRuns: 400 },
  );
});

test.run();
