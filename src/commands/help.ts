// Prints the help texts out of the tables of commands and settings.
import { printDefault } from '../settings.ts';
import { SETTINGS, type SettingName, type SettingRow } from '../settings-table.ts';
import type { ArgumentRow, CommandRow } from './model.ts';
import { COMMANDS } from './table.ts';

const WIDTH = 96;

/** Help of the program: what it is, the commands, where to go on. Lines without a final line feed. */
export function printProgramHelp(version: string): string {
  const rows = COMMANDS.map((row): [string, string] => [
    `${row.name} ${printArguments(row)}`.trim(),
    row.summary,
  ]);
  return [
    `antler ${version}: search for archived blogs, every post and every comment`,
    '',
    'Usage: antler COMMAND [flags]',
    '',
    'Commands:',
    ...printTable([...rows, ['help COMMAND', 'tell how a command is used, as COMMAND --help does']]),
    '',
    'Flags of every command:',
    ...printTable([
      ['--help', 'tell how the command is used'],
      ['--data DIR', sentenceOf('data')],
      ['--version', 'print the version (without a command)'],
    ]),
    '',
    'Start with: antler demo, or antler build FOLDER and then antler serve.',
  ].join('\n');
}

/** Help of one command: usage, what it does, flags with defaults and environment variables, examples, exit codes. */
export function printCommandHelp(command: CommandRow): string {
  const usage = `Usage: antler ${command.name} [flags] ${printArguments(command)}`.trimEnd();
  const flags = command.settings.map((name): [string, string] => [
    printFlag(SETTINGS[name]),
    sentenceOf(name),
  ]);
  return [
    `antler ${command.name}: ${command.summary}`,
    '',
    usage,
    ...section(
      '',
      command.arguments.map((row): [string, string] => [row.placeholder, row.sentence]),
    ),
    '',
    ...command.details.flatMap((paragraph) => wrap(paragraph, WIDTH)),
    ...section('Flags:', [...flags, ['--help', 'Print this.']]),
    '',
    'Examples:',
    ...command.examples.map((line) => `  antler ${line}`),
    '',
    'Exit codes: 0 done; 1 done, but something could not be read or nothing was found; 2 could not run.',
  ].join('\n');
}

function section(title: string, rows: readonly [string, string][]): string[] {
  if (rows.length === 0) return [];
  return ['', ...(title === '' ? [] : [title]), ...printTable(rows)];
}

function printArguments(command: CommandRow): string {
  return command.arguments.map(printArgument).join(' ');
}

function printArgument(row: ArgumentRow): string {
  const name = `${row.placeholder}${row.isRepeated === true ? '…' : ''}`;
  return row.isOptional === true ? `[${name}]` : name;
}

function printFlag(row: SettingRow): string {
  return `--${row.flag} ${row.placeholder}`.trim();
}

/** The sentence with what may be written, the default and the environment variable. */
function sentenceOf(name: SettingName): string {
  const row: SettingRow = SETTINGS[name];
  const standard = printDefault(row);
  const notes = [
    row.choices !== undefined && row.choices.length > 1 ? row.choices.join(', ') : '',
    row.unit ?? '',
    standard === '' ? '' : `default ${standard}`,
    row.env === null ? '' : `env ${row.env}`,
  ].filter((note) => note !== '');
  return notes.length === 0 ? row.sentence : `${row.sentence} (${notes.join('; ')})`;
}

/** Two columns; long texts go on below themselves. */
function printTable(rows: readonly [string, string][]): string[] {
  const left = Math.min(26, Math.max(...rows.map(([name]) => name.length)) + 2);
  return rows.flatMap(([name, text]) => {
    const [first = '', ...others] = wrap(text, WIDTH - left - 2);
    const start =
      name.length > left - 2
        ? [`  ${name}`, `  ${' '.repeat(left)}${first}`]
        : [`  ${name.padEnd(left)}${first}`];
    return [...start, ...others.map((line) => `  ${' '.repeat(left)}${line}`)];
  });
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
