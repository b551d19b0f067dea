// `antler export --static` as a process: what it writes, what it refuses, and that a copy is whole.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { runProgram } from '../support/program.ts';
import { SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('static export');
const slow = { timeoutMs: 60_000 };
const folder = makeTempFolder('static');
const data = join(folder, 'data');
const site = join(folder, 'public', 'site');

let archive = '';

test.before(async () => {
  archive = await makeTempFolderWith(SMALL_ARCHIVE);
  const built = await runProgram(['build', archive, '--data', data]);
  assert.is(built.code, 0, built.stderr);
});

function filesBelow(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' });
}

test(
  'writes pages, the script and the index, tells how much, and shows progress',
  async () => {
    const { code, stdout, stderr } = await runProgram(['export', '--static', site, '--data', data]);
    assert.is(code, 0, stderr);
    assert.match(stdout, /^Wrote .*: 3 threads, \d+ files, [\d.]+ kB\.\n$/);
    assert.match(stderr, /Threads written: 3 threads/);
    assert.match(stderr, /Index written: \d+ files/);
    const files = filesBelow(site);
    for (const name of ['index.html', 'about.html', 'help.html', 'people.html', 'robots.txt', '.nojekyll'])
      assert.ok(files.includes(name), name);
    assert.is(files.filter((name) => /^threads.*\.html$/.test(name)).length, 3);
  },
  slow,
);

test('no page leads to a file that is not there, nor to the root of its host', () => {
  for (const name of filesBelow(site).filter((file) => file.endsWith('.html'))) {
    const html = readFileSync(join(site, name), 'utf8');
    assert.match(html, /<meta http-equiv="Content-Security-Policy"/);
    assert.not.match(html, /<script(?![^>]* src=")|style="|javascript:/);
    for (const [, link = ''] of html.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
      if (/^(https?:|#)/.test(link)) continue;
      assert.not.match(link, /^\//, `${name}: ${link}`);
      const path = decodeURIComponent(link.replace(/[?#].*$/, ''));
      assert.ok(existsSync(join(site, name, '..', path)), `${name}: ${link}`);
    }
  }
});

test(
  'replaces what it wrote before, and nothing else',
  async () => {
    writeFileSync(join(site, 'left-over.txt'), 'of the former site');
    const again = await runProgram(['export', '--static', site, '--data', data]);
    assert.is(again.code, 0, again.stderr);
    assert.is(existsSync(join(site, 'left-over.txt')), false);
    const foreign = await runProgram(['export', '--static', archive, '--data', data]);
    assert.is(foreign.code, 2);
    assert.match(foreign.stderr, /holds something else/);
    assert.equal(readdirSync(join(folder, 'public')), ['site']);
  },
  slow,
);

test(
  'says what is wrong: no snapshot, no place, two kinds of export at once',
  async () => {
    const nothing = await runProgram(['export', '--static', site, '--data', join(folder, 'none')]);
    assert.is(nothing.code, 2);
    assert.match(nothing.stderr, /antler build/);
    const noPlace = join(archive, '2008', '03', 'the-ferry-timetable', 'index.html', 'site');
    const misplaced = await runProgram(['export', '--static', noPlace, '--data', data]);
    assert.is(misplaced.code, 2);
    assert.match(misplaced.stderr, /cannot be written/);
    const both = await runProgram(['export', '--static', site, '--as', 'documents', '--data', data]);
    assert.is(both.code, 2);
    assert.match(both.stderr, /two ways/);
  },
  slow,
);

test.run();
