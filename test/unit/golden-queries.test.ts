// Golden queries: the file is read whole or refused with every mistake, and each query is asked as readers ask it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { CommandError } from '../../src/errors.ts';
import { failingQueries, readGoldenQueries } from '../../src/golden-queries.ts';
import { buildSample } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('golden queries');

function write(...lines: readonly string[]): string {
  const path = join(makeTempFolder('golden'), 'golden.jsonl');
  writeFileSync(path, lines.join('\r\n'));
  return path;
}

test('reads lines, with ten as the usual depth', () => {
  const path = write('{"query":"tea","document":"a"}', '', '{"query":"","document":"b","within":1}');
  assert.equal(readGoldenQueries(path), [
    { query: 'tea', document: 'a', within: 10 },
    { query: '', document: 'b', within: 1 },
  ]);
});

test('refuses a file with mistakes, and names every one', () => {
  const path = write(
    '{"query":"tea","document":"a"}',
    'tea',
    '{"query":"tea"}',
    '{"query":1,"document":"a","in":2}',
  );
  assert.throws(
    () => readGoldenQueries(path),
    (error: unknown) =>
      error instanceof CommandError &&
      error.code === 'file-unusable' &&
      ['line 2', 'line 3', 'line 4'].every((line) => error.message.includes(line)) &&
      !error.message.includes('line 1:'),
  );
  assert.throws(() => readGoldenQueries(join(path, 'none')), /cannot be read/);
});

test('complains of each query whose document is not where it must be', async () => {
  const folder = makeTempFolder('golden');
  const threads = ['tea', 'tea tea', 'coffee'].map((text, at) =>
    makeThread({
      id: `thread-${at}`,
      ownIds: true,
      post: makePost({ id: `post-${at}`, title: `Post ${at}`, text }),
      comments: [makeComment({ id: `comment-${at}`, text: 'herring' })],
    }),
  );
  await buildSample(folder, threads, { engine: await loadEngineKit('minisearch') });
  const snapshot = await openCurrentSnapshot(folder);
  const id = (found: number) => `post-${found}`;
  const complaints = await failingQueries(snapshot, [
    { query: 'tea', document: id(0), within: 2 },
    { query: 'coffee', document: id(2), within: 1 },
    { query: 'herring', document: 'comment-1', within: 10 },
    { query: 'coffee', document: id(0), within: 10 },
    { query: 'tea', document: id(0), within: 1 },
    { query: 'tea', document: id(1), within: 1 },
  ]);
  await snapshot.close();
  assert.is(complaints.length, 2);
  assert.match(complaints[0] ?? '', /"coffee" does not find post-0/);
  assert.match(complaints[1] ?? '', /"tea" does not find .* within the first 1/);
});

test.run();
