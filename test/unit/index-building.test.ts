// Building the packed index: segments, their merge, worker threads that fail, closing early.
import * as assert from 'uvu/assert';
import { SegmentMaker } from '../../index/engines/minisearch/building/segment-maker.ts';
import { createIndexWriter } from '../../index/engines/minisearch/building/write.ts';
import { loadSections, readerOf } from '../../index/snapshot/section-file.ts';
import { english, makeSampleThread, type SampleEntry } from '../support/engine-samples.ts';
import { bytesOfIndex, segmentWorker, writeIndex } from '../support/made-index.ts';
import { countIndex, decodeIndex } from '../support/packed-index.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('building an index');
const MINUTE = { timeoutMs: 60_000 };

function threadOf(...entries: readonly Omit<SampleEntry, 'id'>[]) {
  return makeSampleThread(
    't',
    entries.map((entry, index) => ({ id: `d${index}`, ...entry })),
  );
}

function someDocument(text: string) {
  return { title: '', text, tags: [], quotes: [] };
}

test('keeps the stems that tell most of a document', async () => {
  const words = Array.from({ length: 40 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}${at}x`);
  const threads = [
    threadOf({ text: `${words.join(' ')} rare rare` }),
    threadOf({ text: `${words.slice(0, 25).join(' ')} rare` }),
    threadOf({ text: words.slice(0, 10).join(' ') }),
    threadOf({ text: 'alone' }),
    threadOf({ text: '' }),
  ];
  const index = await decodeIndex(await writeIndex(threads));
  assert.equal(index, countIndex(threads, english));
  const told = index.telling.map((telling) => telling.map(([stem]) => stem));
  assert.is(told[0]?.length, 20);
  assert.ok(told[0]?.includes('rare'));
  for (const word of words.slice(10, 25)) assert.ok(told[0]?.includes(word), word);
  assert.is(told[0]?.filter((stem) => words.slice(0, 10).includes(stem)).length, 4);
  assert.equal([told[3], told[4]], [[], []]);
});

test('keeps positions, titles and quoted parts of a document', async () => {
  const folder = await writeIndex([
    threadOf(
      {
        kind: 'post',
        title: 'The harbour',
        text: 'Boats of “the harbour” run.',
        quotes: [[9, 22]],
        tags: ['boats', 'tea time'],
      },
      { text: 'Running boats.' },
      { kind: 'pingback', text: 'unseen' },
    ),
  ]);
  const { forms, stems, titled, quoted, lengths } = await decodeIndex(folder);
  assert.equal(
    forms.map(({ form, body }) => `${form} ${body.map((p) => `${p.document}:${p.positions}`).join(' ')}`),
    [
      'boats 0:3,9 1:2',
      'harbour 0:1,6',
      'of 0:4',
      'run 0:7',
      'running 1:1',
      'tea 0:11',
      'the 0:0,5',
      'time 0:12',
    ],
  );
  assert.equal(stems.find(({ stem }) => stem === 'run')?.lists, {
    body: [
      { document: 0, frequency: 1 },
      { document: 1, frequency: 1 },
    ],
    title: [],
  });
  assert.is(stems.find(({ stem }) => stem === 'the')?.lists, null);
  assert.equal([titled, quoted], [[[0, 2, 5]], [[0, [5, 6]]]]);
  assert.equal(lengths, { body: [7, 2], title: [2, 0] });
});

test('sorts forms and stems by their bytes, which UTF-16 does not', async () => {
  const threads = [threadOf({ text: '\u{20000} \ufa0e zebra \u{10428}x \uffdc' }, { text: 'b \u{20000} a' })];
  const folder = await writeIndex(threads, { segmentBytes: 1 });
  const index = await decodeIndex(folder);
  assert.equal(index, countIndex(threads, english));
  assert.equal(index.forms.map(({ form }) => form).slice(0, 3), ['a', 'b', 'zebra']);
  assert.is(index.forms.at(-1)?.form, '\u{20000}');
});

test('knows where words of a long text stand', async () => {
  const text = Array.from({ length: 200 }, (_, index) => `«Ünser» ${'ferry '.repeat(index % 3)}`).join('');
  const quotes = [
    [0, 40],
    [40, 60],
    [500, 700],
  ] as const;
  const threads = [threadOf({ title: 'Über', text, quotes, tags: ['tea'] }, { text: '' }, { text })];
  const index = await decodeIndex(await writeIndex(threads));
  assert.equal(index, countIndex(threads, english));
  assert.equal(
    index.checkpoints.map(({ length }) => length),
    [13, 0, 13],
  );
});

test('holds long lists, cut anywhere', async () => {
  const WORDS = ['run', 'runs', 'running', 'the', 'ferry', 'ferries', 'tea'];
  const entries = Array.from({ length: 700 }, (_, index) => ({
    title: index % 3 === 0 ? `Tea ${index % 50}` : '',
    text: WORDS.filter((_, at) => index % (at + 1) === 0)
      .join(' ')
      .repeat(1 + (index % 4)),
  }));
  const threads = [threadOf(...entries)];
  const folder = await writeIndex(threads, { segmentBytes: 5_000 });
  assert.equal(await decodeIndex(folder), countIndex(threads, english));
});

test(
  'counts more different words than 16 bits can tell',
  async () => {
    const text = Array.from({ length: 70_000 }, (_, index) => `w${index}`).join(' ');
    const folder = await writeIndex([threadOf({ text }, { text: 'w1 w1' })], { segmentBytes: 1 });
    const terms = readerOf(await loadSections(`${folder}/terms.bin`));
    assert.equal([...terms.u32('body.lengths')], [70_000, 1]);
    assert.equal([...terms.u16('title.lengths')], [0, 0]);
    assert.is(terms.u32('body.counts').length, 70_000);
  },
  MINUTE,
);

test('writes an index without documents, and of documents without words', async () => {
  for (const threads of [
    [],
    [threadOf({ kind: 'pingback', text: 'unseen' })],
    [threadOf({ text: '!' }, {})],
  ]) {
    const index = await decodeIndex(await writeIndex(threads));
    assert.equal(index, countIndex(threads, english));
    assert.equal([index.forms, index.averages], [[], [0, 0]]);
  }
});

test(
  'indexes in the calling thread what a worker thread dies of',
  async () => {
    const threads = [threadOf(...Array.from({ length: 20 }, (_, at) => ({ text: `word${at} ferry` })))];
    const workerEntry = await segmentWorker(
      `const post = parentPort.postMessage.bind(parentPort);
      let answers = 0;
      parentPort.postMessage = (message, memory) => {
        if (++answers === 3) throw new Error('boom');
        post(message, memory);
      };`,
    );
    const folder = await writeIndex(threads, { workers: 2, workerEntry, segmentBytes: 30 });
    assert.ok((await bytesOfIndex(folder)).equals(await bytesOfIndex(await writeIndex(threads))));
  },
  MINUTE,
);

test(
  'indexes in the calling thread where worker threads do not start, and tells it once',
  async () => {
    const threads = [threadOf(...Array.from({ length: 20 }, (_, at) => ({ text: `word${at} ferry` })))];
    const reasons: string[] = [];
    const folder = await writeIndex(threads, {
      workers: 2,
      segmentBytes: 30,
      workerEntry: new URL('file:///no/such/worker.mjs'),
      onFallback: (reason) => reasons.push(reason),
    });
    assert.ok((await bytesOfIndex(folder)).equals(await bytesOfIndex(await writeIndex(threads))));
    assert.is(reasons.length, 1);
    assert.match(reasons[0] ?? '', /no\/such\/worker/);
  },
  MINUTE,
);

test(
  'takes no more threads while a few segments are waiting, and gives them up when it is closed',
  async () => {
    const workerEntry = await segmentWorker('while (true);');
    const options = { workers: 1, workerEntry, segmentBytes: 1 };
    const writer = createIndexWriter(makeTempFolder('index'), english, options);
    const { info, entries } = threadOf({ text: 'tea' });
    let added = 0;
    const adding = (async () => {
      for (; added < 100; added++) await writer.addThread(info, entries);
      return 'all were added';
    })();
    const ended = adding.catch((error: Error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.ok(added < 5, `${added} segments are waiting`);
    await writer.close();
    assert.is(await ended, 'indexing was stopped');
    const finished = writer.finish().then(() => 'finished');
    assert.is(await finished.catch((error: Error) => error.message), 'indexing was stopped');
  },
  MINUTE,
);

test('throws what the analysis throws', async () => {
  const analysis = {
    ...english,
    readWords: () => {
      throw new Error('no words today');
    },
  };
  const maker = new SegmentMaker({ analysis, segmentBytes: 1 });
  maker.add(someDocument('tea'));
  const ended = await maker.finish().then(
    () => 'finished',
    (error: Error) => error.message,
  );
  assert.is(ended, 'no words today');
  await maker.close();
});

test('starts no worker thread for a small archive', async () => {
  const workerEntry = new URL('file:///no/such/worker.mjs');
  const reasons: string[] = [];
  await writeIndex([threadOf({ text: 'tea' })], {
    workers: 4,
    workerEntry,
    onFallback: (reason) => reasons.push(reason),
  });
  assert.equal(reasons, []);
});

test.run();
