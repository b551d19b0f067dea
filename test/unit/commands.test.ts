// The command line apart from what commands do: parsing, help, suggestions, failures, output, progress, log.
import { Writable } from 'node:stream';
import * as assert from 'uvu/assert';
import { IndexError } from '../../index/errors.ts';
import { describeFailure } from '../../src/commands/failure.ts';
import { printCommandHelp, printProgramHelp } from '../../src/commands/help.ts';
import { nearest } from '../../src/commands/nearest.ts';
import { parseCommandLine } from '../../src/commands/parse.ts';
import { runProgram } from '../../src/commands/run.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { CommandError } from '../../src/errors.ts';
import { SETTINGS } from '../../src/settings-table.ts';
import { suite } from '../support/suite.ts';

const test = suite('command line');

function parseRun(...args: string[]) {
  const line = parseCommandLine(args);
  if (line.kind !== 'run') throw new Error(`parsed as ${line.kind}`);
  return line;
}

function refusal(...args: string[]): CommandError {
  try {
    parseCommandLine(args);
  } catch (error) {
    if (error instanceof CommandError) return error;
  }
  throw new Error('not refused');
}

/** A stream that keeps what is written. */
function sink(): Writable & { text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => chunks.join('') });
}

async function runWords(...words: string[]) {
  const [stdout, stderr] = [sink(), sink()];
  const argv = ['node', 'antler', ...words];
  const code = await runProgram({ argv, env: {}, stdout, stderr }, new AbortController().signal);
  return { code, out: stdout.text(), err: stderr.text() };
}

test('takes words and flags in any order', () => {
  const line = parseRun('--data', 'there', 'build', 'one', '--prune', 'two', '--site=https://a.example/');
  assert.is(line.command.name, 'build');
  assert.equal(line.words, ['one', 'two']);
  assert.equal(
    [...line.flags],
    [
      ['data', ['there']],
      ['prune', ['']],
      ['site', ['https://a.example/']],
    ],
  );
  assert.equal(line.mistakes, []);
});

test('takes everything after -- as words', () => {
  const line = parseRun('search', '--limit', '5', '--', '-tea', '--sort');
  assert.equal(line.words, ['-tea', '--sort']);
  assert.equal(line.mistakes, []);
});

test('keeps every value of a flag that is given several times', () => {
  assert.equal(parseRun('search', 'x', '--author', 'a', '--author', 'b').flags.get('author'), ['a', 'b']);
});

test('finds commands of two words', () => {
  const line = parseRun('explain', 'hit', 'some query', 'id-1');
  assert.is(line.command.name, 'explain hit');
  assert.equal(line.words, ['some query', 'id-1']);
  assert.match(refusal('explain').message, /explain page, explain hit/);
});

test('refuses an unknown command with the known ones and the nearest', () => {
  const error = refusal('biuld', 'folder');
  assert.match(error.message, /Unknown command "biuld"/);
  for (const command of COMMANDS) assert.ok(error.message.includes(command.name));
  assert.match(error.hint, /antler build\?/);
  assert.match(refusal('crawl').message, /Unknown command "crawl"/);
});

test('tells every unknown flag, missing value and missing word of a command line together', () => {
  const line = parseRun('build', '--sit=x', '--data', '--prune', '--json=yes', '--port', '1');
  assert.is(line.mistakes.length, 5);
  assert.ok(line.mistakes.some((text) => text.includes('--sit; did you mean --site?')));
  assert.ok(line.mistakes.some((text) => text.includes('--data needs a value')));
  assert.ok(line.mistakes.some((text) => text.includes('--json takes no value')));
  assert.ok(line.mistakes.some((text) => text.includes('takes no --port')));
  assert.ok(line.mistakes.some((text) => text.includes('needs SOURCE')));
});

test('refuses words that a command does not take', () => {
  assert.match(parseRun('rebuild', 'folder').mistakes.join(), /"folder" is one word too many/);
  assert.match(parseRun('explain', 'page').mistakes.join(), /needs FILE/);
});

test('tells a query with a minus sign where to go', () => {
  assert.match(parseRun('search', '-tea').mistakes.join(), /goes after --/);
});

test('every command takes a data folder, used or not', () => {
  for (const { name } of COMMANDS)
    assert.ok(parseRun(...name.split(' '), '--data', 'x').flags.has('data'), name);
});

test('understands the ways to ask for help and for the version', () => {
  assert.equal(parseCommandLine([]), { kind: 'help', command: null });
  assert.equal(parseCommandLine(['--help']), { kind: 'help', command: null });
  assert.equal(parseCommandLine(['--version']), { kind: 'version' });
  for (const args of [
    ['help', 'build'],
    ['build', '--help'],
    ['--help', 'build'],
    ['build', '-h', '--nonsense'],
  ]) {
    const line = parseCommandLine(args);
    assert.ok(line.kind === 'help' && line.command?.name === 'build', args.join(' '));
  }
  const page = parseCommandLine(['help', 'explain', 'page']);
  assert.ok(page.kind === 'help' && page.command?.name === 'explain page');
  assert.match(refusal('--prot').message, /Unknown flag --prot/);
});

test('helps with every flag of every command', () => {
  for (const command of COMMANDS) {
    const help = printCommandHelp(command);
    for (const name of command.settings) assert.ok(help.includes(`--${SETTINGS[name].flag}`), command.name);
    for (const row of command.arguments) assert.ok(help.includes(row.placeholder));
    assert.ok(Math.max(...help.split('\n').map((line) => line.length)) <= 110, command.name);
    assert.ok(printProgramHelp('1.0.0').includes(command.summary));
  }
});

test('guesses near names only', () => {
  assert.is(nearest('serch', ['search', 'serve']), 'search');
  assert.is(nearest('srever', ['search', 'serve']), 'serve');
  assert.is(nearest('publish', ['search', 'serve']), null);
});

test('prints help and version on stdout with exit code 0, mistakes on stderr with 2', async () => {
  const version = await runWords('--version');
  assert.is(version.code, 0);
  assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
  assert.is((await runWords()).code, 0);
  const wrong = await runWords('serve', '--prot', '1', '--log-level', 'loud');
  assert.is(wrong.code, 2);
  assert.is(wrong.out, '');
  assert.match(wrong.err, /^antler: /);
  assert.match(wrong.err, /did you mean --port/);
  assert.match(wrong.err, /--log-level is "loud"/);
  assert.match(wrong.err, /antler serve --help/);
});

test('tells our own errors in a sentence and a hint, without a stack', () => {
  const error = new IndexError('writer-busy', 'The data folder is in use.', {
    hint: 'Wait.',
    cause: new Error('x'),
  });
  assert.equal(describeFailure(error, false), ['antler: The data folder is in use.', 'Wait.']);
  assert.ok(describeFailure(error, true).join('\n').includes('caused by'));
});

test('tells errors of the operating system in its own words', () => {
  const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', path: '/data/x' });
  assert.equal(describeFailure(full, false), ['antler: Could not go on: the disk is full (/data/x).']);
});

test('owns up to a bug and shows where only when asked', () => {
  const lines = describeFailure(new TypeError('x is undefined'), false).join('\n');
  assert.match(lines, /unexpected.*x is undefined/);
  assert.match(lines, /bug/);
  assert.not.match(lines, /commands\.test/);
  assert.match(describeFailure(new TypeError('x is undefined'), true).join('\n'), /commands\.test/);
});

test('lets no control character of a file name reach the terminal', () => {
  const error = new CommandError('file-unusable', 'Cannot read \u001b]0;owned\u0007.html.', {
    hint: '\u009b31m',
  });
  assert.not.match(describeFailure(error, false).join('\n'), /\p{Cc}(?<!\n)/u);
});

test.run();
