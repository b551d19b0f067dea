// A long thread in pages: light enough, whole together, torn between branches.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Entry } from '../../index/model.ts';
import { ThreadPages } from '../../src/pages/cut-thread.ts';
import { NO_MARKS } from '../../src/pages/marker.ts';
import { threadPage } from '../../src/pages/thread-page.tsx';
import { NOTHING_ASKED, viewThread } from '../../src/pages/thread-view.ts';
import { makeVocabulary } from '../bench/made-words.ts';
import { createRandom } from '../bench/random.ts';
import { SAMPLE_FRAME, sampleComment, samplePost, sampleThread } from '../support/page-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('pages of a thread');

const MOST_BYTES = 60_000;
const random = createRandom(20);
const { words } = makeVocabulary(random);

/** Words as frequent as they are in prose, most of them English. */
function prose(length: number): string {
  const written = Array.from({ length }, () => words[Math.floor(4_000 * random.share() ** 4)] ?? '');
  return written.join(' ');
}

function pagesOf(entries: readonly Entry[]): ThreadPages {
  return new ThreadPages(sampleThread(entries));
}

/** What a server sends of each page. */
function bytesOfPages(entries: readonly Entry[]): readonly number[] {
  const thread = sampleThread(entries);
  return Array.from({ length: new ThreadPages(thread).count }, (_, index) => {
    const view = viewThread(thread, { ...NOTHING_ASKED, page: index + 1 }, { hits: [], relaxed: null });
    const shown = { frame: SAMPLE_FRAME, thread, view, isArchived: true, marker: NO_MARKS };
    const html = [...threadPage({ ...shown, origin: 'https://search.example' })].join('');
    return gzipSync(html, { level: 4 }).length;
  });
}

const lengths = (pages: ThreadPages): readonly number[] =>
  Array.from({ length: pages.count }, (_, index) => pages.commentsOf(index + 1).length);

test('threads of many words have pages below 60 kB, each well filled', () => {
  const kinds = {
    'of 236 wordy comments': Array.from({ length: 236 }, (_, index) =>
      sampleComment(index + 1, { text: prose(180), depth: index % 4 }),
    ),
    'of 600 short ones': Array.from({ length: 600 }, (_, index) =>
      sampleComment(index + 1, { text: prose(25) }),
    ),
    'of links': Array.from({ length: 300 }, (_, index) =>
      sampleComment(index + 1, {
        text: prose(10),
        links: [1, 2, 3].map((n) => `http://${prose(2).replace(' ', '.')}.example/${n}/${prose(4)}`),
      }),
    ),
  };
  for (const [kind, comments] of Object.entries(kinds)) {
    const bytes = bytesOfPages([samplePost({ text: prose(1_500) }), ...comments]);
    assert.ok(bytes.length > 1, kind);
    assert.ok(Math.max(...bytes) < MOST_BYTES, `a thread ${kind}: ${bytes}`);
    assert.ok(Math.min(...bytes) > MOST_BYTES / 4, `a thread ${kind}: ${bytes}`);
  }
});

test('a page ends where a branch ends, when one does in its second half', () => {
  const branches = [30, 50, 40, 60, 35, 55, 20, 45, 60, 50];
  const comments = branches.flatMap((length) =>
    Array.from({ length }, (_, depth) => ({ text: prose(100), depth })),
  );
  const pages = pagesOf([samplePost(), ...comments.map((own, index) => sampleComment(index + 1, own))]);
  assert.ok(pages.count > 2);
  for (let page = 2; page <= pages.count; page += 1) assert.is(pages.commentsOf(page)[0]?.depth, 0);
});

test('pages of single comments are about as long', () => {
  const comments = Array.from({ length: 280 }, (_, index) => sampleComment(index + 1, { text: prose(100) }));
  const counts = lengths(pagesOf(comments));
  assert.is(counts.length, 3);
  assert.ok(Math.max(...counts) < 1.25 * Math.min(...counts), String(counts));
});

test('a text heavier than a page stands alone', () => {
  const huge = { text: 'x'.repeat(150_000) };
  const around = [1, 2, 4, 5].map((position) => sampleComment(position));
  const [first, second, fourth, fifth] = around;
  const comments = [first, second, sampleComment(3, huge), fourth, fifth].flatMap((entry) => entry ?? []);
  assert.equal(lengths(pagesOf([samplePost(), ...comments])), [2, 1, 2]);
  assert.equal(lengths(pagesOf([samplePost(huge), ...around])), [0, 4]);
  assert.equal(lengths(pagesOf([samplePost(huge)])), [0]);
});

test('what mentions a thread elsewhere has room on its last page', () => {
  const ping = (position: number) =>
    sampleComment(position, { kind: 'pingback', position: null, text: prose(200) });
  const comments = Array.from({ length: 60 }, (_, index) => sampleComment(index + 1, { text: prose(100) }));
  const pings = Array.from({ length: 60 }, (_, index) => ping(100 + index));
  assert.is(pagesOf(comments).count, 1);
  assert.ok(Math.max(...bytesOfPages([...comments, ...pings])) < MOST_BYTES);
  assert.is(pagesOf([...comments, ...pings]).count, 2);
});

test('every comment stands on one page, in order, and is found on it', () => {
  const lengthsAndDepths = fc.array(
    fc.record({ letters: fc.oneof(fc.nat(400), fc.nat(30_000), fc.nat(300_000)), depth: fc.nat(6) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(lengthsAndDepths, fc.option(fc.nat(200_000)), (made, postLetters) => {
      const post = postLetters === null ? [] : [samplePost({ text: 'p'.repeat(postLetters) })];
      const comments = made.map(({ letters, depth }, index) =>
        sampleComment(index + 1, { text: 'c'.repeat(letters), depth }),
      );
      const pages = pagesOf([...post, ...comments]);
      const numbers = Array.from({ length: pages.count }, (_, index) => index + 1);
      assert.equal(
        numbers.flatMap((page) => pages.commentsOf(page)),
        comments,
      );
      for (const page of numbers) {
        if (page > 1) assert.ok(pages.commentsOf(page).length > 0);
        for (const comment of pages.commentsOf(page)) assert.is(pages.pageOf(comment), page);
      }
      for (const own of post) assert.is(pages.pageOf(own), 1);
    }),
    { numRuns: 60 },
  );
});

test.run();
