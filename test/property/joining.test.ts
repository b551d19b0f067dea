// Laws of joining: the order of parts means nothing, reading twice adds nothing, and nobody's comment is lost.
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import { areCompatible, mergeDates, type ToldDate } from '../../scraper/joining/merge-dates.ts';
import type { Comment, DatePrecision, Thread, ThreadPart } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('laws of joining');

const seed = 20_260_611;

const authors = ['Ada', 'Bo', 'Cy', null];

/** Comment `n` as its blog stores it. */
function stored(n: number): Comment {
  return {
    id: `${100 + n}`,
    author: authors[n % authors.length] ?? null,
    authorUrl: null,
    publishedAt: new Date(Date.UTC(2009, 5, 18, 20) + n * 3_720_000).toISOString().replace('.000', ''),
    datePrecision: 'second',
    text: `Remark number ${n}: the tide turns in ${n * 7} minutes, and not before.`,
    quotes: [],
    links: [],
    hasImage: false,
    kind: 'comment',
    parentId: null,
    parentSource: null,
    url: null,
    byPostAuthor: false,
  };
}

/** The same comment as a theme prints it: the local day or minute, with or without its number. */
function printed(n: number, hasNumber: boolean, hasTime: boolean): Comment {
  const comment = stored(n);
  const local = new Date(Date.parse(comment.publishedAt ?? '') + 7_200_000).toISOString();
  return {
    ...comment,
    id: hasNumber ? comment.id : `x${`${n}`.padStart(10, '0')}`,
    publishedAt: local.slice(0, hasTime ? 16 : 10),
    datePrecision: hasTime ? 'minute' : 'day',
  };
}

function partOf(page: string, comments: readonly Comment[], changes: Partial<ThreadPart> = {}): ThreadPart {
  return {
    kind: 'part',
    page,
    dialect: 'wordpress',
    host: 'mole.example',
    url: null,
    site: null,
    aliases: ['path:/tides/'],
    commentPage: null,
    isCopy: false,
    post: null,
    comments,
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt: null,
    ...changes,
  };
}

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 8 });
const inOrder = (list: readonly number[]) => [...list].sort((a, b) => a - b);

/** Captures of a page with or without numbers, a feed, an export: each shows some of the comments. */
const parts = fc
  .record({
    captures: fc.array(numbers, { minLength: 1, maxLength: 3 }),
    feed: numbers,
    exported: numbers,
    hasNumbers: fc.boolean(),
    hasTimes: fc.boolean(),
  })
  .map(({ captures, feed, exported, hasNumbers, hasTimes }) => {
    const pages = captures.map((shown, i) =>
      partOf(
        `${i}.html`,
        inOrder(shown).map((n) => printed(n, hasNumbers, hasTimes)),
        { capturedAt: `2010-0${i + 1}-01T00:00:00Z` },
      ),
    );
    const all = new Set([...captures.flat(), ...feed, ...exported]);
    const records = [
      partOf('feed.xml', inOrder(feed).map(stored), { dialect: 'feed', aliases: ['in:path:/tides/'] }),
      partOf('blog.xml', inOrder(exported).map(stored), { dialect: 'wordpress-export' }),
    ];
    return { parts: [...pages, ...records], all: inOrder([...all]) };
  });

const join = (list: readonly ThreadPart[]): Thread => assembleThread('k path:/tides/', list).thread;

test('finds every comment once, whoever shows it, in the order of their dates', () => {
  fc.assert(
    fc.property(parts, ({ parts: list, all }) => {
      const texts = join(list).comments.map(({ text }) => text);
      assert.equal([...texts].sort(), all.map((n) => stored(n).text).sort());
    }),
    { seed, numRuns: 300 },
  );
});

test('gives the same thread in whatever order the parts come', () => {
  const shuffled = parts.chain(({ parts: list }) =>
    fc.record({ list: fc.constant(list), other: fc.shuffledSubarray(list, { minLength: list.length }) }),
  );
  fc.assert(
    fc.property(shuffled, ({ list, other }) => assert.equal(join(other), join(list))),
    { seed, numRuns: 300 },
  );
});

test('adds nothing when a part comes twice', () => {
  fc.assert(
    fc.property(parts, ({ parts: list }) =>
      assert.equal(join([...list, ...list]).comments, join(list).comments),
    ),
    { seed, numRuns: 200 },
  );
});

test('never says less of a date than the first place that told it, nor another moment', () => {
  const precisions: readonly DatePrecision[] = ['day', 'minute', 'second'];
  const lengths = { day: 10, minute: 16, second: 19 } as const;
  const date = fc
    .record({
      at: fc.integer({ min: 0, max: 4_000_000 }),
      precision: fc.constantFrom(...precisions),
      zone: fc.constantFrom('', 'Z', '+02:00', '-05:00'),
      isRecord: fc.boolean(),
    })
    .map(({ at, precision, zone, isRecord }): ToldDate => {
      const written = new Date(1_245_000_000_000 + at * 100).toISOString();
      const length = precision === 'day' ? 10 : precision === 'minute' ? lengths.minute : lengths.second;
      const publishedAt = written.slice(0, length) + (precision === 'day' ? '' : zone);
      return { publishedAt, datePrecision: precision, isRecord };
    });
  fc.assert(
    fc.property(date, date, (first, second) => {
      const merged = mergeDates(first, second);
      assert.ok(areCompatible(first, merged), 'another moment');
      const rank = (told: ToldDate) => precisions.indexOf(told.datePrecision ?? 'day');
      assert.ok(first.isRecord !== second.isRecord || rank(merged) >= rank(first), 'less exact');
      assert.equal(mergeDates(merged, second), merged);
    }),
    { seed, numRuns: 1_000 },
  );
});

test('groups parts alike in whatever order they are stored', () => {
  const name = fc.constantFrom(
    'path:/x/',
    'path:/y/',
    'post:1|hello',
    'post:2|tides',
    'in:path:/x/',
    'in:post:1|hello',
  );
  const list = fc.array(
    fc.record({
      host: fc.constantFrom(null, 'a.example', 'b.example'),
      page: fc.constantFrom('index.html', 'a/x.html', 'b/x.html', '2009/x.html'),
      aliases: fc.array(name, { minLength: 1, maxLength: 2 }).map((names) => {
        const isIn = names[0]?.startsWith('in:');
        return names.map((own) => (isIn ? own.replace(/^(?:in:)?/, 'in:') : own.replace(/^in:/, '')));
      }),
    }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(list, fc.infiniteStream(fc.nat()), (parts_, keys) => {
      const grouped = (order: readonly number[]) =>
        groupParts(order.map((i, readingId) => ({ ...(parts_[i] ?? fail()), readingId, sourceId: 1 }))).map(
          ({ key, readingIds }) => `${key} ${readingIds.map((id) => order[id] ?? -1).sort((a, b) => a - b)}`,
        );
      const order = parts_.map((_, i) => i);
      const sortKeys = order.map(() => keys.next().value ?? 0);
      const other = [...order].sort((a, b) => (sortKeys[a] ?? 0) - (sortKeys[b] ?? 0));
      assert.equal(grouped(other), grouped(order));
    }),
    { seed, numRuns: 500 },
  );
});

function fail(): never {
  throw new Error('no such part');
}

test.run();
