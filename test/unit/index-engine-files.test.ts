// The files of an index: what is written is read back, what is damaged is refused.

import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as assert from 'uvu/assert';
import { createIndexWriter } from '../../index/engines/minisearch/building/write.ts';
import { loadIndex } from '../../index/engines/minisearch/packed-index.ts';
import { IndexError } from '../../index/errors.ts';
import { packStrings, readStrings } from '../../index/packing/string-table.ts';
import { loadSections, readerOf, writeSections } from '../../index/snapshot/section-file.ts';
import { english, makeSampleThread } from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('index files');

async function rejectsAsDamaged(work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  assert.instance(error, IndexError);
  assert.is((error as IndexError).code, 'snapshot-damaged');
}

test('gives back the arrays that were written', async () => {
  const path = join(makeTempFolder('sections'), 'a.bin');
  await writeSections(path, {
    bytes: Uint8Array.of(1, 2, 3),
    none: new Uint32Array(0),
    numbers: Uint32Array.of(0xffffffff, 7),
    signed: Int32Array.of(-5),
    floats: Float64Array.of(Number.NaN, 0.5),
  });
  const sections = readerOf(await loadSections(path));
  assert.equal([...sections.u8('bytes')], [1, 2, 3]);
  assert.is(sections.u32('none').length, 0);
  assert.equal([...sections.u32('numbers')], [0xffffffff, 7]);
  assert.equal([...sections.i32('signed')], [-5]);
  assert.equal([...sections.f64('floats')], [Number.NaN, 0.5]);
  assert.throws(() => sections.u32('bytes'), /no section bytes of type u32/);
  assert.throws(() => sections.u8('other'), /no section other/);
});

test('gives back strings of any script', async () => {
  const path = join(makeTempFolder('strings'), 'a.bin');
  const strings = ['', 'café', '灯台', '🙂', 'a'];
  await writeSections(path, packStrings('names', strings));
  const table = readStrings(readerOf(await loadSections(path)), 'names');
  assert.equal(table.all(), strings);
  assert.is(table.length, 5);
  assert.is(table.at(1), 'café');
  assert.is(table.at(9), '');
});

test('refuses a file that is missing, foreign or cut short at any byte', async () => {
  const path = join(makeTempFolder('damage'), 'a.bin');
  await rejectsAsDamaged(loadSections(path));
  await writeFile(path, 'something else, long enough for a preamble');
  await rejectsAsDamaged(loadSections(path));
  await writeSections(path, { numbers: Uint32Array.of(1, 2, 3, 4) });
  const whole = await readFile(path);
  for (let length = 0; length < whole.length; length++) {
    await writeFile(path, whole.subarray(0, length));
    await rejectsAsDamaged(loadSections(path));
  }
});

test('refuses a file in which any bit has changed', async () => {
  const path = join(makeTempFolder('flipped'), 'a.bin');
  await writeSections(path, { numbers: Uint32Array.of(1, 2), bytes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) });
  const whole = await readFile(path);
  for (let at = 0; at < whole.length; at++) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    const isFilling = at >= 16 + whole.readUInt32LE(8) && at < whole.length - 16;
    await writeFile(path, flipped);
    if (!isFilling) await rejectsAsDamaged(loadSections(path));
  }
});

test('refuses a header that points outside of the file or is no header', async () => {
  const path = join(makeTempFolder('header'), 'a.bin');
  const headers = ['{', '[1]', '{"a":null}', '{"a":{"type":"u64","offset":0,"length":0}}'];
  headers.push('{"a":{"type":"u32","offset":0,"length":9}}', '{"a":{"type":"u32","offset":4,"length":0}}');
  for (const header of headers) {
    const bytes = Buffer.alloc(80);
    bytes.write('ANTLSEC2', 'latin1');
    bytes.writeUInt32LE(header.length, 8);
    bytes.writeUInt32LE(crc32(header), 12);
    bytes.write(header, 16);
    await writeFile(path, bytes.subarray(0, Math.ceil((16 + header.length) / 8) * 8));
    await rejectsAsDamaged(loadSections(path));
  }
});

test('refuses to open an index whose files do not belong together', async () => {
  const [one, two] = [makeTempFolder('one'), makeTempFolder('two')];
  for (const [folder, texts] of [
    [one, ['a']],
    [two, ['a', 'b']],
  ] as const) {
    const writer = createIndexWriter(folder, english);
    const { info, entries } = makeSampleThread(
      't',
      texts.map((text) => ({ id: text, text })),
    );
    await writer.addThread(info, entries);
    assert.equal([...(await writer.finish())].sort(), ['documents.bin', 'terms.bin']);
  }
  await writeFile(join(one, 'documents.bin'), await readFile(join(two, 'documents.bin')));
  await rejectsAsDamaged(loadIndex(one));
  await truncate(join(two, 'documents.bin'), 100);
  await rejectsAsDamaged(loadIndex(two));
});

test.run();
