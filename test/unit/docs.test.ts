// The README keeps up with the program: every command, flag and setting stands in it, and what it shows can be typed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { parseCommandLine } from '../../src/commands/parse.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { readSettings, settingNames } from '../../src/settings.ts';
import { SETTINGS, type SettingRow } from '../../src/settings-table.ts';
import { withSettingsTable } from '../support/readme-settings.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';

const test = suite('documents');
const readme = readFileSync(join(checkoutPath, 'README.md'), 'utf8');
const clusterGuide = readFileSync(join(checkoutPath, 'docs/cluster.md'), 'utf8');
const manifest: { scripts: Record<string, string>; files: readonly string[] } = JSON.parse(
  readFileSync(join(checkoutPath, 'package.json'), 'utf8'),
);

/** Command lines of a document's shell blocks, comments and prompts aside, cut at `&&`, `;`, `|` and `&`. */
function shownCommands(document: string): string[] {
  const blocks = [...document.matchAll(/^```(?:sh|bash|shell|console)\n(.*?)^```/gms)].map(
    ([, block]) => block ?? '',
  );
  const lines = blocks.join('\n').replaceAll('\\\n', ' ').split('\n');
  const plain = lines.map((line) => line.replace(/^\s*\$\s+/, '').replace(/(^|\s)#.*$/, ''));
  return plain
    .flatMap(splitAtOperators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Splits at shell operators outside quotes. */
function splitAtOperators(line: string): string[] {
  const parts = line.match(/(?:'[^']*'|"[^"]*"|[^;&|'"])+/g);
  return parts ?? [];
}

/** The words of a simple command, quotes taken off, redirections left out. */
function wordsOf(command: string): string[] {
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const redirected = words.findIndex((word) => /^[0-9]?[<>]/.test(word));
  const own = redirected < 0 ? words : words.slice(0, redirected);
  return own.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
}

/** The words after `antler`, however it is called; null for other programs. */
function antlerWords(words: readonly string[]): readonly string[] | null {
  if (words[0] === 'npx' && words[1] === 'antler') return words.slice(2);
  return words[0] === 'antler' ? words.slice(1) : null;
}

test('the README names every command', () => {
  for (const { name } of COMMANDS) assert.ok(readme.includes(`antler ${name}`), `antler ${name}`);
});

test('the README names every flag and environment variable', () => {
  for (const row of settingNames().map((name): SettingRow => SETTINGS[name])) {
    assert.ok(readme.includes(`--${row.flag}`), `--${row.flag}`);
    if (row.env !== null) assert.ok(readme.includes(row.env), row.env);
  }
});

test('the README has the table of settings as the program has it', () => {
  const hint = 'rewrite it with: node --import tsx test/support/readme-settings.ts';
  assert.is(readme, withSettingsTable(readme), hint);
});

test('every antler command that the README and the guide to clusters show is understood', () => {
  const shown = [readme, clusterGuide]
    .flatMap(shownCommands)
    .map(wordsOf)
    .map(antlerWords)
    .filter((words) => words !== null);
  assert.ok(shown.length > 0, 'no command is shown');
  for (const words of shown) {
    const line = parseCommandLine(words);
    if (line.kind !== 'run') continue;
    const names = ['data', ...line.command.settings] as const;
    readSettings({
      names,
      flags: line.flags,
      environment: {},
      mistakes: line.mistakes,
      hint: words.join(' '),
    });
  }
});

test('every npm script that the README shows exists', () => {
  const calls = [...readme.matchAll(/npm (?:run (?:--\S+ )*)?([a-z:-]+)/g)].map(([, name]) => name ?? '');
  const builtIn = ['ci', 'install', 'run'];
  for (const name of calls.filter((call) => !builtIn.includes(call))) {
    assert.ok(manifest.scripts[name] !== undefined, `npm run ${name}`);
  }
});

test('the README tells the exit codes', () => {
  assert.match(readme, /exit codes?:? .*\b0\b.*\b1\b.*\b2\b/i);
});

test('the image holds every folder that the package holds', () => {
  const image = readFileSync(join(checkoutPath, 'Dockerfile'), 'utf8');
  for (const folder of manifest.files.filter((name) => !name.includes('.')))
    assert.match(image, new RegExp(`^COPY .*${folder} \\./${folder}$`, 'm'), folder);
});

test('the examples of every command are understood by it', () => {
  for (const { examples, name } of COMMANDS) {
    for (const example of examples) {
      const line = parseCommandLine(wordsOf(splitAtOperators(example)[0] ?? ''));
      assert.ok(line.kind === 'run' && line.command.name === name, example);
      if (line.kind === 'run') assert.equal(line.mistakes, [], example);
    }
  }
});

test.run();
