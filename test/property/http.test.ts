// Laws of the web server that hold for any query string, path, text and tree of comments.
import * as cheerio from 'cheerio';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { TextRange } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { searchQueryString } from '../../src/answers/search-address.ts';
import { escapeXml } from '../../src/answers/xml.ts';
import { readSearch } from '../../src/http/search-parameters.ts';
import { cutText } from '../../src/pages/blocks.ts';
import { NO_MARKS } from '../../src/pages/marker.ts';
import { threadPage } from '../../src/pages/thread-page.tsx';
import { NOTHING_ASKED, viewThread } from '../../src/pages/thread-view.ts';
import { SAMPLE_FRAME, sampleComment, samplePost, sampleThread } from '../support/page-samples.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { anyText, makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('the web server on any input');

let served: ServedArchive;
test.before(async () => {
  const evil = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \u0001 ]]> & rain';
  served = await serveThreads([
    makeThread({
      id: 'evil-1',
      site: evil,
      post: makePost({ title: evil, author: evil, text: evil, tags: [evil] }),
      comments: [makeComment({ author: evil, text: evil })],
    }),
  ]);
});
test.after(() => served.close());

const queryText = fc.oneof(
  anyText,
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'rain',
        '"',
        '(',
        ')',
        '-',
        '*',
        '~',
        'OR',
        'author:',
        'after:',
        '2008',
        ':',
        ' ',
        '<b>',
        '\u202e',
        '%',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(' ')),
);
const anyParameter = fc.tuple(
  fc.oneof(
    fc.constantFrom(
      'q',
      'type',
      'author',
      'from',
      'until',
      'limit',
      'offset',
      'cursor',
      'facets',
      'sort',
      'group',
      'tag',
      '__proto__',
    ),
    anyText,
  ),
  fc.oneof(queryText, fc.constantFrom('post', 'none', '3', '-1', '2008', '2008-13', 'year,type')),
);
const anyQueryString = fc.array(anyParameter, { maxLength: 6 }).map((pairs) => {
  const written = new URLSearchParams();
  for (const [name, value] of pairs) written.append(name, value);
  return String(written);
});

test(
  'never fails on a query string: the API answers 200 or names the mistakes',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyQueryString, async (query) => {
        const response = await served.app.request(`/api/v1/search?${query}`);
        assert.ok([200, 400, 410].includes(response.status), `${response.status} for ${query}`);
        const body: unknown = await response.json();
        if (response.status === 200) return;
        assert.is(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
        assert.ok(typeof body === 'object' && body !== null && ('errors' in body || response.status === 410));
      }),
      { numRuns: 300 },
    );
  },
  { timeoutMs: 60_000 },
);

test(
  'never fails on a query: the page is a page without foreign markup',
  async () => {
    await fc.assert(
      fc.asyncProperty(queryText, async (q) => {
        const response = await served.app.request(`/search?${new URLSearchParams({ q })}`);
        assert.is(response.status, 200);
        assert.ok(isTame(await response.text()), q);
      }),
      { numRuns: 150 },
    );
  },
  { timeoutMs: 60_000 },
);

test(
  'never fails on a path',
  async () => {
    const anySegment = fc.oneof(
      anyText.filter(isWellFormed).map(encodeURIComponent),
      fc.stringMatching(/^[%./a-f0-9\\;:@-]{0,12}$/),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/api/v1/documents/', '/api/v1/threads/', '/threads/', '/api/', '/'),
        anySegment,
        async (base, segment) => {
          const { status } = await served.app.request(`http://antler.test${base}${segment}`);
          assert.ok(status < 500, `${status} for ${base}${segment}`);
        },
      ),
      { numRuns: 300 },
    );
  },
  { timeoutMs: 60_000 },
);

test('writes a request so that it is read back the same, and written the same again', () => {
  fc.assert(
    fc.property(anyQueryString, (query) => {
      const { asked } = readSearch(new URLSearchParams(query));
      const written = searchQueryString(asked);
      const again = readSearch(new URLSearchParams(written));
      assert.equal(again.mistakes, []);
      assert.equal(again.asked, { ...asked, request: wellFormed(asked.request) });
      assert.is(searchQueryString(again.asked), written);
    }),
    { numRuns: 300 },
  );
});

test('keeps every letter of a text in its order, whatever the ranges are', () => {
  const anyRange = fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 }));
  const anyRanges = fc.array(anyRange, { maxLength: 6 }).map((ranges): readonly TextRange[] => ranges);
  const anyLines = fc
    .array(fc.constantFrom('a', 'bc', ' ', '\n', '\n\n', 'd e', '🙂', ''), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(anyLines, anyRanges, sortedRanges(), (text, quotes, marks) => {
      const shown = cutText(text, quotes, marks)
        .flatMap(({ paragraphs }) => paragraphs)
        .flatMap(({ lines }) => lines.flat());
      assert.is(bare(shown.map((piece) => piece.text).join('')), bare(text));
      const marked = marks.map(([start, end]) => text.slice(start, end)).join('');
      assert.is(
        bare(
          shown
            .filter(({ isMarked }) => isMarked)
            .map((piece) => piece.text)
            .join(''),
        ),
        bare(marked),
      );
    }),
    { numRuns: 500 },
  );
});

test('makes thread pages without foreign markup out of any texts and depths', () => {
  const anyEntry = fc.record({
    text: anyText,
    name: anyText,
    link: fc.oneof(anyText, fc.constantFrom('javascript:alert(1)', 'http://a.example/?"<')),
    depth: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 8 }), anyText, (entries, title) => {
      const comments = entries.map(({ text, name, link, depth }, index) =>
        sampleComment(index + 1, {
          text,
          depth,
          author: { name, slug: name },
          links: [link],
          originalUrl: link,
        }),
      );
      const thread = sampleThread([samplePost({ title }), ...comments]);
      const hits = comments.filter((_, index) => index % 2 === 0).map(({ id }) => id);
      const asked = { ...NOTHING_ASKED, request: defaultRequest(title) };
      const view = viewThread(thread, asked, { hits, relaxed: null });
      const origin = 'http://127.0.0.1:8080';
      const html = [
        ...threadPage({ frame: SAMPLE_FRAME, thread, view, isArchived: false, marker: NO_MARKS, origin }),
      ].join('');
      assert.ok(isTame(html));
      assert.is(cheerio.load(html)('article.comment').length, entries.length);
    }),
    { numRuns: 200 },
  );
});

test('escapes any text to well-formed XML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const escaped = escapeXml(text);
      assert.ok(isWellFormed(escaped));
      assert.ok([...escaped].every(isXmlCharacter));
      assert.not.match(escaped, /[<>"]|&(?!(amp|lt|gt|quot|#39);)/);
    }),
    { numRuns: 500 },
  );
});

/** Only elements and attributes that our views write, and no address of a script. */
function isTame(html: string): boolean {
  const $ = cheerio.load(html);
  const isForeign =
    $(
      'script:not([src^="/antler.js?v="], [src^="/antler-theme.js?v="]), img, svg, iframe, object, embed, style, base',
    ).length > 0;
  const hasHandler = $('*')
    .toArray()
    .some((node) => 'attribs' in node && Object.keys(node.attribs).some(isHandler));
  const hasScript = $('[href]')
    .toArray()
    .some(({ attribs }) => !/^(https?:\/\/|\/|#)/.test(attribs.href ?? ''));
  return !isForeign && !hasHandler && !hasScript;
}

/** `Char` of XML 1.0, section 2.2. */
function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

function isHandler(name: string): boolean {
  return name.startsWith('on') || name === 'style';
}

/** What goes through a query string loses lone surrogates. */
function wellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd'));
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Ranges as marks are: sorted, not overlapping, within a text of any length. */
function sortedRanges(): fc.Arbitrary<readonly TextRange[]> {
  return fc.uniqueArray(fc.nat(30), { maxLength: 8 }).map((points) => {
    const sorted = points.sort((a, b) => a - b);
    return Array.from(
      { length: Math.floor(sorted.length / 2) },
      (_, index): TextRange => [sorted[2 * index] ?? 0, sorted[2 * index + 1] ?? 0],
    );
  });
}

test.run();
