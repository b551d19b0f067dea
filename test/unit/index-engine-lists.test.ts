// Posting lists: what is packed is decoded and sought exactly, over any number of blocks.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { ListWriter } from '../../index/engines/minisearch/building/list-writer.ts';
import { ListCursor, NO_DOCUMENT } from '../../index/engines/minisearch/list-cursor.ts';
import {
  decodeDocuments,
  decodeMasked,
  type Lists,
  multiplyListed,
  type Positions,
  readLists,
} from '../../index/engines/minisearch/lists.ts';
import { maskOf, seekSorted } from '../../index/engines/minisearch/matches.ts';
import type { Section, SectionReader } from '../../index/snapshot/section-file.ts';
import { suite } from '../support/suite.ts';

const test = suite('posting lists');

/** A document with the positions of a word in it. */
interface Posting {
  readonly document: number;
  readonly positions: readonly number[];
}

interface Packed {
  readonly lists: Lists;
  readonly positions: Positions;
}

function pack(lists: readonly (readonly Posting[])[]): Packed {
  const writer = new ListWriter({ hasPositions: true });
  for (const postings of lists) {
    for (const { document, positions } of postings) {
      writer.add(document, positions.length);
      for (const position of positions) writer.addPosition(position);
    }
    writer.endList();
  }
  const sections = writer.sections('body');
  return {
    lists: readLists(readerOver(sections), 'body'),
    positions: {
      starts: sections['body.positions.starts'] as Uint32Array,
      bytes: sections['body.positions'] as Uint8Array,
    },
  };
}

function readerOver(sections: Record<string, Section>): SectionReader {
  const get = (name: string): never => sections[name] as never;
  return { u8: get, u16: get, u32: get, i32: get, f64: get, u16or32: get };
}

const anyPosting = fc.record({
  step: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 40 }) },
    fc.integer({ min: 1, max: 3_000_000 }),
  ),
  positionSteps: fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 1 }) },
    fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 2, maxLength: 200 }),
  ),
});

/** Lists of up to five blocks and more. */
const anyList: fc.Arbitrary<readonly Posting[]> = fc
  .oneof(
    fc.array(anyPosting, { maxLength: 6 }),
    fc.array(anyPosting, { minLength: 120, maxLength: 700, size: 'max' }),
  )
  .map((steps) => {
    let document = -1;
    return steps.map(({ step, positionSteps }) => {
      document += step;
      let position = -1;
      return { document, positions: positionSteps.map((add) => (position += add)) };
    });
  });

/** Room for one bit of each document up to the last of the postings. */
function roomFor(postings: readonly Posting[]): Uint32Array {
  return new Uint32Array(((postings.at(-1)?.document ?? 0) >>> 5) + 1);
}

test('decodes what was packed', () => {
  fc.assert(
    fc.property(fc.array(anyList, { minLength: 1, maxLength: 4 }), (written) => {
      const { lists } = pack(written);
      for (const [list, postings] of written.entries()) {
        const documents = new Uint32Array(postings.length);
        assert.is(lists.counts[list], postings.length);
        decodeDocuments(lists, list, documents);
        assert.equal(
          [...documents],
          postings.map(({ document }) => document),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('decodes those of a list that matter', () => {
  fc.assert(
    fc.property(fc.array(anyList, { minLength: 2, maxLength: 3 }), fc.nat(6), (written, every) => {
      const { lists } = pack(written);
      for (const [list, postings] of written.entries()) {
        const wanted = postings.filter((_, at) => at % 7 <= every);
        const mask = maskOf(
          wanted.map(({ document }) => document),
          roomFor(postings),
        );
        const documents = new Uint32Array(wanted.length);
        const frequencies = new Uint32Array(wanted.length);
        assert.is(decodeMasked(lists, list, mask, { documents, frequencies }), wanted.length);
        assert.equal(
          [...documents],
          wanted.map(({ document }) => document),
        );
        assert.equal(
          [...frequencies],
          wanted.map(({ positions }) => positions.length),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('multiplies what is in a list, and nothing else', () => {
  fc.assert(
    fc.property(anyList, anyList, (written, others) => {
      const { lists } = pack([written]);
      const listed = new Set(written.map(({ document }) => document));
      const all = [...new Set([...written, ...others].map(({ document }) => document))].sort((a, b) => a - b);
      const scores = Float64Array.from(all, (document) => document + 1);
      const last = { document: all.at(-1) ?? 0, positions: [] };
      multiplyListed(
        lists,
        0,
        { documents: Uint32Array.from(all), scores },
        { factor: 3, mask: roomFor([last]).fill(0xffffffff) },
      );
      assert.equal(
        [...scores],
        all.map((document) => (document + 1) * (listed.has(document) ? 3 : 1)),
      );
    }),
    { numRuns: 60 },
  );
});

test('finds the place of a document from any place before it', () => {
  const anySet = fc.uniqueArray(fc.nat(500), { maxLength: 120 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(anySet, fc.nat(510), fc.nat(120), (documents, wanted, before) => {
      const place = documents.filter((document) => document < wanted).length;
      assert.is(seekSorted(Uint32Array.from(documents), wanted, Math.min(before, place)), place);
    }),
  );
});

test('finds any document and its positions, in whatever steps it is asked', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      fc.array(anyList, { minLength: 2, maxLength: 3 }),
      steps,
      fc.boolean(),
      (written, asked, reads) => {
        const { lists, positions } = pack(written);
        for (const [list, postings] of written.entries()) {
          const cursor = new ListCursor(lists, list, positions);
          let wanted = 0;
          for (const step of [0, ...asked, 2 ** 31]) {
            wanted += step;
            const expected = postings.find(({ document }) => document >= wanted);
            assert.is(cursor.seek(wanted), expected?.document ?? NO_DOCUMENT);
            if (expected === undefined) continue;
            assert.is(cursor.frequency, expected.positions.length);
            const found = new Uint32Array(cursor.frequency);
            if (reads) cursor.readPositions(found);
            if (reads) assert.equal([...found], expected.positions);
          }
        }
      },
    ),
    { numRuns: 80 },
  );
});

test('walks from the first document to the last', () => {
  const postings = Array.from({ length: 400 }, (_, at) => ({ document: at * 3, positions: [at, at + 5] }));
  const { lists, positions } = pack([[], postings]);
  const cursor = new ListCursor(lists, 1, positions);
  for (const { document } of postings) assert.is(cursor.next(), document);
  assert.is(cursor.next(), NO_DOCUMENT);
  assert.is(cursor.seek(5), NO_DOCUMENT);
  assert.is(new ListCursor(lists, 0, positions).next(), NO_DOCUMENT);
});

test.run();
