// Documents JSONL: what a record may be, how threads come out of lines, and what happens to bad ones.
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import type { Skip, ThreadPart } from '../../scraper/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('documents');

interface Read {
  readonly parts: readonly ThreadPart[];
  readonly skips: readonly Skip[];
}

async function readBytes(bytes: Uint8Array | string, name = 'blog.jsonl'): Promise<Read> {
  const path = join(makeTempFolder('documents'), name);
  writeFileSync(path, bytes);
  return readPath(path);
}

async function readPath(path: string): Promise<Read> {
  const parts: ThreadPart[] = [];
  const skips: Skip[] = [];
  for await (const item of (await openSource(path)).items()) {
    if (item.kind === 'skip') skips.push(item);
    if (item.kind !== 'records') continue;
    for await (const reading of item.read()) {
      if (reading.kind === 'part') parts.push(reading);
      else skips.push(reading);
    }
  }
  return { parts, skips };
}

const read = (...records: readonly unknown[]) =>
  readBytes(
    records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n'),
  );

function only({ parts }: Read): ThreadPart {
  const [part] = parts;
  if (part === undefined) throw new Error('there is no part');
  return part;
}

test('a record with id and text alone is a post and its own thread', async () => {
  const part = only(await read({ id: 'a', text: 'Low water.' }));
  assert.equal(part.aliases, ['thread:a']);
  assert.is(part.dialect, 'documents');
  assert.equal([part.host, part.url, part.page], [null, null, 'blog.jsonl']);
  assert.equal(part.post, {
    id: 'a',
    title: '',
    author: null,
    authorUrl: null,
    publishedAt: null,
    datePrecision: null,
    text: 'Low water.',
    quotes: [],
    links: [],
    hasImage: false,
    tags: [],
    categories: [],
  });
});

test('keeps every field of a post and of its comments', async () => {
  const part = only(
    await read(
      {
        id: 'p1',
        type: 'post',
        title: ' The  pier ',
        author: 'Orla',
        publishedAt: '2009-06-18T14:03:00-05:00',
        text: 'See http://pier.example/plan.',
        url: 'http://blog.example/pier/',
        tags: ['harbour', 'harbour', ' wood '],
        links: ['https://other.example/x', 'javascript:alert(1)', 'http://pier.example/plan'],
        threadId: 't',
      },
      {
        id: 'c1',
        type: 'comment',
        threadId: 't',
        text: 'you said “so”',
        author: 'Orla',
        parentId: 'p1',
        quotes: [
          [9, 13],
          [0, 3],
        ],
      },
      {
        id: 'c2',
        type: 'comment',
        threadId: 't',
        parentId: 'c1',
        text: '',
        publishedAt: '2009',
        url: 'ftp://x',
      },
    ),
  );
  assert.is(part.url, 'http://blog.example/pier/');
  assert.is(part.post?.title, 'The pier');
  assert.equal(part.post?.tags, ['harbour', 'wood']);
  assert.equal(part.post?.links, ['https://other.example/x', 'http://pier.example/plan']);
  assert.is(part.post?.publishedAt, '2009-06-18T14:03:00-05:00');
  assert.is(part.post?.datePrecision, 'second');
  assert.equal(
    part.comments.map(({ id, parentId, byPostAuthor }) => [id, parentId, byPostAuthor]),
    [
      ['c1', 'p1', true],
      ['c2', 'c1', false],
    ],
  );
  assert.equal(part.comments[0]?.quotes, [
    [0, 3],
    [9, 13],
  ]);
  assert.equal([part.comments[1]?.url, part.comments[1]?.datePrecision], [null, 'year']);
});

test('a comment of the post itself is a top-level comment of the thread', async () => {
  const { parts } = await read(
    { id: 'p', text: 'x' },
    { id: 'c', type: 'comment', threadId: 'p', parentId: 'p', text: 'y' },
    { id: 'd', type: 'comment', threadId: 'p', parentId: 'nobody', text: 'z' },
  );
  const { thread } = assembleThread('thread:p', parts);
  assert.equal(
    thread.comments.map(({ id, parentId }) => [id, parentId]),
    [
      ['c', null],
      ['d', null],
    ],
  );
  assert.is(thread.id, 'p');
});

test('consecutive records of a thread are one part, others further parts of it', async () => {
  const comment = (id: string, threadId: string) => ({ id, threadId, type: 'comment', text: id });
  const { parts } = await read(
    { id: 'p', text: 'x' },
    comment('1', 'p'),
    comment('2', 'q'),
    comment('3', 'p'),
  );
  assert.equal(
    parts.map(({ aliases, comments }) => [aliases[0], comments.map(({ id }) => id)]),
    [
      ['thread:p', ['1']],
      ['thread:q', ['2']],
      ['thread:p', ['3']],
    ],
  );
  const joined = assembleThread(
    'thread:p',
    parts.filter(({ aliases }) => aliases[0] === 'thread:p'),
  );
  assert.equal(
    joined.thread.comments.map(({ id }) => id),
    ['1', '3'],
  );
});

test('siblings go by date, then by line, across the parts of a thread', async () => {
  const lines: unknown[] = [{ id: 'p', text: 'x' }];
  for (let line = 0; line < 1_300; line++)
    lines.push({ id: `c${line}`, threadId: 'p', type: 'comment', text: 'y', publishedAt: '2009' });
  lines.push({ id: 'early', threadId: 'p', type: 'comment', text: 'y', publishedAt: '2008' });
  const { parts } = await read(...lines);
  assert.ok(parts.length > 1);
  const ids = assembleThread('thread:p', parts).thread.comments.map(({ id }) => id);
  assert.equal(ids, ['early', ...Array.from({ length: 1_300 }, (_, line) => `c${line}`)]);
});

test('a second post of a thread becomes a thread of its own', async () => {
  const { parts } = await read({ id: 'a', threadId: 't', text: 'x' }, { id: 'b', threadId: 't', text: 'y' });
  assert.equal(
    parts.map(({ aliases, post }) => [aliases[0], post?.id]),
    [
      ['thread:t', 'a'],
      ['thread:b', 'b'],
    ],
  );
});

test('of a repeated id the last record is kept and the others are told', async () => {
  const { parts, skips } = await read(
    { id: 'a', text: 'one' },
    { id: 'b', text: 'x' },
    { id: 'a', text: 'two' },
    { id: 'a', text: 'three' },
  );
  assert.equal(
    parts.map(({ post }) => post?.text),
    ['x', 'three'],
  );
  assert.equal(
    skips.map(({ page, reason }) => [page, reason]),
    [
      ['blog.jsonl#1', 'duplicate'],
      ['blog.jsonl#3', 'duplicate'],
    ],
  );
  assert.match(skips[0]?.detail ?? '', /"a".*line 4/);
});

test('bad lines are told with their number, and why', async () => {
  const bad: readonly [unknown, RegExp][] = [
    ['{"id": "a"', /JSON/],
    ['[1]', /object/],
    ['"text"', /object/],
    ['null', /object/],
    [{ text: 'x' }, /"id" is missing/],
    [{ id: '', text: 'x' }, /"id" is empty/],
    [{ id: true, text: 'x' }, /"id"/],
    [{ id: 'x\u0000y', text: 'x' }, /control/],
    [{ id: 'x'.repeat(501), text: 'x' }, /500/],
    [{ id: 'a' }, /"text" is missing/],
    [{ id: 'a', text: 7 }, /"text" is no string/],
    [{ id: 'a', text: 'x', type: 'page' }, /"type"/],
    [{ id: 'a', text: 'x', publishedAt: 'yesterday' }, /ISO 8601/],
    [{ id: 'a', text: 'x', publishedAt: '2009-02-30' }, /ISO 8601/],
    [{ id: 'a', text: 'x', tags: 'one' }, /"tags" is no list/],
    [{ id: 'a', text: 'x', links: [3] }, /"links"/],
    [{ id: 'a', text: 'x', quotes: [[0, 9]] }, /"quotes"/],
    [{ id: 'a', text: 'x', quotes: [[1, 0]] }, /"quotes"/],
    [{ id: 'a', text: 'x', author: ['b'] }, /"author"/],
  ];
  const { parts, skips } = await read({ id: 'good', text: 'x' }, ...bad.map(([line]) => line));
  assert.is(parts.length, 1);
  assert.is(skips.length, bad.length);
  bad.forEach(([, why], index) => {
    assert.is(skips[index]?.page, `blog.jsonl#${index + 2}`);
    assert.is(skips[index]?.reason, 'bad-record');
    assert.match(skips[index]?.detail ?? '', why);
  });
});

test('accepts numbers as ids, null and empty optional fields, and unknown fields', async () => {
  const { parts, skips } = await read(
    { id: 7, text: '', author: null, publishedAt: '', tags: null, threadId: null, __proto__: 1, extra: {} },
    '{"id": "b", "text": "x", "__proto__": {"type": "comment"}}',
  );
  assert.equal(skips, []);
  assert.equal(
    parts.map(({ post }) => post?.id),
    ['7', 'b'],
  );
});

test('knows the precision of a date by its shape', async () => {
  const dates: Readonly<Record<string, readonly [string, string]>> = {
    '2009': ['2009', 'year'],
    '2009-06': ['2009-06', 'month'],
    '2009-06-18': ['2009-06-18', 'day'],
    '2009-06-18T14:03': ['2009-06-18T14:03', 'minute'],
    '2009-06-18 14:03:00': ['2009-06-18T14:03:00', 'second'],
    '2009-06-18T14:03:00.123Z': ['2009-06-18T14:03:00.123Z', 'second'],
    '2009-06-18T14:03+02': ['2009-06-18T14:03+02:00', 'minute'],
  };
  for (const [written, expected] of Object.entries(dates)) {
    const { post } = only(await read({ id: 'a', text: 'x', publishedAt: written }));
    assert.equal([post?.publishedAt, post?.datePrecision], expected);
  }
});

test('repairs mojibake and moves the quotes along', async () => {
  const text = 'He said: itâ€™s a clich√©. Yes.';
  const quote = text.indexOf('itâ');
  const { post } = only(
    await read({ id: 'a', title: 'Ã‰tat', author: 'ZoÃ«', text, quotes: [[quote, text.indexOf(' Yes')]] }),
  );
  assert.is(post?.text, 'He said: it’s a cliché. Yes.');
  assert.equal(
    post?.quotes.map(([start, end]) => post.text.slice(start, end)),
    ['it’s a cliché.'],
  );
  assert.equal([post?.title, post?.author], ['État', 'Zoë']);
});

test('takes out what no text may hold', async () => {
  const { post } = only(await read('{"id": "a", "text": "one\\u0000two\\ud800three\\r\\nfour"}'));
  assert.is(post?.text, 'one two\ufffdthree\nfour');
});

test('splits lines as bytes: byte order mark, CRLF, long characters, no line end at the end', async () => {
  const text = '€'.repeat(400_000);
  const { parts, skips } = await readBytes(
    `\ufeff{"id": "a", "text": "${text}"}\r\n\r\n{"id": "b", "text": "é"}`,
  );
  assert.equal(skips, []);
  assert.is(parts[0]?.post?.text, text);
  assert.is(parts[1]?.post?.text, 'é');
});

test('reads bytes that are no UTF-8 as windows-1252', async () => {
  assert.is(
    only(await readBytes(Buffer.from('{"id": "a", "text": "it\x92s caf\xe9"}', 'latin1'))).post?.text,
    'it’s café',
  );
});

test(
  'gives up a line of more than 16 MiB, and reads on',
  async () => {
    const long = `{"id": "a", "text": "${'x'.repeat(17 * 1024 * 1024)}"}`;
    const { parts, skips } = await readBytes(`{"id": "0", "text": ""}\n${long}\n{"id": "b", "text": "y"}\n`);
    assert.equal(
      parts.map(({ post }) => post?.id),
      ['0', 'b'],
    );
    assert.equal(
      skips.map(({ page, reason }) => [page, reason]),
      [['blog.jsonl#2', 'bad-record']],
    );
  },
  { timeoutMs: 30_000 },
);

test('survives JSON nested a million deep', async () => {
  const { skips } = await readBytes(`{"id": "0", "text": ""}\n{"id": ${'['.repeat(1_000_000)}\n`);
  assert.is(skips[0]?.reason, 'bad-record');
});

test(
  'reads gzipped files, and what is whole of a truncated one',
  async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) =>
      JSON.stringify({ id: `d${line}`, text: `text ${line * 7919}` }),
    );
    const packed = gzipSync(lines.join('\n'));
    assert.is((await readBytes(packed, 'blog.jsonl.gz')).parts.length, 20_000);
    const path = join(makeTempFolder('documents'), 'cut.jsonl.gz');
    writeFileSync(path, packed);
    truncateSync(path, Math.floor(packed.length / 2));
    const { parts, skips } = await readPath(path);
    assert.ok(parts.length > 1_000 && parts.length < 20_000);
    const last = skips.at(-1);
    assert.equal([last?.page, last?.reason], ['cut.jsonl.gz', 'unreadable']);
  },
  { timeoutMs: 30_000 },
);

test('its hash is that of the bytes', async () => {
  const path = join(makeTempFolder('documents'), 'blog.jsonl');
  const hashes: string[] = [];
  for (const text of ['x', 'y', 'x']) {
    writeFileSync(path, JSON.stringify({ id: 'a', text }));
    for await (const item of (await openSource(path)).items())
      if (item.kind === 'records') hashes.push(item.hash);
  }
  assert.is(hashes[0], hashes[2]);
  assert.is.not(hashes[0], hashes[1]);
  assert.match(hashes[0] ?? '', /^[0-9a-f]{64}$/);
});

test(
  'remembers the last line of half a million ids',
  async () => {
    const lines = Array.from({ length: 500_000 }, (_, line) => `{"id":"n${line % 250_000}","text":""}`);
    const { parts, skips } = await readBytes(lines.join('\n'));
    assert.is(parts.length, 250_000);
    assert.is(skips.length, 250_000);
  },
  { timeoutMs: 60_000 },
);

test.run();
