// The keeper's files: what a rule is, how mistakes are told, and when a changed file is taken over.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { readSuppressionRules } from '../../index/suppression/rules.ts';
import { type KeepersEvent, KeepersFiles, NOTHING_KEPT, readKeepersFiles } from '../../src/keepers-files.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite("keeper's files");
const fileOf = (folder: string) => join(folder, 'suppressed.jsonl');

test('reads a rule a line, with comments and empty lines between', () => {
  const { rules, mistakes } = readSuppressionRules(
    '\uFEFF# asked for in May\r\n{"id": "a.1", "reason": "a letter"}\r\n\n{"author": " Bo "}\n{"url":"http://b.example/"}',
  );
  assert.equal(mistakes, []);
  assert.equal(rules, [
    { kind: 'id', value: 'a.1', reason: 'a letter', line: 2 },
    { kind: 'author', value: 'Bo', reason: null, line: 4 },
    { kind: 'url', value: 'http://b.example/', reason: null, line: 5 },
  ]);
});

test('names every line that is no rule, and why', () => {
  const { mistakes } = readSuppressionRules(
    [
      '{',
      '[]',
      '{"id": "a", "url": "b"}',
      '{"reason": "x"}',
      '{"id": 7}',
      '{"ids": "a"}',
      '{"id": " "}',
    ].join('\n'),
  );
  assert.equal(
    mistakes.map((mistake) => /^line (\d): /.exec(mistake)?.[1]),
    ['1', '2', '3', '4', '5', '6', '7'],
  );
  assert.match(mistakes[2] ?? '', 'exactly one of id, thread, url, author');
  assert.match(mistakes[5] ?? '', 'has ids');
});

test('no file says nothing; a broken one is refused with all its mistakes', async () => {
  const folder = makeTempFolder('keepers');
  assert.equal(await readKeepersFiles(folder), NOTHING_KEPT);
  writeFileSync(fileOf(folder), '{"id": 1}\nnothing\n');
  try {
    await readKeepersFiles(folder);
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /suppressed\.jsonl, line 1: [\s\S]*suppressed\.jsonl, line 2: /);
  }
  writeFileSync(fileOf(folder), Buffer.from([0xff, 0xfe, 0x41]));
  const refused = await readKeepersFiles(folder).catch((error: Error) => error.message);
  assert.match(String(refused), 'no text in UTF-8');
});

test('takes a changed file over once it has looked the same twice, and tells so once', async () => {
  const folder = makeTempFolder('keepers');
  const events: KeepersEvent[] = [];
  const files = await KeepersFiles.open(folder, (event) => events.push(event));
  await files.look();
  await files.look();
  assert.equal(events, []);
  writeFileSync(fileOf(folder), '{"id": "a.1"}\n');
  assert.is((await files.look()).edition, '', 'an editor may be at it still');
  const taken = await files.look();
  assert.is(taken.rules.suppressed.length, 1);
  assert.not.equal(taken.edition, '');
  assert.is(await files.look(), taken);
  assert.equal(
    events.map(({ kind }) => kind),
    ['taken'],
  );
  rmSync(fileOf(folder));
  await files.look();
  assert.equal(await files.look(), NOTHING_KEPT);
});

test('a file that breaks leaves what was said last, says why once, and is taken over when mended', async () => {
  const folder = makeTempFolder('keepers');
  writeFileSync(fileOf(folder), '{"id": "a.1"}\n');
  const events: KeepersEvent[] = [];
  const files = await KeepersFiles.open(folder, (event) => events.push(event));
  writeFileSync(fileOf(folder), '{"id": "a.1"}\n{"id": ');
  for (let look = 0; look < 4; look += 1) assert.is((await files.look()).rules.suppressed.length, 1);
  assert.match(files.lastError ?? '', 'suppressed.jsonl, line 2');
  assert.is((await files.reread()).rules.suppressed.length, 1, 'nor when it is told to read them');
  assert.equal(
    events.map(({ kind }) => kind),
    ['refused'],
  );
  writeFileSync(fileOf(folder), '{"id": "a.1"}\n{"id": "a.2"}\n');
  assert.is((await files.reread()).rules.suppressed.length, 2);
  assert.is(files.lastError, null);
});

test.run();
