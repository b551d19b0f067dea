// Pages, archives and exports that somebody broke on purpose: whole samples of every kind, mutated. The same number and
// seed give the same bytes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createRandom, type Random } from '../bench/random.ts';
import { goldenTexts } from './golden.ts';
import { makePackedWarc, makeWarc } from './make-warc.ts';
import { makeZip } from './make-zip.ts';
import { checkoutPath } from './shared.ts';
import { exportComment, exportEnd, exportHead, exportItem } from './wordpress-export.ts';

export const KINDS = ['html', 'warc', 'warc.gz', 'wacz', 'zip', 'html.gz', 'wxr', 'jsonl', 'bomb'] as const;
export type HostileKind = (typeof KINDS)[number];

export interface HostileCase {
  readonly number: number;
  readonly kind: HostileKind;
  /** Of the file to be read. */
  readonly name: string;
  readonly bytes: Buffer;
}

const NAMES: Readonly<Record<HostileKind, string>> = {
  html: 'page.html',
  warc: 'crawl.warc',
  'warc.gz': 'crawl.warc.gz',
  wacz: 'crawl.wacz',
  zip: 'mirror.zip',
  'html.gz': 'page.html.gz',
  wxr: 'export.xml',
  jsonl: 'notes.jsonl',
  bomb: 'page.html.gz',
};
/** Pages are the most, and read the fastest. */
const TURNS: readonly HostileKind[] = [
  ...(['html', 'html', 'html', 'html', 'html', 'html', 'html', 'html'] as const),
  ...(['warc', 'warc.gz', 'wacz', 'zip', 'zip', 'html.gz', 'wxr', 'wxr', 'jsonl'] as const),
];
const BOMB_EVERY = 500;

/** What parsers trip over, alone or thousands of times in a row. */
const TOKENS: readonly string[] = [
  ...[
    '<div>',
    '</div>',
    '<p>',
    '<table>',
    '<tr><td>',
    '<b><i>',
    '<a href="',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
  ],
  ...[
    '<script>',
    '<style>',
    '<title>',
    '<svg>',
    '<template>',
    '<plaintext>',
    '<select><option>',
    '<frameset>',
  ],
  ...['<li class="comment" id="comment-1">', '<blockquote>', '<dl><dt>', '<form>', '<base href="http://a/">'],
  ...[
    '&amp;',
    '&',
    '&#x10ffff;',
    '&#0;',
    '&nosuch;',
    '<',
    '>',
    '"',
    "'",
    '=',
    '/',
    '\0',
    '\r\n',
    '\t',
    ' ',
    '\ufeff',
  ],
  ...[
    '\ud800',
    '\u202e',
    '\u0130',
    'ﬃ',
    'a\u0301',
    '9',
    '0x',
    '-',
    '((((',
    ')',
    '[',
    '{',
    '}',
    '\\',
    '\\u0000',
    '%00',
  ],
  ...[
    'June 18, 2009 at 9:02 pm ',
    '2009-06-18T09:02:00Z ',
    '18/06/09 ',
    '25:61 ',
    'Posted by ',
    ' said:',
    '12 Comments',
  ],
  ...[
    '<!ENTITY a "&a;&a;">',
    '<!DOCTYPE x [',
    '<wp:comment>',
    '</item>',
    '<item>',
    'xmlns:wp="x"',
    '<?xml version="1.0"?>',
  ],
  ...[
    'WARC/1.0\r\n',
    'Content-Length: 99999999999\r\n',
    'Content-Length: -1\r\n',
    'Transfer-Encoding: chunked\r\n',
  ],
  ...[
    'PK\u0003\u0004',
    'PK\u0005\u0006',
    '../../etc/passwd',
    '\u001f\u008b\b',
    '{"id": ',
    '"text": ',
    '{"id":"a","text":"b"}\n',
  ],
  ...[
    'charset=utf-7',
    'charset=iso-2022-jp',
    'content="0;url=javascript:alert(1)"',
    'http://[::1',
    'http://a',
  ],
];

let samples: ReadonlyMap<HostileKind, readonly Buffer[]> | null = null;

/** The case of this number. */
export function makeHostileCase(number: number, seed: number): HostileCase {
  samples ??= makeSamples();
  const random = createRandom(seed * 1_000_003 + number);
  const kind = number % BOMB_EVERY === BOMB_EVERY - 1 ? 'bomb' : random.pick(TURNS);
  const pool = samples.get(kind) ?? [];
  let bytes = random.pick(pool);
  // Most breaks in packed files only break the packing: some are made inside.
  const packs = kind === 'html.gz' || kind === 'bomb';
  const times = kind === 'bomb' ? random.below(2) : 1 + random.below(4);
  if (packs && random.below(2) === 0)
    bytes = gzipSync(mutate(random.pick(samples.get('html') ?? []), random));
  for (let at = 0; at < times; at += 1) bytes = mutate(bytes, random, pool);
  return { number, kind, name: NAMES[kind], bytes };
}

const MAX_BYTES = 600_000;

function mutate(bytes: Buffer, random: Random, others: readonly Buffer[] = [bytes]): Buffer {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + random.below(400));
  const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  const parts = mutateMiddle(middle, random, others);
  const whole = Buffer.concat(parts === 'cut' ? [before] : [before, ...parts, after]);
  return whole.length > MAX_BYTES && bytes.length <= MAX_BYTES ? whole.subarray(0, MAX_BYTES) : whole;
}

function mutateMiddle(middle: Buffer, random: Random, others: readonly Buffer[]): readonly Buffer[] | 'cut' {
  const copy = Buffer.from(middle);
  switch (random.below(8)) {
    case 0:
      return 'cut';
    case 1:
      return [];
    case 2:
      for (let flips = 1 + random.below(8); flips > 0 && copy.length > 0; flips -= 1)
        copy[random.below(copy.length)] = random.below(256);
      return [copy];
    case 3:
      return [middle, Buffer.from(random.pick(TOKENS)), middle];
    case 4:
      return [middle, Buffer.from(random.pick(TOKENS).repeat(1 + random.below(3_000)))];
    case 5:
      return [Buffer.from((random.pick(TOKENS) + random.pick(TOKENS)).repeat(1 + random.below(20_000)))];
    case 6:
      return Array.from({ length: 1 + random.below(200) }, () => middle);
    default: {
      const other = random.pick(others);
      const from = random.below(other.length);
      return [middle, other.subarray(from, from + random.below(20_000))];
    }
  }
}

function makeSamples(): ReadonlyMap<HostileKind, readonly Buffer[]> {
  const sample = join(checkoutPath, 'src/sample-archive');
  const files = readdirSync(sample, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const mirror = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const pages = [...goldenTexts().map((text) => Buffer.from(text)), ...mirror];
  const some = (at: number) => pages.slice(at, at + 4);
  const starts = [0, 20, 40, 60].filter((at) => at + 4 < pages.length);
  const entries = (at: number) =>
    some(at).map((body, of) => ({ url: `http://quay.example/${of}.html`, body }));
  const zipped = (at: number) => some(at).map((content, of) => ({ name: `site/${of}.html`, content }));
  const warcs = starts.map((at) => makeWarc(entries(at)));
  const packed = starts.map((at) => makePackedWarc(entries(at)));
  const items =
    exportItem({}, exportComment()) + exportItem({ title: 'High water' }, exportComment({ id: '9' }));
  const lines = Array.from({ length: 30 }, (_, at) =>
    JSON.stringify({
      id: `d${at}`,
      type: at % 3 === 0 ? 'post' : 'comment',
      threadId: `t${at % 5}`,
      parentId: `d${at - 1}`,
      text: `tide ${at}`,
      quotes: [[0, 4]],
      publishedAt: '2009-06',
    }),
  );
  return new Map<HostileKind, readonly Buffer[]>([
    ['html', pages],
    ['warc', warcs],
    ['warc.gz', packed],
    [
      'wacz',
      packed.map((warc) => makeZip([{ name: 'archive/data.warc.gz', content: warc, isStored: true }])),
    ],
    [
      'zip',
      starts.flatMap((at) => [
        makeZip(zipped(at)),
        makeZip([{ name: 'in.zip', content: makeZip(zipped(at)) }]),
      ]),
    ],
    ['html.gz', some(10).map((page) => gzipSync(page))],
    ['wxr', ['1.0', '1.1', '1.2'].map((version) => Buffer.from(exportHead(version) + items + exportEnd))],
    ['jsonl', [Buffer.from(`${lines.join('\n')}\n`)]],
    [
      'bomb',
      ['\0', '<p>', '<div class="comment">'].map((text) => gzipSync(text.repeat(40_000_000 / text.length))),
    ],
  ]);
}
