// The optional file of settings: a JSON object whose names are those of the flags. Values are checked with all others.
import { readFileSync } from 'node:fs';
import { describeCause } from '../index/system-errors.ts';
import { nearest } from './commands/nearest.ts';
import { SETTINGS, type SettingName, type SettingRow } from './settings-table.ts';

/** What a file says, as texts, and what is wrong with it, a sentence each. */
export interface ConfigFile {
  readonly values: ReadonlyMap<SettingName, readonly string[]>;
  readonly mistakes: readonly string[];
}

/** Never throws: what cannot be read is a mistake. */
export function readConfigFile(path: string): ConfigFile {
  const values = new Map<SettingName, readonly string[]>();
  const mistakes: string[] = [];
  const fields = readFields(path);
  if (typeof fields === 'string') return { values, mistakes: [fields] };
  for (const [flag, value] of Object.entries(fields)) {
    const name = settingOf(flag);
    const texts = textsOf(value);
    if (name === null) mistakes.push(`${path} has ${JSON.stringify(flag)}, ${strange(flag)}`);
    else if (texts === null) mistakes.push(`${path}: ${flag} must be a text, a number or a list of texts.`);
    else values.set(name, texts);
  }
  return { values, mistakes };
}

function readFields(path: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return `${path} must hold one JSON object.`;
  } catch (error) {
    const why = error instanceof SyntaxError ? `it is no JSON (${error.message})` : describeCause(error);
    return `${path} cannot be read: ${why}.`;
  }
}

/** What has no environment variable is said anew each time, and has no place in a file. */
function durableNames(): readonly (readonly [SettingName, SettingRow])[] {
  const rows = Object.entries(SETTINGS) as [SettingName, SettingRow][];
  return rows.filter(([name, { env }]) => env !== null && name !== 'config');
}

function settingOf(flag: string): SettingName | null {
  return durableNames().find(([, row]) => row.flag === flag)?.[0] ?? null;
}

function strange(flag: string): string {
  const guess = nearest(
    flag,
    durableNames().map(([, row]) => row.flag),
  );
  return `which is no setting for a file${guess === null ? '.' : `; did you mean "${guess}"?`}`;
}

function textsOf(value: unknown): readonly string[] | null {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (!Array.isArray(value)) return null;
  return value.every((item) => typeof item === 'string') ? value : null;
}
