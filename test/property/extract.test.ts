// Laws of extraction, on random bytes, tag soup and mutated golden pages.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { extractPage } from '../../scraper/extract.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Page, Reading, Thread, ThreadPart, Writing } from '../../scraper/model.ts';
import { goldenTexts } from '../support/golden.ts';
import { suite } from '../support/suite.ts';

const test = suite('extraction laws');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

const pages = goldenTexts();

function read(bytes: Uint8Array, path = 'a/b.html'): Reading {
  const page: Page = { kind: 'page', path, bytes, url: null, transportCharset: null, capturedAt: null };
  return extractPage(page, { siteUrl: null });
}

const isoDate = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

function checkWriting(writing: Writing): void {
  let end = 0;
  for (const [from, to] of writing.quotes) {
    assert.ok(from >= end && to > from && to <= writing.text.length, 'quotes are sorted ranges of the text');
    end = to;
  }
  assert.is(writing.text, writing.text.trim());
  assert.ok(writing.publishedAt === null || isoDate.test(writing.publishedAt), writing.publishedAt ?? '');
  assert.is(writing.publishedAt === null, writing.datePrecision === null);
  assert.ok(writing.author === null || writing.author.trim() !== '');
  for (const link of writing.links) assert.match(link, /^https?:\/\//);
}

function checkThread(thread: Thread): void {
  const seen = new Set<string>();
  if (thread.post) checkWriting(thread.post);
  for (const comment of thread.comments) {
    checkWriting(comment);
    assert.not.ok(seen.has(comment.id), 'ids are unique');
    assert.ok(comment.parentId === null || seen.has(comment.parentId), 'a parent stands before its answers');
    seen.add(comment.id);
  }
}

function checkReading(reading: Reading): void {
  if (reading.kind === 'skip') {
    assert.ok(reading.detail !== '');
    return;
  }
  assert.ok(reading.aliases.length > 0);
  assert.ok(reading.post !== null || reading.comments.length > 0);
  checkThread(assembleThread('k', [reading]).thread);
}

test('reads any bytes without failing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => checkReading(read(bytes))),
    { seed, numRuns: 300 },
  );
});

const soup = fc.array(
  fc.oneof(
    fc.constantFrom(
      '<div>',
      '</div>',
      '<li id="comment-1">',
      '<li id="comment-2" class="depth-2">',
      '</li>',
      '<p>',
      '<blockquote>',
      '<pre>',
      '<table>',
      '<td>',
      '<dl>',
      '<dt id=c12345678901>',
      '<a href="#comment-1">',
      '</a>',
      '<cite class="fn">',
      '</cite>',
      '<time datetime="2009-06-18T10:00">',
      '<h2>',
      '<form>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<ol class="commentlist">',
      '<svg>',
      '<template>',
    ),
    fc.constantFrom(
      'June 18, 2009 at 9:02 pm',
      'Ada says:',
      '3 comments',
      '> quoted',
      'plain words of a text',
      '2005年04月29日',
    ),
    fc.string(),
  ),
  { maxLength: 60 },
);

test('reads any tag soup without failing, the same each time', () => {
  fc.assert(
    fc.property(soup, (parts) => {
      const bytes = new TextEncoder().encode(parts.join(''));
      const reading = read(bytes);
      checkReading(reading);
      assert.equal(read(bytes), reading);
    }),
    { seed, numRuns: 300 },
  );
});

test('reads golden pages with parts cut out, doubled or moved', () => {
  const mutation = fc.record({
    page: fc.nat(),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(2_000),
    kind: fc.constantFrom('cut', 'double', 'truncate'),
  });
  fc.assert(
    fc.property(mutation, ({ page, from, length, kind }) => {
      const html = pages[page % pages.length] ?? '';
      const start = Math.floor(from * html.length);
      const piece = html.slice(start, start + length);
      const rest = html.slice(start + length);
      const mutated =
        kind === 'truncate'
          ? html.slice(0, start)
          : html.slice(0, start) + (kind === 'double' ? piece + piece : '') + rest;
      checkReading(read(new TextEncoder().encode(mutated)));
    }),
    { seed, numRuns: 300 },
  );
});

test('joins parts into groups that hold each part once', () => {
  const names = fc.array(
    fc.record({
      host: fc.constantFrom(null, 'a.example', 'b.example'),
      aliases: fc.array(fc.constantFrom('path:/x/', 'path:/y/', 'post:1', 'post:2', 'comment:5|t'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(names, (list) => {
      const groups = groupParts(list.map((own, readingId) => ({ ...own, readingId, sourceId: 1 })));
      const all = groups.flatMap((group) => group.readingIds).sort((a, b) => a - b);
      assert.equal(
        all,
        list.map((_, i) => i),
      );
      assert.is(new Set(groups.map((group) => group.key)).size, groups.length, 'keys are unique');
    }),
    { seed, numRuns: 300 },
  );
});

test('gives each comment once, however a thread is spread over pages', () => {
  const id = fc.constantFrom('1', '2', '3', '4', '5');
  const entry = fc.record({ id, parentId: fc.option(id) });
  fc.assert(
    fc.property(fc.array(fc.array(entry, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), (spread) => {
      const parts = spread.map(
        (entries, i): ThreadPart => ({
          ...emptyPart,
          page: `${i}`,
          comments: entries.map((own) => ({ ...emptyComment, ...own, text: own.id })),
        }),
      );
      const { thread } = assembleThread('k', parts);
      checkThread(thread);
      assert.equal(
        thread.comments.map((comment) => comment.id).sort(),
        [...new Set(spread.flat().map((own) => own.id))].sort(),
      );
    }),
    { seed, numRuns: 300 },
  );
});

const emptyWriting = {
  author: null,
  authorUrl: null,
  publishedAt: null,
  datePrecision: null,
  text: '',
  quotes: [],
  links: [],
  hasImage: false,
} as const;
const emptyComment = {
  ...emptyWriting,
  kind: 'comment',
  parentSource: null,
  url: null,
  byPostAuthor: false,
} as const;
const emptyPart: ThreadPart = {
  kind: 'part',
  page: '',
  dialect: 'wordpress',
  host: null,
  url: null,
  site: null,
  aliases: ['post:1'],
  commentPage: null,
  isCopy: false,
  post: null,
  comments: [],
  declaredCommentCount: null,
  commentsState: 'unknown',
  capturedAt: null,
};

test.run();
