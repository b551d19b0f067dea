// Law of the one search function: page, JSON, feed and command line give the same hits, order and totals for any request.
import { Writable } from 'node:stream';
import * as cheerio from 'cheerio';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { SORTS } from '../../index/model.ts';
import { runProgram } from '../../src/commands/run.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('one search behind every surface');

const WORDS = ['ferry', 'ferries', 'soup', 'winter', 'café', 'harbour', 'the', 'R&D', '灯台'];
const NAMES = ['Ana', 'Bo Quill', null];
const DATES = [null, '2008', '2008-11', '2009-01-02', '2009-01-02T23:30:00-05:00'] as const;

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

/** Words in changing company, so that queries find some of them. */
const THREADS = Array.from({ length: 14 }, (_, number) => {
  const words = (step: number): string =>
    WORDS.filter((_, at) => ((number + 1) * (at + 2) + step) % 3 !== 0).join(', ');
  return makeThread({
    id: `thread-${number}-0000000${number}`,
    post: makePost({
      title: `${pick(WORDS, number)} <${number}>`,
      text: words(0),
      author: pick(NAMES, number) ?? null,
      publishedAt: pick(DATES, number) ?? null,
      tags: [pick(WORDS, number + 1) ?? ''],
    }),
    comments: Array.from({ length: number % 6 }, (_, at) =>
      makeComment({
        id: String(at),
        text: words(at),
        author: pick(NAMES, number + at) ?? null,
        publishedAt: pick(DATES, number + at + 1) ?? null,
        parentId: at > 1 ? '0' : null,
      }),
    ),
  });
});

const anyQuery = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((words) => words.join(' ')),
  fc
    .array(
      fc.constantFrom(
        ...WORDS,
        '"',
        '(',
        ')',
        ' OR ',
        '-',
        '*',
        '~',
        'author:ana',
        'title:',
        'is:op',
        'after:2008',
        ' ',
        'ferrry',
        '\0',
        '<b>',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

/** Parameters with the flags that mean the same. */
const anyParameters = fc.record(
  {
    type: fc.constantFrom('post', 'comment'),
    author: fc.constantFrom('ana', 'Bo Quill'),
    from: fc.constantFrom('2008', '2008-12'),
    until: fc.constantFrom('2008', '2009-01-02'),
    tag: fc.constantFrom('soup', 'CAFE'),
    sort: fc.constantFrom(...SORTS),
    group: fc.constantFrom('thread', 'none'),
    limit: fc.constantFrom('1', '3', '100'),
    offset: fc.constantFrom('0', '1', '4'),
    match: fc.constantFrom('all', 'any'),
    typo: fc.constant('off'),
  },
  { requiredKeys: [] },
);

const hitSchema = z.object({ id: z.string(), url: z.string(), snippet: z.object({ html: z.string() }) });
const answerSchema = z.object({
  interpreted: z.string(),
  totalHits: z.number(),
  totalThreads: z.number(),
  hits: z.array(hitSchema.extend({ more: z.array(hitSchema).optional() })),
  relaxed: z.unknown(),
  warnings: z.array(z.string()),
});
type Answer = z.infer<typeof answerSchema>;

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads(THREADS);
});
test.after(() => served.close());

async function get(path: string): Promise<string> {
  const response = await served.app.request(path);
  assert.is(response.status, 200, path);
  return response.text();
}

const ask = async (query: URLSearchParams): Promise<Answer> =>
  answerSchema.parse(JSON.parse(await get(`/api/v1/search?${query}`)));

/** What `antler search --json` prints. */
async function askCommand(q: string, parameters: Readonly<Record<string, string>>): Promise<Answer> {
  const stdout = new Sink();
  const flags = Object.entries(parameters).map(([name, value]) => `--${name}=${value}`);
  const words = ['search', '--json', '--data', served.dataFolder, ...flags, '--', q];
  const code = await runProgram(
    { argv: ['node', 'antler', ...words], env: {}, stdout, stderr: new Sink() },
    new AbortController().signal,
  );
  const answer = answerSchema.parse(JSON.parse(stdout.text));
  assert.is(code, answer.totalHits === 0 ? 1 : 0);
  return answer;
}

class Sink extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const hitsOf = ({ hits }: Answer): readonly z.infer<typeof hitSchema>[] =>
  hits.flatMap((hit) => [hit, ...(hit.more ?? [])]);

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Addresses and marked excerpts of a results page, those of further hits behind their first. */
function readPage(html: string): {
  readonly links: readonly string[];
  readonly excerpts: readonly string[];
  readonly status: string;
} {
  const $ = cheerio.load(html);
  const links = $('.hit h2 a, .hit .more .byline a')
    .toArray()
    .map((link) => withoutMarking($(link).attr('href') ?? ''));
  const excerpts = $('.hit .snippet')
    .toArray()
    .map((element) => squeezed($(element).text()));
  return { links, excerpts, status: squeezed($('[role=status]').text()) };
}

/** What is looked for on the thread's page is no part of an address. */
function withoutMarking(path: string): string {
  return path.replace(/\?[^#]*/, '');
}

function textOf(html: string): string {
  return squeezed(cheerio.load(html, null, false).root().text());
}

/** Answers with hits: a law about empty answers alone would say nothing. */
let found = 0;

const RUNS = { numRuns: 150 };
const TIMEOUT = { timeoutMs: 60_000 };

test(
  'the command line prints the answer of the API',
  () =>
    fc.assert(
      fc.asyncProperty(anyQuery, anyParameters, async (q, parameters) => {
        const query = new URLSearchParams({ ...parameters, q });
        const answer = await ask(query);
        if (answer.hits.length > 0) found += 1;
        assert.equal(await askCommand(q, parameters), answer);
      }),
      RUNS,
    ),
  TIMEOUT,
);

test(
  'the page shows the hits of the API, in its order, with its excerpts and totals',
  () =>
    fc.assert(
      fc.asyncProperty(anyQuery, anyParameters, async (q, parameters) => {
        const query = new URLSearchParams({ ...parameters, q });
        const answer = await ask(query);
        const page = readPage(await get(`/search?${query}`));
        const hits = hitsOf(answer);
        assert.equal(
          page.links,
          hits.map(({ url }) => url),
          String(query),
        );
        assert.equal(
          page.excerpts,
          hits.map(({ snippet }) => textOf(snippet.html)).filter((text) => text !== ''),
        );
        if (answer.totalHits > 0) assert.match(page.status, new RegExp(`^${answer.totalHits} `));
      }),
      RUNS,
    ),
  TIMEOUT,
);

test(
  'the feed lists the documents of the API, in its order, with its excerpts and total',
  () =>
    fc.assert(
      fc.asyncProperty(anyQuery, anyParameters, async (q, parameters) => {
        const query = new URLSearchParams({ ...parameters, q, group: 'none' });
        const answer = await ask(query);
        query.delete('group');
        const feed = cheerio.load(await get(`/search.atom?${query}`), { xml: true });
        const entries = feed('entry').toArray();
        assert.equal(
          entries.map((entry) =>
            (feed(entry).find('link').attr('href') ?? '').replace(/^http:\/\/[^/]+/, ''),
          ),
          answer.hits.map(({ url }) => url),
        );
        assert.equal(
          entries.map((entry) => feed(entry).find('summary').text()),
          answer.hits.map(({ snippet }) => snippet.html),
        );
        assert.is(feed('opensearch\\:totalResults').text(), String(answer.totalHits));
      }),
      RUNS,
    ),
  TIMEOUT,
);

test('most of these requests find something', () => {
  assert.ok(found > 10, `${found} of ${RUNS.numRuns}`);
});

test.run();
