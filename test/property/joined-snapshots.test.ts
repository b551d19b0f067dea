// Snapshots that are joined against one snapshot of all their threads: the same texts, people, titles, addresses and answers.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { readAddress } from '../../index/directory/address.ts';
import type { Directory } from '../../index/directory/model.ts';
import { applyKeepersRules, type KeepersRules, NO_RULES } from '../../index/keepers-rules.ts';
import type { DatePrecision, DocumentId, Person, ThreadId } from '../../index/model.ts';
import { foldName } from '../../index/people.ts';
import { defaultRequest, search } from '../../index/search.ts';
import { type OpenedSnapshot, openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { suggest } from '../../index/suggest.ts';
import type { Thread } from '../../scraper/model.ts';
import { joinFolders } from '../support/joining-kit.ts';
import { publishThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('joined snapshots');
const AS_TYPED = { repairText: (text: string) => text };
const LONG = { timeoutMs: 120_000 };

// Some are one person, some would have the same slug.
const AUTHORS = ['Ada', 'ADA', 'Bo Quill', 'bo-quill', 'Émile', 'emile', 'Ze', 'ZÉ!', '灯', null];
const WORDS = ['tea', 'rain', 'rains', 'ferry', 'lantern', 'émile', '灯台'];
const DATES: readonly (readonly [string | null, DatePrecision | null])[] = [
  [null, null],
  ['2008', 'year'],
  ['2009-06', 'month'],
  ['2009-06-18', 'day'],
  ['2009-06-18T14:03', 'minute'],
  ['2009-06-18T14:03:00-05:00', 'second'],
];

const anyAuthor = fc.constantFrom(...AUTHORS);
const anyWords = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' '));
const anyDated = fc.constantFrom(...DATES);

const anyComment = fc
  .record({ author: anyAuthor, text: anyWords, dated: anyDated, parent: fc.nat(4), isPing: fc.boolean() })
  .map(({ dated: [publishedAt, datePrecision], isPing, author, ...fields }) => ({
    ...{ ...fields, publishedAt, datePrecision },
    author: isPing ? null : author,
    kind: isPing ? ('pingback' as const) : ('comment' as const),
  }));
const anyThread = fc.record({
  author: anyAuthor,
  title: anyWords,
  text: anyWords,
  dated: anyDated,
  hasPost: fc.boolean(),
  tags: fc.array(fc.constantFrom('Harbour', 'harbour', 'Kitchen'), { maxLength: 2 }),
  comments: fc.array(anyComment, { maxLength: 6, size: 'max' }),
  site: fc.constantFrom(null, 'One', 'Two'),
  declared: fc.option(fc.nat(9)),
  url: fc.option(fc.constantFrom('http://one.example/a/', 'http://two.example/b', 'http://two.example/?p=7')),
});

type Drawn = typeof anyThread extends fc.Arbitrary<infer T> ? T : never;

function threadOf(drawn: Drawn, number: number): Thread {
  const { author, title, text, dated, tags, comments, site, declared, url } = drawn;
  const [publishedAt, datePrecision] = dated;
  const post = makePost({ author, title, text, tags, publishedAt, datePrecision });
  return makeThread({
    id: `thread-${number}`,
    url,
    site,
    declaredCommentCount: declared,
    capturedAt: `2012-01-0${(number % 9) + 1}T00:00:00Z`,
    post: drawn.hasPost ? post : null,
    comments: comments.map(({ parent, ...fields }, at) =>
      makeComment({ ...fields, id: `${at}`, parentId: parent < at ? `${parent}` : null }),
    ),
  });
}

const anyParts = fc
  .array(fc.array(anyThread, { maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((parts) => {
    let number = 0;
    // Of every part something is left, so that each can be built.
    const certain = (at: number) =>
      makeThread({ id: `certain-${at}`, post: makePost({ title: 'Certain rain', author: 'Ada' }) });
    return parts.map((drawn, at) => [certain(at), ...drawn.map((one) => threadOf(one, number++))]);
  });

interface Both {
  readonly joined: OpenedSnapshot;
  readonly one: OpenedSnapshot;
}

async function withBoth(
  parts: readonly (readonly Thread[])[],
  use: (both: Both) => Promise<void>,
): Promise<void> {
  const home = makeTempFolder('joined');
  const folders = parts.map((_, at) => `${home}/part-${at}`);
  for (const [at, threads] of parts.entries()) await publishThreads(folders[at] ?? '', threads);
  const { id } = await joinFolders(`${home}/whole`, folders);
  await publishThreads(`${home}/one`, parts.flat());
  await verifySnapshot(`${home}/whole`, id);
  const joined = await openCurrentSnapshot(`${home}/whole`);
  const one = await openCurrentSnapshot(`${home}/one`);
  try {
    await use({ joined, one });
  } finally {
    await joined.close();
    await one.close();
  }
}

/** Everybody by what tells people apart: which of two spellings is shown is the larger part's choice. */
function byFold<T>(value: T): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, found: unknown) =>
      isPerson(found) ? { ...found, name: foldName(found.name) } : found,
    ),
  );
}

function isPerson(value: unknown): value is Person {
  return typeof value === 'object' && value !== null && 'slug' in value && 'name' in value;
}

const count = (length: number) => [...Array(length).keys()];

test(
  'texts stand at the same rows, numbers and ids',
  () =>
    fc.assert(
      fc.asyncProperty(anyParts, (parts) =>
        withBoth(parts, async ({ joined, one }) => {
          const { entryCount, threadCount } = one.store;
          assert.is(joined.store.entryCount, entryCount);
          assert.is(joined.store.threadCount, threadCount);
          assert.equal({ ...joined.manifest.counts }, one.manifest.counts);
          assert.is(joined.manifest.firstAt, one.manifest.firstAt);
          assert.is(joined.manifest.lastAt, one.manifest.lastAt);
          const rows = count(entryCount).reverse();
          const heads = await one.store.headsAt(rows);
          assert.equal(byFold(await joined.store.headsAt(rows)), byFold(heads));
          const ids = [...heads.map(({ id }) => id), 'nobody' as DocumentId];
          assert.equal(byFold(await joined.store.entries(ids)), byFold(await one.store.entries(ids)));
          const located = await one.store.located(ids);
          assert.equal(byFold(await joined.store.located(ids)), byFold(located));
          const places = located.flatMap((found) =>
            found === null || found.ordinal === null ? [] : [{ id: found.head.id, ordinal: found.ordinal }],
          );
          const choose = (index: number, bytes: number) => ({ from: 0, length: Math.max(0, bytes - index) });
          for (const asked of [places, places.map(({ id }) => ({ id }))]) {
            assert.equal(
              byFold(await joined.store.pieces(asked, choose)),
              byFold(await one.store.pieces(asked, choose)),
            );
          }
          const threads = await one.store.threadsAt(count(threadCount));
          assert.equal(await joined.store.threadsAt(count(threadCount)), threads);
          for (const [row, { id }] of threads.entries()) {
            assert.equal(
              byFold(await joined.store.threadEntries(id)),
              byFold(await one.store.threadEntries(id)),
            );
            assert.equal(await joined.store.threadAt(row), await one.store.threadAt(row));
            assert.equal(await joined.store.thread(id), await one.store.thread(id));
          }
          assert.equal(await joined.store.threadEntries('nobody' as ThreadId), []);
        }),
      ),
      { numRuns: 8 },
    ),
  LONG,
);

function describePeople({ people }: Directory): unknown {
  const numbers = count(people.count);
  return byFold({
    all: numbers.map((number) => people.details(number)),
    byName: people.byName(0, people.count),
    bySlug: numbers.map((number) => people.withSlug(people.summary(number).slug)),
    nobody: people.withSlug('nobody'),
  });
}

test(
  'people, titles, addresses and facts are those of one directory',
  () =>
    fc.assert(
      fc.asyncProperty(anyParts, anyWords, fc.integer({ min: 1, max: 6 }), (parts, typed, limit) =>
        withBoth(parts, async ({ joined: { directory }, one: { directory: wanted } }) => {
          assert.equal(describePeople(directory), describePeople(wanted));
          assert.equal(directory.facts, wanted.facts);
          const words = typed.split(' ').map((word) => word.slice(0, 3));
          const rowsOf = ({ titles }: Directory) => titles.find(words, limit).map(titles.threadRow);
          assert.equal(rowsOf(directory), rowsOf(wanted));
          assert.equal(directory.people.find(words, limit), wanted.people.find(words, limit));
          for (const url of [
            'http://one.example/a',
            'two.example/b/',
            '/b',
            '/?p=7',
            'http://two.example/?p=7',
          ]) {
            const address = readAddress(url);
            if (address === null) throw new Error(url);
            assert.equal(directory.addresses.page(address), wanted.addresses.page(address));
          }
        }),
      ),
      { numRuns: 12 },
    ),
  LONG,
);

const anyQuery = fc.constantFrom(
  'rain',
  'ferry lantern',
  'tea OR rain',
  '"tea rain"',
  'rai*',
  'author:bo-quill',
  'author:emile rain',
  'to:ada',
  'is:op',
  'tag:harbour',
  'title:rain',
  '',
);

const anyTyped = fc.constantFrom('ra', 'certain ra', 'em', 'bo', 'ferri');
const KEPT: KeepersRules = {
  suppressed: [
    { kind: 'id', value: 'thread-1.post', reason: null, line: 1 },
    { kind: 'author', value: 'Bo Quill', reason: null, line: 2 },
  ],
  people: [{ kind: 'merge', names: ['Ada', 'Émile'], name: 'Ada', line: 1 }],
};

test(
  'searches answer the same, what a keeper removed and renamed included',
  () =>
    fc.assert(
      fc.asyncProperty(anyParts, anyQuery, anyTyped, fc.boolean(), (parts, q, typed, isKept) =>
        withBoth(parts, async ({ joined, one }) => {
          const [found, wanted] = await Promise.all(
            [joined, one].map(async (whole) => {
              const { snapshot } = await applyKeepersRules(whole, isKept ? KEPT : NO_RULES);
              const request = { ...defaultRequest(q), facets: ['author', 'type', 'year', 'tag'] as const };
              const {
                processingTimeMs: _,
                snapshot: __,
                facets,
                ...answer
              } = await search(snapshot, request, AS_TYPED);
              const authors = Object.entries(facets.author ?? {}).map(([name, hits]) => [
                foldName(name),
                hits,
              ]);
              return {
                answer: byFold(answer),
                facets: { ...facets, author: authors.sort() },
                counts: snapshot.manifest.counts,
                suggested: (await suggest(snapshot, typed, { ...AS_TYPED, limit: 8 })).map((one) => ({
                  ...one,
                  text: foldName(one.text),
                })),
              };
            }),
          );
          assert.equal(found, wanted);
        }),
      ),
      { numRuns: 16 },
    ),
  LONG,
);

test.run();
