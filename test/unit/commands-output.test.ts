// What commands write: output with back pressure, progress, log lines, terminal safety, numbers.
import { Writable } from 'node:stream';
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { createLog } from '../../src/log.ts';
import { printBytes, printDuration } from '../../src/numbers.ts';
import { createOutput, OutputClosed } from '../../src/output.ts';
import { createProgress } from '../../src/progress.ts';
import { oneLine, printable, printableJson, safeJsonBytes, wrapLine } from '../../src/terminal-text.ts';
import { suite } from '../support/suite.ts';

const test = suite('command output');

/** A stream that keeps what is written, a terminal or not. */
function sink(isTTY: boolean, columns = 80) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, {
    isTTY,
    columns,
    text: () => chunks.join('').replaceAll('\r\u001b[K', '<clear>'),
  });
}

test('writes bold on a terminal only, and never with NO_COLOR', () => {
  assert.is(createOutput(sink(true), {}).bold('x'), '\u001b[1mx\u001b[22m');
  assert.is(createOutput(sink(false), {}).bold('x'), 'x');
  assert.is(createOutput(sink(true), { NO_COLOR: '1' }).bold('x'), 'x');
  assert.is(createOutput(sink(true), { TERM: 'dumb' }).bold('x'), 'x');
});

test('waits for a slow reader', async () => {
  const written: string[] = [];
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      setTimeout(done, 5);
    },
  });
  const out = createOutput(slow, {});
  for (const word of ['a', 'b', 'c']) await out.line(word);
  assert.equal(written, ['a\n', 'b\n', 'c\n']);
  assert.is(slow.writableLength, 0);
});

test('tells a command that its reader has gone', async () => {
  const broken = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  const out = createOutput(broken, {});
  await out.line('first').catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  try {
    await out.line('second');
    assert.unreachable('should have thrown');
  } catch (error) {
    assert.instance(error, OutputClosed);
  }
});

test('shows count, share, rate and time left on one rewritten line of a terminal', () => {
  const stream = sink(true);
  let now = 0;
  const progress = createProgress(stream, { now: () => now });
  progress.start('Pages read', 'page', 100);
  now = 2000;
  progress.update(50);
  assert.match(stream.text(), /<clear>Pages read: 50 of 100 \(50 %\), 25\/s, 2\.0 s left$/);
  assert.not.match(stream.text(), /\n/);
  progress.finish();
  assert.match(stream.text(), /Pages read: 50 pages in 2\.0 s \(25\/s\)\n$/);
});

test('never makes the progress line longer than the terminal', () => {
  const stream = sink(true, 20);
  createProgress(stream, { now: () => 0 }).start('A label that is far too long for it', 'page', 100);
  assert.ok(stream.text().replace('<clear>', '').length < 20);
});

test('writes one line a phase where there is no terminal, and a sign of life in long ones', () => {
  const stream = sink(false);
  let now = 0;
  const progress = createProgress(stream, { now: () => now });
  progress.start('Pages read', 'page', null);
  for (now = 0; now <= 40_000; now += 100) progress.update(now / 100);
  progress.finish();
  assert.equal(stream.text().split('\n').length - 1, 2);
  assert.not.match(stream.text(), /<clear>|\r/);
});

test('puts log lines above the progress line', () => {
  const stream = sink(true);
  const progress = createProgress(stream, { now: () => 0 });
  progress.start('Pages read', 'page', 10);
  progress.above('warning: x\n');
  assert.match(stream.text(), /<clear>warning: x\n<clear>Pages read/);
});

test('shows no phases when it is to be quiet, but lines all the same', () => {
  const stream = sink(true);
  const progress = createProgress(stream, { isQuiet: true });
  progress.start('Pages read', 'page', 10);
  progress.update(10);
  progress.above('warning: x\n');
  progress.finish();
  assert.is(stream.text(), 'warning: x\n');
});

test('writes the log as one JSON object a line, its own fields first', () => {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const log = createLog({ level: 'info', style: 'json', write, now: () => new Date(0) });
  log.info('a\nb', { msg: 'forged', level: 'forged', count: 3 });
  log.debug('not written');
  assert.equal(lines, ['{"level":"info","time":"1970-01-01T00:00:00.000Z","msg":"a\\nb","count":3}\n']);
});

test('writes the log of commands as short lines', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', style: 'lines', write: (line) => lines.push(line) });
  log.warn('two\nlines', { page: 'a\u001b[2J.html' });
  log.info('not written');
  assert.equal(lines, ['warning: two lines page=a\\u{1b}[2J.html\n']);
});

test('leaves no control character in text or JSON, whatever comes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.not.match(oneLine(text), /\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      assert.not.match(printable(text).replace(/[\t\n]/g, ''), /\p{Cc}/u);
      const json = printableJson({ text });
      assert.not.match(json, /\p{Cc}/u);
      assert.equal(JSON.parse(json), { text });
      assert.is(safeJsonBytes(Buffer.from(JSON.stringify({ text }))).toString(), json);
    }),
    { numRuns: 300 },
  );
});

test('prints sizes and times as people read them', () => {
  assert.equal([0, 999, 1500, 123_456_789].map(printBytes), ['0 B', '999 B', '1.5 kB', '123 MB']);
  assert.equal([840, 42_000, 185_000, 3_729_000].map(printDuration), ['0.8 s', '42 s', '3:05', '1:02:09']);
});

test('wraps long lines of a terminal between words, below their own text', () => {
  assert.equal(wrapLine('short', 20), ['short']);
  assert.equal(wrapLine('   - one two three four', 15), ['   - one two', '     three four']);
  assert.equal(wrapLine('12. \u001b[1mone two\u001b[22m three', 11), [
    '12. \u001b[1mone two\u001b[22m',
    '    three',
  ]);
  assert.equal(wrapLine('see http://a-long-address.example/ there', 12), [
    'see',
    'http://a-long-address.example/',
    'there',
  ]);
  assert.equal(wrapLine('', 10), ['']);
});

test.run();
