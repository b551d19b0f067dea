// Takes a command line apart: which command, its words, its flags; says what is wrong with it without stopping at the first.
import { parseArgs } from 'node:util';
import { CommandError } from '../errors.ts';
import { isSettingName, settingNames } from '../settings.ts';
import { SETTINGS, type SettingName } from '../settings-table.ts';
import type { CommandRow } from './model.ts';
import { nearest } from './nearest.ts';
import { COMMANDS } from './table.ts';

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: 'version' }
  /** Help of one command, or of the program when null. */
  | { readonly kind: 'help'; readonly command: CommandRow | null }
  | {
      readonly kind: 'run';
      readonly command: CommandRow;
      readonly words: readonly string[];
      readonly flags: ReadonlyMap<SettingName, readonly string[]>;
      /** Unknown flags, missing values, missing words: one sentence each, told together with bad settings. */
      readonly mistakes: readonly string[];
    };

interface Flag {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly isInline: boolean;
}

const LIST_HINT = 'antler --help lists the commands.';

/** Parses the arguments after the program's name. @throws CommandError `bad-usage` when no command can be made out. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { words, flags } = splitArguments(args);
  if (words[0] === 'help')
    return { kind: 'help', command: words.length > 1 ? findCommand(words.slice(1)) : null };
  const wantsHelp = flags.some((flag) => flag.name === 'help' || flag.rawName === '-h');
  if (words.length === 0) return withoutCommand(flags, wantsHelp);
  const command = findCommand(words);
  if (wantsHelp) return { kind: 'help', command };
  const own = words.slice(command.name.split(' ').length);
  const known = new Map<SettingName, string[]>();
  const mistakes = [
    ...flags.flatMap((flag) => takeFlag(command, flag, known)),
    ...wordMistakes(command, own),
  ];
  return { kind: 'run', command, words: own, flags: known, mistakes };
}

function withoutCommand(flags: readonly Flag[], wantsHelp: boolean): CommandLine {
  if (flags.some((flag) => flag.name === 'version')) return { kind: 'version' };
  const stranger = flags.find((flag) => flag.name !== 'help' && flag.rawName !== '-h');
  if (wantsHelp || stranger === undefined) return { kind: 'help', command: null };
  const isKnown = settingOf(stranger) !== null;
  const message = isKnown
    ? `${stranger.rawName} is given, but no command.`
    : `Unknown flag ${stranger.rawName}.`;
  throw new CommandError('bad-usage', message, { hint: LIST_HINT });
}

/** Splits into words and flags. Every known flag is declared, so that its value is not taken for a word. */
function splitArguments(args: readonly string[]): { words: string[]; flags: Flag[] } {
  const options: Record<string, { type: 'string' | 'boolean' }> = {
    help: { type: 'boolean' },
    version: { type: 'boolean' },
  };
  for (const name of settingNames()) {
    const row = SETTINGS[name];
    options[row.flag] = { type: row.kind === 'switch' ? 'boolean' : 'string' };
  }
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const flags: Flag[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    flags.push({
      name: token.name,
      rawName: token.rawName,
      value: token.value,
      isInline: token.inlineValue === true,
    });
  }
  return { words, flags };
}

function findCommand(words: readonly string[]): CommandRow {
  const [first = '', second = ''] = words;
  const found = COMMANDS.find((row) => row.name === first || row.name === `${first} ${second}`);
  if (found !== undefined) return found;
  const family = COMMANDS.filter((row) => row.name.startsWith(`${first} `)).map((row) => row.name);
  if (family.length > 0) {
    throw new CommandError('bad-usage', `antler ${first} is one of: ${family.join(', ')}.`, {
      hint: LIST_HINT,
    });
  }
  const names = COMMANDS.map((row) => row.name);
  const guess = nearest(first, names);
  const message = `Unknown command ${JSON.stringify(first)}. Commands: ${names.join(', ')}.`;
  const hint = guess === null ? LIST_HINT : `Did you mean antler ${guess}? ${LIST_HINT}`;
  throw new CommandError('bad-usage', message, { hint });
}

function takeFlag(command: CommandRow, flag: Flag, known: Map<SettingName, string[]>): string[] {
  const name = settingOf(flag);
  // Every command takes the data folder, also those that do not need one.
  if (name === null || !(name === 'data' || command.settings.includes(name)))
    return [strangeFlag(command, flag, name)];
  const isSwitch = SETTINGS[name].kind === 'switch';
  if (isSwitch && flag.value !== undefined) return [`${flag.rawName} takes no value.`];
  if (!isSwitch && isMissing(flag))
    return [`${flag.rawName} needs a value: ${flag.rawName}=${SETTINGS[name].placeholder}.`];
  known.set(name, [...(known.get(name) ?? []), flag.value ?? '']);
  return [];
}

/** `--data --json` lacks its value; `--data=--json` is meant. */
function isMissing(flag: Flag): boolean {
  return flag.value === undefined || (!flag.isInline && flag.value.length > 1 && flag.value.startsWith('-'));
}

function settingOf(flag: Flag): SettingName | null {
  if (!flag.rawName.startsWith('--')) return null;
  return settingNames().find((name) => isSettingName(name) && SETTINGS[name].flag === flag.name) ?? null;
}

function strangeFlag(command: CommandRow, flag: Flag, name: SettingName | null): string {
  if (name !== null) return `antler ${command.name} takes no ${flag.rawName}.`;
  const takesWords = command.name === 'search' || command.name === 'explain hit';
  if (!flag.rawName.startsWith('--') && takesWords) {
    return `Unknown flag ${flag.rawName}; a query that begins with a minus sign goes after --.`;
  }
  const guess = nearest(flag.name, ['help', ...command.settings.map((setting) => SETTINGS[setting].flag)]);
  return `Unknown flag ${flag.rawName}${guess === null ? '.' : `; did you mean --${guess}?`}`;
}

function wordMistakes(command: CommandRow, words: readonly string[]): string[] {
  const required = command.arguments.filter((row) => row.isOptional !== true);
  if (words.length < required.length) {
    const missing = required.slice(words.length).map((row) => row.placeholder);
    return [`antler ${command.name} needs ${missing.join(' and ')}.`];
  }
  const takesAll = command.arguments.some((row) => row.isRepeated === true);
  const surplus = takesAll ? [] : words.slice(command.arguments.length);
  return surplus.map((word) => `${JSON.stringify(word)} is one word too many for antler ${command.name}.`);
}
