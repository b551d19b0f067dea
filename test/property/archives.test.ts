// Laws of archives: whatever is cut off or changed, what stands before it is read, and nothing changes unnoticed.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Page, Skip } from '../../scraper/model.ts';
import { type FoundContext, readFound } from '../../scraper/sources/read-found.ts';
import { fileInMemory } from '../../scraper/sources/stored-file.ts';
import { createCaptures } from '../../scraper/sources/warc/captures.ts';
import { warcRecord } from '../support/make-warc.ts';
import { makeZip } from '../support/make-zip.ts';
import { pagesOf, skipsOf } from '../support/source-items.ts';
import { suite } from '../support/suite.ts';

const test = suite('archive laws');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

interface Made {
  readonly bytes: Buffer;
  /** Where each page's part of the file ends. */
  readonly ends: readonly number[];
  readonly names: readonly string[];
  readonly contents: readonly string[];
}

async function read(
  bytes: Uint8Array,
  name: string,
): Promise<{ pages: readonly Page[]; skips: readonly Skip[] }> {
  const context: FoundContext = {
    maxPageBytes: 100_000,
    captures: createCaptures(),
    depth: 0,
    budget: null,
    isSource: true,
  };
  const items = [];
  const found = { file: fileInMemory(bytes), path: name, name, hint: 'none' } as const;
  for await (const item of readFound(found, context)) items.push(item);
  const pages = pagesOf(items);
  // What is skipped may have lost its own name, and bear another's.
  assert.is(new Set(pages.map(({ path }) => path)).size, pages.length, 'paths are unique');
  return { pages, skips: skipsOf(items) };
}

const words = fc.array(
  fc.constantFrom('tide', 'gull', 'WARC/1.0', 'PK', 'Content-Length: 3', '\r\n\r\n', 'é', '<b>fog</b>'),
  {
    maxLength: 40,
  },
);
const contents = fc
  .array(words, { minLength: 1, maxLength: 6 })
  .map((all) =>
    all.map((some, at) => `<!DOCTYPE html><html><body><p>${at} ${some.join(' ')}</p></body></html>`),
  );
const nth = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const bit = fc.integer({ min: 1, max: 255 });

function join(parts: readonly Buffer[], contents: readonly string[], nameOf: (at: number) => string): Made {
  const ends: number[] = [];
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length);
  return { bytes: Buffer.concat(parts), ends, names: parts.map((_, at) => nameOf(at)), contents };
}

const addressOf = (at: number) => `http://harbour.example/${at}`;
const recordsOf = (all: readonly string[]) => all.map((body, at) => warcRecord({ url: addressOf(at), body }));
const plainWarc = (all: readonly string[]) => join(recordsOf(all), all, addressOf);
const packedWarc = (all: readonly string[]) =>
  join(
    recordsOf(all).map((record) => gzipSync(record)),
    all,
    addressOf,
  );

function zip(all: readonly string[]): Made {
  const name = (at: number) => `${at}.html`;
  const entry = (at: number) => ({
    name: name(at),
    content: all[at] ?? '',
    isStored: at % 3 === 1,
    isStreamed: at % 3 === 2,
  });
  const bytes = makeZip(all.map((_, at) => entry(at)));
  const ends = all.map((_, at) =>
    makeZip(all.slice(0, at + 1).map((_, i) => entry(i))).indexOf('PK\x01\x02', 0, 'latin1'),
  );
  return { bytes, ends, names: all.map((_, at) => name(at)), contents: all };
}

const textsOf = (pages: readonly Page[]) =>
  new Map(pages.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('utf8')]));

/** Every page whose part of the file lies where `isWhole` says is read as it was written. */
function keeps(
  { names, contents, ends }: Made,
  pages: readonly Page[],
  isWhole: (from: number, to: number) => boolean,
): void {
  const texts = textsOf(pages);
  names.forEach((name, at) => {
    if (isWhole(ends[at - 1] ?? 0, ends[at] ?? 0)) assert.is(texts.get(name), contents[at], name);
  });
}

const kinds: readonly (readonly [string, (all: readonly string[]) => Made])[] = [
  ['crawl.warc', plainWarc],
  ['crawl.warc.gz', packedWarc],
  ['mirror.zip', zip],
];

for (const [name, make] of kinds) {
  test(`${name}: reads what is whole before the end, wherever that is`, async () => {
    const law = fc.asyncProperty(contents, nth, async (all, where) => {
      const made = make(all);
      const cut = Math.floor(where * made.bytes.length);
      const { pages, skips } = await read(made.bytes.subarray(0, cut), name);
      keeps(made, pages, (_, to) => to <= cut);
      const isAll = pages.length === all.length;
      assert.ok(isAll || cut === 0 || skips.length > 0 || made.ends.includes(cut), 'a cut is told');
      for (const text of textsOf(pages).values()) assert.ok(all.includes(text));
    });
    await fc.assert(law, { seed, numRuns: 60 });
  });

  test(`${name}: a changed byte costs the page it stands in, and is told where there are checksums`, async () => {
    const law = fc.asyncProperty(contents, nth, bit, async (all, where, change) => {
      const made = make(all);
      const at = Math.floor(where * made.bytes.length);
      const changed = Buffer.from(made.bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      const { pages, skips } = await read(changed, name);
      const isInPage = at < (made.ends.at(-1) ?? 0);
      // A directory behind the pages that lies about one of them costs that one.
      if (isInPage) keeps(made, pages, (from, to) => at < from || at >= to);
      assert.ok(skips.length > 0 || pages.length === all.length, 'a lost page is told');
      if (name !== 'crawl.warc')
        for (const text of textsOf(pages).values()) assert.ok(all.includes(text), 'no page is changed');
    });
    await fc.assert(law, { seed, numRuns: 120 });
  });
}

test('a WARC of one page: whichever byte changes, the page is read or its loss is told', async () => {
  const { bytes } = plainWarc(['<!DOCTYPE html><html><body><p>tide</p></body></html>']);
  for (let at = 0; at < bytes.length; at++) {
    for (const change of [1, 16, 128]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      const { pages, skips } = await read(changed, 'crawl.warc');
      assert.ok(pages.length + skips.length > 0, `byte ${at} changed by ${change}`);
    }
  }
});

test('one gzip around a whole WARC: reads what is whole before the end', async () => {
  const law = fc.asyncProperty(contents, nth, async (all, where) => {
    const packed = gzipSync(plainWarc(all).bytes);
    const { pages } = await read(packed.subarray(0, Math.floor(where * packed.length)), 'crawl.warc.gz');
    pages.forEach(({ path, bytes }, at) => {
      assert.is(path, addressOf(at));
      assert.is(Buffer.from(bytes).toString('utf8'), all[at]);
    });
  });
  await fc.assert(law, { seed, numRuns: 40 });
});

test('reads any bytes behind any of the beginnings without failing', async () => {
  const start = fc.constantFrom(
    'WARC/1.0\r\n',
    'WARC/1.0\r\nContent-Length: 99\r\n\r\n',
    'PK\x03\x04',
    '\x1f\x8b\x08\x00',
    '',
  );
  const law = fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), async (head, tail) => {
    const bytes = Buffer.concat([Buffer.from(head, 'latin1'), tail]);
    for (const name of ['a.warc', 'a.warc.gz', 'a.zip', 'a']) await read(bytes, name);
  });
  await fc.assert(law, { seed, numRuns: 60 });
});

test.run();
