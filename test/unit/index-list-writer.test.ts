// Posting lists as bytes: what is written is decoded by hand.
import * as assert from 'uvu/assert';
import { ListWriter } from '../../index/engines/minisearch/building/list-writer.ts';
import { IndexError } from '../../index/errors.ts';
import { GrowingBytes } from '../../index/packing/growing-array.ts';
import type { Section } from '../../index/snapshot/section-file.ts';
import { suite } from '../support/suite.ts';

const test = suite('list writer');

interface Posting {
  readonly document: number;
  readonly positions: readonly number[];
}

function write(lists: readonly (readonly Posting[])[], hasPositions = true): ListWriter {
  const writer = new ListWriter({ hasPositions });
  for (const list of lists) {
    for (const { document, positions } of list) {
      writer.add(document, positions.length);
      if (hasPositions) for (const position of positions) writer.addPosition(position);
    }
    writer.endList();
  }
  return writer;
}

/** Variable-byte numbers: 7 bits a byte, low bits first. */
function numbersOf(bytes: Section | undefined, from = 0, to = bytes?.length ?? 0): number[] {
  const numbers: number[] = [];
  let value = 0;
  let factor = 1;
  for (const byte of bytes?.subarray(from, to) ?? []) {
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte < 128) {
      numbers.push(value);
      [value, factor] = [0, 1];
    }
  }
  return numbers;
}

test('writes distances, with a mark for a frequency of one', () => {
  const writer = write([
    [
      { document: 0, positions: [0] },
      { document: 3, positions: [2, 5, 200] },
      { document: 1003, positions: [7] },
    ],
    [{ document: 1, positions: [300] }],
  ]);
  const sections = writer.sections('body');
  assert.equal(Object.keys(sections), [
    'body.counts',
    'body.starts',
    'body.bytes',
    'body.skips.starts',
    'body.skips',
    'body.positions.starts',
    'body.positions',
  ]);
  assert.equal([...(sections['body.counts'] ?? [])], [3, 1]);
  assert.equal([...(sections['body.starts'] ?? [])], [0, 5, 6]);
  assert.equal(numbersOf(sections['body.bytes']), [1, 6, 3, 2001, 3]);
  assert.equal([...(sections['body.positions.starts'] ?? [])], [0, 6, 8]);
  assert.equal(numbersOf(sections['body.positions']), [0, 2, 3, 195, 7, 300]);
  assert.equal([...(sections['body.skips.starts'] ?? [])], [0, 0, 0]);
  assert.is(sections['body.skips']?.length, 0);
});

test('writes the largest distance and position', () => {
  const sections = write([[{ document: 2 ** 30, positions: [2 ** 32 - 1] }]]).sections('body');
  assert.equal(numbersOf(sections['body.bytes']), [2 ** 31 + 1]);
  assert.equal(numbersOf(sections['body.positions']), [2 ** 32 - 1]);
});

test('has no positions where none are wanted, and empty lists where nothing is', () => {
  const sections = write([[], [{ document: 4, positions: [1, 2] }], []], false).sections('title');
  assert.equal(Object.keys(sections), [
    'title.counts',
    'title.starts',
    'title.bytes',
    'title.skips.starts',
    'title.skips',
  ]);
  assert.equal([...(sections['title.counts'] ?? [])], [0, 1, 0]);
  assert.equal([...(sections['title.starts'] ?? [])], [0, 0, 2, 2]);
  assert.equal(numbersOf(sections['title.bytes']), [8, 2]);
});

for (const [postings, entries] of [
  [127, 0],
  [128, 0],
  [129, 1],
  [256, 1],
  [257, 2],
  [1000, 7],
] as const) {
  test(`writes ${entries} skip entries for ${postings} postings, each where the next block begins`, () => {
    const list = Array.from({ length: postings }, (_, index) => ({
      document: index * 70 + 5,
      positions: Array.from({ length: 1 + (index % 3) }, (_, at) => at * 100 + index),
    }));
    const sections = write([[{ document: 0, positions: [9] }], list]).sections('body');
    const skips = sections['body.skips'] ?? new Uint32Array(0);
    assert.equal([...(sections['body.skips.starts'] ?? [])], [0, 0, entries * 3]);
    const start = sections['body.starts']?.[1] ?? 0;
    const positionStart = sections['body.positions.starts']?.[1] ?? 0;
    for (let entry = 0; entry < entries; entry++) {
      const [document = 0, bytes = 0, positionBytes = 0] = skips.subarray(entry * 3);
      const next = (entry + 1) * 128;
      assert.is(document, list[next - 1]?.document);
      const [first, second] = numbersOf(sections['body.bytes'], start + bytes);
      const frequency = list[next]?.positions.length ?? 0;
      const distance = (list[next]?.document ?? 0) - document;
      assert.equal(
        frequency === 1 ? [first] : [first, second],
        frequency === 1 ? [distance * 2 + 1] : [distance * 2, frequency],
      );
      const positions = numbersOf(sections['body.positions'], positionStart + positionBytes);
      assert.is(positions[0], list[next]?.positions[0]);
    }
  });
}

test('copies the positions of a posting out of other lists', () => {
  const list = [
    { document: 2, positions: [1, 1000, 1001] },
    { document: 9, positions: [70_000] },
  ];
  const source = write([list]).lists();
  const writer = new ListWriter({ hasPositions: true });
  let at = source.positionStarts[0] ?? 0;
  for (const { document, positions } of list) {
    writer.add(document, positions.length);
    at = writer.copyPositions(source.positions, at, positions.length);
  }
  writer.endList();
  assert.equal(writer.lists(), source);
});

test('keeps lists without positions behind those with them', () => {
  const writer = write([[{ document: 1, positions: [4] }]]);
  writer.endPositions();
  for (let document = 0; document < 200; document++) writer.add(document, 2);
  writer.endList();
  const sections = writer.sections('body');
  assert.equal([...(sections['body.counts'] ?? [])], [1, 200]);
  assert.equal([...(sections['body.positions.starts'] ?? [])], [0, 1]);
  assert.equal([...(sections['body.skips'] ?? [])], [127, 256, 0]);
});

test('refuses to grow beyond what its offsets can express', () => {
  const writer = new ListWriter({ hasPositions: false, maxBytes: 2_000 });
  for (let document = 0; document < 600; document++) writer.add(document * 10_000, 1);
  const error = catchError(() => {
    for (let document = 600; document < 1000; document++) writer.add(document * 10_000, 1);
  });
  assert.is(error.code, 'index-too-large');
  const bytes = new GrowingBytes(1500);
  bytes.pushAll(new Uint8Array(1500));
  assert.is(bytes.length, 1500);
  assert.is(catchError(() => bytes.push(1)).code, 'index-too-large');
});

function catchError(work: () => void): IndexError {
  try {
    work();
  } catch (error) {
    if (error instanceof IndexError) return error;
  }
  throw new Error('no IndexError was thrown');
}

test.run();
