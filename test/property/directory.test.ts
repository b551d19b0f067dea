// The directory of a snapshot against plain counting and reading: titles, people, suggestions.
import { join } from 'node:path';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { RankedNamesWriter, readRankedNames } from '../../index/directory/ranked-names.ts';
import { resolveAddress } from '../../index/resolve.ts';
import { defaultRequest, search } from '../../index/search.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { loadSections, readerOf, writeSections } from '../../index/snapshot/section-file.ts';
import { suggest } from '../../index/suggest.ts';
import { publishThreads, readThreads } from '../support/served-archive.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { anyThread, makePost, makeThread } from '../support/threads.ts';

const test = suite('directory');
const AS_TYPED = { repairText: (text: string) => text };

const anyWord = fc.stringMatching(/^[abé灯]{1,3}$/);
/** Some words stand in many names, as small words do. */
const anyNames = fc
  .tuple(fc.array(fc.array(anyWord, { maxLength: 4 }), { maxLength: 12 }), fc.constantFrom(0, 100))
  .map(([names, common]) => [...names, ...Array.from({ length: common }, () => ['b', 'é'])]);

test(
  'names are found as reading all of them finds them',
  async () => {
    const path = `${makeTempFolder('names')}/names.bin`;
    await fc.assert(
      fc.asyncProperty(
        anyNames,
        fc.array(anyWord, { maxLength: 3 }),
        fc.integer({ min: 1, max: 120 }),
        async (names, wanted, limit) => {
          const writer = new RankedNamesWriter();
          for (const words of names) writer.add(words);
          // The last added is the most important.
          const order = Uint32Array.from(names, (_, at) => names.length - 1 - at);
          await writeSections(path, writer.sections('some', order));
          const found = readRankedNames(readerOf(await loadSections(path)), 'some').find(wanted, limit);
          const last = wanted.at(-1);
          const expected = [...order].flatMap((added, rank) => {
            const words = names[added] ?? [];
            const isFound =
              last !== undefined &&
              words.some((word) => word.startsWith(last)) &&
              wanted.slice(0, -1).every((word) => words.includes(word));
            return isFound ? [rank] : [];
          });
          assert.equal(found, expected.slice(0, limit));
        },
      ),
      { numRuns: 200 },
    );
  },
  { timeoutMs: 60_000 },
);

const anyArchive = fc
  .array(anyThread, { minLength: 1, maxLength: 5 })
  .map((threads) => [
    ...threads,
    makeThread({ id: 'last', post: makePost({ title: 'Last words', author: 'Zed' }) }),
  ]);

test(
  'people are counted as the author facet and searches by author count them',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, async (threads) => {
        const dataFolder = makeTempFolder('directory');
        await publishThreads(dataFolder, threads);
        const snapshot = await openCurrentSnapshot(dataFolder);
        try {
          const { people } = snapshot.directory;
          assert.is(people.count, snapshot.manifest.counts.people);
          const request = { ...defaultRequest(''), facets: ['author'] as const, limit: 0 };
          const { facets } = await search(snapshot, request, AS_TYPED);
          const summaries = Array.from({ length: people.count }, (_, number) => people.summary(number));
          assert.equal(
            Object.fromEntries(summaries.map(({ name, posts, comments }) => [name, posts + comments]).sort()),
            Object.fromEntries(Object.entries(facets.author ?? {}).sort()),
          );
          assert.equal(
            [...people.byName(0, people.count)].sort((a, b) => a - b),
            [...summaries.keys()],
          );
          for (const [number, { slug, posts, comments }] of summaries.entries()) {
            assert.is(people.withSlug(slug), number);
            const mine = { ...defaultRequest(''), authors: [slug], facets: ['type', 'year'] as const };
            const found = await search(snapshot, mine, AS_TYPED);
            // Somebody's name may be another's slug: such searches find both.
            if (found.totalHits !== posts + comments) continue;
            assert.equal(found.facets.type ?? {}, withoutZero({ post: posts, comment: comments }));
            const { years, undated } = people.details(number);
            assert.equal(
              Object.fromEntries(years.map(({ year, count }) => [String(year).padStart(4, '0'), count])),
              found.facets.year ?? {},
            );
            assert.is(
              years.reduce((sum, { count }) => sum + count, undated),
              posts + comments,
            );
          }
        } finally {
          await snapshot.close();
        }
      }),
      { numRuns: 25 },
    );
  },
  { timeoutMs: 90_000 },
);

function withoutZero(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

test(
  'every title is suggested by its own beginning, and every suggestion leads somewhere',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, fc.string({ maxLength: 8 }), async (threads, typed) => {
        const dataFolder = makeTempFolder('directory');
        await publishThreads(dataFolder, threads);
        const snapshot = await openCurrentSnapshot(dataFolder);
        try {
          for (const { title } of threads.flatMap(({ post }) => (post === null ? [] : [post]))) {
            const found = await suggest(snapshot, title, { ...AS_TYPED, limit: 20 });
            const hasWord = (await search(snapshot, defaultRequest(title), AS_TYPED)).hits.length > 0;
            const isPlain = /^[\p{L} ]*\p{L}[\p{L} ]*$/u.test(title);
            if (isPlain && hasWord)
              assert.ok(
                found.some(({ text }) => text.trim() === title.trim()),
                title,
              );
          }
          for (const { kind, text, url } of await suggest(snapshot, typed, { ...AS_TYPED, limit: 8 })) {
            if (kind === 'person')
              assert.ok(snapshot.directory.people.withSlug(url?.split('/').at(-1) ?? '') !== null);
            else assert.ok((await search(snapshot, defaultRequest(text), AS_TYPED)).totalHits > 0, text);
          }
        } finally {
          await snapshot.close();
        }
      }),
      { numRuns: 25 },
    );
  },
  { timeoutMs: 90_000 },
);

test(
  'every address of the sample archive leads to its document, however it is written',
  async () => {
    const dataFolder = makeTempFolder('directory');
    const threads = await readThreads(join(checkoutPath, 'src/sample-archive'));
    await publishThreads(dataFolder, threads);
    const snapshot = await openCurrentSnapshot(dataFolder);
    const write = fc.constantFrom<(url: string) => string>(
      (url) => url,
      (url) => url.replace(/^https?:\/\//, 'https://www.'),
      (url) => `https://web.archive.org/web/20120304050607id_/${url}`,
      (url) => url.replace(/\/(#|$)/, '/index.html?utm_source=mail$1'),
      (url) =>
        url
          .replace(/\/(#|$)/, '$1')
          .toUpperCase()
          .replace(/^HTTPS?/, 'http'),
    );
    try {
      const heads = await snapshot.store.headsAt([...Array(snapshot.manifest.counts.documents).keys()]);
      const known = heads.filter(({ originalUrl, position }) => originalUrl !== null && position !== null);
      assert.ok(known.length > 100);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...known), write, async ({ id, originalUrl }, rewrite) => {
          const found = await resolveAddress(snapshot, rewrite(originalUrl ?? ''));
          assert.equal(
            found.map((match) => match.id),
            [id],
          );
        }),
        { numRuns: 600 },
      );
      const numbers = threads.flatMap(({ id, addresses = [] }) =>
        addresses.map((address) => ({ id, address })),
      );
      const short = numbers.filter(({ address }) => /\?p=\d+$/.test(address));
      assert.ok(short.length > 10);
      for (const { id, address } of short) {
        const [first] = await resolveAddress(snapshot, address);
        assert.is(first?.url, `/threads/${id}`, address);
      }
    } finally {
      await snapshot.close();
    }
  },
  { timeoutMs: 60_000 },
);

test.run();
