// The bundled sample archive: it is what its generator writes, it has what a real mirror has, and all of it is found.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import type { Comment, Thread } from '../../scraper/model.ts';
import { readArchive } from '../support/read-archive.ts';
import {
  inReadingOrder,
  type SampleComment,
  type SampleThread,
  threadPath,
} from '../support/sample/model.ts';
import { ACCOUNTS, SITE } from '../support/sample/people.ts';
import { readThreads } from '../support/sample/read-threads.ts';
import { renderArchive } from '../support/sample/render-archive.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';

const test = suite('sample archive');
const folder = join(checkoutPath, 'src/sample-archive');
const threads = readThreads();
const comments = threads.flatMap((thread) => inReadingOrder(thread.comments));
const MAX_ARCHIVE_BYTES = 1_250_000;
const MAX_FILE_BYTES = 500 * 1024;

function listFiles(): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile());
}

test('is what its generator writes (else run test/support/make-sample-archive.ts)', () => {
  const rendered = renderArchive(threads);
  assert.equal(listFiles().sort(), [...rendered.keys()].sort());
  const stale = [...rendered].filter(([path, bytes]) => !readFileSync(join(folder, path)).equals(bytes));
  assert.equal(
    stale.map(([path]) => path),
    [],
  );
});

test('stays small', () => {
  const sizes = listFiles().map((path) => statSync(join(folder, path)).size);
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < MAX_ARCHIVE_BYTES);
  assert.ok(Math.max(...sizes) < MAX_FILE_BYTES);
});

test('is a blog of two years with many voices', () => {
  assert.is(threads.length, 35);
  assert.is(comments.length, 425);
  const years = new Set(threads.map((thread) => thread.at.getUTCFullYear()));
  assert.equal([...years], [2009, 2010]);
  const names = new Set(comments.map((comment) => comment.author).filter((name) => name !== ''));
  assert.ok(names.size >= 25, `${names.size} names`);
  assert.ok(
    comments.some((comment) => comment.author === ''),
    'unknown authors',
  );
  assert.ok(Math.max(...comments.map((comment) => comment.depth)) >= 5, 'deep replies');
  assert.is(threads.filter((thread) => thread.comments.length === 0).length, 1);
});

test('numbers every comment once, and answers come after what they answer', () => {
  assert.is(new Set(comments.map((comment) => comment.id)).size, comments.length);
  for (const comment of comments) {
    for (const reply of comment.replies) {
      assert.ok(reply.at >= comment.at && reply.id > comment.id, `${reply.id} answers ${comment.id}`);
    }
  }
});

test('holds the damage that old mirrors hold', () => {
  const read = (path: string): Buffer => readFileSync(join(folder, 'lamplighter.example', path));
  const snow = read('2009/02/snow-day-at-the-ferry/index.html');
  assert.ok(snow.includes('charset=ISO-8859-1') && snow.includes(0x92), 'windows-1252 called iso-8859-1');
  const tuba = read('2009/08/the-tuba-is-missing/index.html');
  assert.ok(
    tuba.includes('charset="UTF-8"') && tuba.includes(Buffer.from([0x68, 0xe9, 0x73])),
    'stray bytes',
  );
  assert.ok(read('2010/11/the-clock-is-right/index.html').includes('clich√©'));
  assert.ok(read('2009/09/saffron-buns/index.html').includes('donâ€™t'));
  assert.ok(read('2009/06/footbridge-the-county-wants-to-hear-from-us/index.html').includes('foot¬≠bridge'));
});

const read = await readArchive(folder);

function threadOf(sample: SampleThread): Thread {
  const thread = read.threads.find(({ url }) => url === `${SITE.url}${threadPath(sample)}`);
  if (thread === undefined) throw new Error(`${sample.slug} was not found`);
  return thread;
}

/** The letters and digits of a text, whatever its markup, quotes and damage. */
function lettersOf(text: string): string {
  return repairMojibake(text)
    .text.replace(/\[img:[^|]*\||\]\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

test('gives each post once, with its title, author, day and words', () => {
  const found = threads.map((sample) => {
    const post = threadOf(sample).post;
    return [post?.title, post?.author, post?.publishedAt?.slice(0, 10), lettersOf(post?.text ?? '')];
  });
  const expected = threads.map((sample) => {
    const author = sample.theme === 'kubrick' ? null : ACCOUNTS[sample.author]; // Kubrick prints no author
    return [sample.title, author, sample.at.toISOString().slice(0, 10), lettersOf(sample.text)];
  });
  for (const [at, post] of found.entries()) assert.equal(plainQuotes(post), expected[at]);
  assert.equal(
    read.threads
      .filter(({ url }) => !threads.some((sample) => url?.endsWith(threadPath(sample))))
      .map(({ url }) => url),
    [`${SITE.url}/about/`],
  );
});

/** WordPress has made apostrophes and quotes typographic. */
function plainQuotes(values: readonly (string | null | undefined)[]): (string | null | undefined)[] {
  return values.map((value) => value?.replace(/[‘’]/g, "'").replace(/[“”]/g, '"') ?? value);
}

test('gives each comment once, with its author, time, words and what it answers', () => {
  for (const sample of threads) {
    const found = threadOf(sample).comments.filter(({ kind }) => kind === 'comment');
    const expected = inReadingOrder(sample.comments).filter(({ kind }) => kind === 'comment');
    assert.is(found.length, expected.length, sample.slug);
    for (const [at, comment] of expected.entries()) {
      assert.equal(found[at] && describeFound(found[at]), describeSample(sample, comment), sample.slug);
    }
  }
});

function describeFound(comment: Comment) {
  const author = comment.author?.replaceAll('’', "'") ?? null;
  return {
    id: comment.id,
    parent: comment.parentId,
    author,
    at: comment.publishedAt,
    text: lettersOf(comment.text),
  };
}

function describeSample(sample: SampleThread, comment: SampleComment) {
  const parent = inReadingOrder(sample.comments).find(({ replies }) => replies.includes(comment));
  return {
    id: String(comment.id),
    parent: parent === undefined ? null : String(parent.id),
    author: comment.author === '' ? null : comment.author,
    at: comment.at.toISOString().slice(0, 16),
    text: lettersOf(comment.text),
  };
}

test('keeps the links of posts and comments, and none of the theme', () => {
  for (const sample of threads) {
    const { post, comments: answers } = threadOf(sample);
    const pictures =
      sample.attachment === null ? [] : [`${SITE.url}${threadPath(sample)}${sample.attachment}/`];
    assert.equal(post?.links, [...pictures, ...linksIn(sample.text)], sample.slug);
    const linked = answers.filter(({ kind }) => kind === 'comment').flatMap(({ links }) => links);
    const written = inReadingOrder(sample.comments).flatMap(({ text }) => linksIn(text));
    assert.equal([...linked].sort(), written.sort(), sample.slug);
  }
});

function linksIn(text: string): string[] {
  return (text.match(/https?:\/\/[^\s)]+/g) ?? []).map((link) => new URL(link).href);
}

test('joins the comment pages of the longest thread', () => {
  const regatta = read.threads.find(({ url }) => url?.includes('regatta-day-live'));
  assert.is(regatta?.pages.length, 3);
  assert.is(regatta?.comments.length, 68);
});

test('keeps pingbacks as pingbacks', () => {
  const pings = read.threads.flatMap((thread) => thread.comments.filter(({ kind }) => kind !== 'comment'));
  assert.equal(
    pings.map(({ author }) => author),
    [
      'Gull diaries, week nine',
      'Kippers, forks and aunts: a press history',
      'What the table cannot tell you',
    ],
  );
});

test('skips what is no post, with the reason', () => {
  const counts: Record<string, number> = {};
  for (const { reason } of read.skips) counts[reason] = (counts[reason] ?? 0) + 1;
  assert.equal(counts, { duplicate: 5, listing: 12, attachment: 1, feed: 2 });
});

test('repairs what was damaged', () => {
  const texts = read.threads.flatMap((thread) => thread.comments.map(({ text }) => text));
  for (const words of [
    'maritime cliché',
    'don’t suppose Zoë',
    'Clichés aside',
    'It’s that serious',
    'éclairs are',
  ]) {
    assert.is(texts.filter((text) => text.includes(words)).length, 1, words);
  }
});

test.run();
