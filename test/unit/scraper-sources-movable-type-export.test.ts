// Movable Type exports: entries with comments and pings become threads; addresses of people are not read.
import * as assert from 'uvu/assert';
import type { Skip, ThreadPart } from '../../scraper/model.ts';
import { recogniseFile } from '../../scraper/sources/file-kind.ts';
import { readMade, skipsOf } from '../support/source-items.ts';
import { suite } from '../support/suite.ts';

const test = suite('Movable Type export');

const FIRST = `AUTHOR: orla
AUTHOR EMAIL: orla@mail.example
TITLE: Low &amp; high water
BASENAME: low_water
STATUS: Publish
ALLOW COMMENTS: 2
CONVERT BREAKS: 1
PRIMARY CATEGORY: Tides
CATEGORY: Tides
CATEGORY: Boats
TAGS: "slow water",moon

UNIQUE URL: http://www.quay.example/weblog/2005/04/low_water.html
DATE: 04/17/2005 12:05:09 AM
-----
BODY:
The quay is <em>dry</em>.

TITLE: this is text
-----
not a section, text too
-----
EXTENDED BODY:
And muddy.
-----
EXCERPT:
The quay
-----
KEYWORDS:

-----
COMMENT:
AUTHOR: Bertil
EMAIL: bertil@mail.example
IP: 203.0.113.77
URL: http://bertil.example/
DATE: 04/17/2005 03:31:05 PM
URL: see below
Wait for
the tide.
-----
COMMENT:
AUTHOR: Orla
EMAIL:
IP: 203.0.113.78
URL:
DATE: 04/18/2005 08:00:00 AM
I do.
-----
PING:
TITLE: Tides elsewhere
URL: http://sea.example/tides
IP: 203.0.113.79
BLOG NAME: The Sea
DATE: 04/19/2005 20:00:00
They write of tides ...
-----
`;

const entry = (title: string, more = ''): string =>
  `TITLE: ${title}\nDATE: 05/01/2005 10:00:00\n${more}-----\nBODY:\nWords on ${title}.\n-----\n`;

async function read(text: string | Uint8Array): Promise<{ parts: ThreadPart[]; skips: Skip[] }> {
  const parts: ThreadPart[] = [];
  const items = await readMade('export.txt', text);
  const skips = [...skipsOf(items)];
  for (const item of items)
    if (item.kind === 'records')
      for await (const reading of item.read())
        if (reading.kind === 'part') parts.push(reading);
        else skips.push(reading);
  return { parts, skips };
}

test('reads entries with their comments and pings', async () => {
  const { parts, skips } = await read(`${FIRST}--------\n${entry('Fog')}--------\n`);
  assert.equal(skips, []);
  const [first, second] = parts;
  assert.equal(
    [first?.url, first?.host, first?.aliases, first?.commentsState, first?.dialect],
    [
      'http://www.quay.example/weblog/2005/04/low_water.html',
      'quay.example',
      ['path:/weblog/2005/04/low_water.html'],
      'closed',
      'movable-type-export',
    ],
  );
  const post = first?.post;
  assert.equal(
    [post?.title, post?.author, post?.publishedAt, post?.datePrecision, post?.tags, post?.categories],
    ['Low & high water', 'orla', '2005-04-17T00:05:09', 'second', ['slow water', 'moon'], ['Tides', 'Boats']],
  );
  assert.is(
    post?.text,
    'The quay is dry.\n\nTITLE: this is text\n-----\nnot a section, text too\n\nAnd muddy.',
  );
  assert.equal(
    first?.comments.map(({ author, authorUrl, publishedAt, text, kind, byPostAuthor }) => [
      author,
      authorUrl,
      publishedAt,
      text,
      kind,
      byPostAuthor,
    ]),
    [
      [
        'Bertil',
        'http://bertil.example/',
        '2005-04-17T15:31:05',
        'URL: see below\nWait for\nthe tide.',
        'comment',
        false,
      ],
      ['Orla', null, '2005-04-18T08:00:00', 'I do.', 'comment', true],
      [
        'The Sea',
        'http://sea.example/tides',
        '2005-04-19T20:00:00',
        'They write of tides ...',
        'trackback',
        false,
      ],
    ],
  );
  assert.equal([second?.post?.title, second?.post?.author, second?.host], ['Fog', null, null]);
  assert.not.match(JSON.stringify(parts), /mail\.example|203\.0\.113/);
});

test('leaves out what is not public, and tells a file that breaks off', async () => {
  const text = `${entry('Draft', 'STATUS: Draft\n')}--------\n${entry('Fog', 'STATUS: publish\n')}--------\n${entry('Gale')}`;
  const { parts, skips } = await read(text);
  assert.equal(
    parts.map(({ post }) => post?.title),
    ['Fog', 'Gale'],
  );
  assert.equal(
    skips.map(({ page, reason }) => [page, reason]),
    [
      ['export.txt#entry 1', 'no-content'],
      ['export.txt#entry 3', 'bad-record'],
    ],
  );
});

test('a line of dashes within a text ends no entry', async () => {
  const { parts } = await read(
    `${entry('Fog').replace('Words', 'Over\n--------\nand out. Words')}--------\n${entry('Gale')}--------\n`,
  );
  assert.equal(
    parts.map(({ post }) => post?.title),
    ['Fog', 'Gale'],
  );
  assert.match(parts[0]?.post?.text ?? '', /and out/);
});

test('gives the same names whatever stands before an entry, and reads other line ends and charsets', async () => {
  const late = await read(`${entry('Fog')}--------\n${entry('Gale')}--------\n`);
  const early = await read(`${entry('Gale').replaceAll('\n', '\r\n')}--------\r\n`);
  assert.equal(early.parts[0]?.aliases, late.parts[1]?.aliases);
  const latin = await read(Buffer.from(`${entry('Caf\u00e9')}--------\n`, 'latin1'));
  assert.is(latin.parts[0]?.post?.title, 'Caf\u00e9');
});

test('is known by its fields and sections, whatever markup the bodies hold', () => {
  const kindOf = (text: string) => recogniseFile(Buffer.from(text), 'none');
  assert.is(kindOf(entry('<html><body>')), 'movable-type-export');
  assert.is(kindOf('TITLE: x\nDATE: 1\n-----\nsome text\n'), 'other');
  assert.is(kindOf('Dear all\n-----\nBODY:\nx\n'), 'other');
});

test.run();
