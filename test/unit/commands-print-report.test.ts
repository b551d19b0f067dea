// How the report of an ingest is printed: failures with their reasons, ordinary skips in a line, counts that do not agree.
import * as assert from 'uvu/assert';
import type { SkipReason } from '../../scraper/model.ts';
import { hasFailures, printReport } from '../../src/commands/print-report.ts';
import type { IngestReport, SkipSummary } from '../../src/ingest/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('printed report');

const REPORT: IngestReport = {
  locations: ['/archive'],
  pages: { read: 1200, unchanged: 3, skipped: 2 },
  skips: [],
  parts: 1200,
  threads: 1000,
  posts: 999,
  comments: 20_000,
  pings: 1,
  joinedThreads: 1000,
  repeatedIds: 0,
  unknownParents: 0,
  homelessComments: 0,
  counted: { threads: 0, mismatches: 0 },
  mismatches: [],
  families: [],
  repairs: [],
  missing: { count: 0, removed: 0, examples: [] },
  seconds: 4.2,
};

function skips(reason: SkipReason, count: number, shown: number): SkipSummary {
  const examples = Array.from({ length: shown }, (_, at) => ({
    kind: 'skip' as const,
    page: `page-${at}.html`,
    reason,
    detail: `because ${at}`,
  }));
  return { reason, count, examples };
}

test('prints what was read and what the catalog holds', () => {
  assert.equal(printReport(REPORT), [
    'This time: 1,200 pages with posts or comments, 2 skipped, 3 unchanged since before (4.2 s)',
    'In all: 1,000 threads, 999 posts, 20,000 comments, 1 ping',
  ]);
});

test('prints failures with each reason and ordinary skips with examples', () => {
  const text = printReport({ ...REPORT, skips: [skips('listing', 40, 5), skips('not-html', 7, 5)] }).join(
    '\n',
  );
  assert.match(text, /1 ping; pages that give none:\n/);
  assert.match(text, / {2}skipped 40 \(listing\): page-0\.html, page-1\.html, …\n/);
  assert.match(text, / {2}could not read 7 \(not-html\):\n {4}page-0\.html: because 0\n/);
  assert.match(text, / {4}and 2 more$/);
});

test('tells failures, which make the exit code 1, from what every archive has', () => {
  const ordinary: SkipReason[] = [
    'listing',
    'feed',
    'duplicate',
    'attachment',
    'redirect',
    'error-page',
    'no-content',
    'empty',
  ];
  for (const reason of ordinary)
    assert.not.ok(hasFailures({ ...REPORT, skips: [skips(reason, 1, 1)] }), reason);
  const failures: SkipReason[] = ['not-html', 'too-large', 'unreadable', 'bad-record'];
  for (const reason of failures) assert.ok(hasFailures({ ...REPORT, skips: [skips(reason, 1, 1)] }), reason);
});

test('names the pages whose own number of comments is another', () => {
  const mismatches = [{ threadId: 't', page: 'a.html', declared: 137, comments: 1, pings: 2 }];
  const text = printReport({ ...REPORT, counted: { threads: 10, mismatches: 3 }, mismatches }).join('\n');
  assert.match(text, /7 of 10 pages/);
  assert.match(text, /a\.html prints 137, found 1 comment and 2 pings\n {4}and 2 more/);
});

test('counts by dialect and theme, in columns', () => {
  const family = {
    dialect: 'wordpress',
    theme: 'twentyten',
    pages: 1200,
    threads: 1000,
    posts: 999,
    comments: 20_000,
    pings: 1,
    counted: { threads: 900, mismatches: 2 },
    withoutAuthor: { pages: 3, examples: ['a.html'] },
    withoutDate: { pages: 0, examples: [] },
  };
  const none = { ...family, dialect: 'generic', theme: null, counted: { threads: 0, mismatches: 0 } };
  assert.equal(printReport({ ...REPORT, families: [family, none] }).slice(2), [
    '  by dialect and theme  pages  threads  comments  pings  count agrees  no author  no date',
    '  wordpress twentyten   1,200    1,000    20,000      1    898 of 900          3        0',
    '  generic               1,200    1,000    20,000      1             -          3        0',
  ]);
});

test('tells what was repaired, with an example', () => {
  const example = { page: 'a.html', before: 'cafÃ©', after: 'café' };
  const repairs = [
    { table: 'windows-1252', rounds: 2, pages: 2, places: 31, examples: [example] },
    { table: 'gb18030', rounds: 0, pages: 1, places: 1, examples: [] },
  ];
  assert.equal(printReport({ ...REPORT, repairs }).slice(2), [
    '  repaired 31 places on 2 pages (UTF-8 read as windows-1252 twice): “cafÃ©” became “café”',
    '  repaired 1 place on 1 page (stray bytes read as gb18030)',
  ]);
});

test('tells what came twice, what lost its parent and what is gone', () => {
  const missing = { count: 2, removed: 0, examples: ['gone.html'] };
  const text = printReport({
    ...REPORT,
    repeatedIds: 1,
    unknownParents: 2,
    homelessComments: 3,
    missing,
  }).join('\n');
  assert.match(text, /1 record with an id that came again/);
  assert.match(text, /2 replies whose parent is no comment of the thread/);
  assert.match(text, /3 comments left out: only feeds hold them/);
  assert.match(text, /2 pages gone from the source \(kept; --prune drops them\)/);
});

test('lets no file name speak to the terminal', () => {
  const evil = {
    kind: 'skip' as const,
    page: 'a\u001b[2J.html',
    reason: 'unreadable' as const,
    detail: '\u0007',
  };
  const report = { ...REPORT, skips: [{ reason: 'unreadable' as const, count: 1, examples: [evil] }] };
  assert.not.match(printReport(report).join(''), /\p{Cc}/u);
});

test.run();
