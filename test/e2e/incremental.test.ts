// What is built after threads lost, gained and changed documents is what a new archive of them would be, byte for byte.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { createRandom } from '../bench/random.ts';
import { runProgram } from '../support/program.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('incremental builds');
const WORDS = 'ferry harbour boats run running tea team kettle copper walrus gull 灯台 café the of'.split(
  ' ',
);
const THREADS = 150;
/** Everything that answers come from. */
const FILES = ['engine/terms.bin', 'engine/documents.bin', 'entries.data', 'directory.bin'];

interface Made {
  readonly id: string;
  readonly threadId: string;
  readonly type: string;
  readonly title?: string;
  readonly text: string;
  readonly author: string;
}

function makeDocuments(): readonly Made[] {
  const random = createRandom(5);
  const words = (count: number): string => Array.from({ length: count }, () => random.pick(WORDS)).join(' ');
  return Array.from({ length: THREADS }, (_, thread): readonly Made[] => {
    const threadId = `t${thread}`;
    const title = `${words(1)} ${thread}`;
    const post = {
      id: `p${thread}`,
      type: 'post',
      threadId,
      title,
      text: words(20),
      author: `A${thread % 7}`,
    };
    const comments = Array.from({ length: 3 }, (_unused, at) => {
      return {
        id: `c${thread}.${at}`,
        type: 'comment',
        threadId,
        text: words(9),
        author: `B${(at + thread) % 9}`,
      };
    });
    return [post, ...comments];
  }).flat();
}

const ALL = makeDocuments();
/** A post, comments and a whole thread are gone, a post and a comment say something else. */
const CHANGED = ALL.filter(
  ({ id, threadId }) => !['p17', 'c21.1', 'c40.0'].includes(id) && threadId !== `t${THREADS - 1}`,
).map((document) =>
  ['p30', 'c31.2'].includes(document.id) ? { ...document, text: 'otherwise walrus' } : document,
);

test(
  'give the same files as a new archive',
  async () => {
    const folder = makeTempFolder('incremental');
    const source = join(folder, 'notes.jsonl');
    const build = async (documents: readonly Made[], data: string): Promise<readonly Buffer[]> => {
      writeFileSync(source, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
      const { code, stderr } = await runProgram(['build', source, '--prune', '--data', join(folder, data)]);
      assert.is(code, 0, stderr);
      const id = readFileSync(join(folder, data, 'CURRENT'), 'utf8').trim();
      return FILES.map((name) => readFileSync(join(folder, data, 'snapshots', id, name)));
    };
    const whole = await build(ALL, 'grown');
    const changed = await build(CHANGED, 'grown');
    const fresh = await build(CHANGED, 'fresh');
    const again = await build(ALL, 'grown');
    for (const [at, name] of FILES.entries()) {
      assert.ok(changed[at]?.equals(fresh[at] ?? Buffer.of()), `${name} after changes`);
      assert.ok(again[at]?.equals(whole[at] ?? Buffer.of()), `${name} after all came back`);
    }
    assert.not.ok(whole[0]?.equals(changed[0] ?? Buffer.of()));
  },
  { timeoutMs: 90_000 },
);

test.run();
