// Reads settings: flag, then environment, then default; every value is checked, all mistakes are told at once.
import { resolve } from 'node:path';
import type { ConfigFile } from './config-file.ts';
import { CommandError } from './errors.ts';
import { isNetwork } from './networks.ts';
import { SETTINGS, type SettingName, type SettingRow } from './settings-table.ts';

interface KindValues {
  readonly path: string;
  readonly text: string;
  readonly url: string;
  readonly origin: string;
  readonly contact: string;
  readonly zone: string;
  readonly date: string;
  readonly integer: number;
  readonly switch: boolean;
  readonly list: readonly string[];
  readonly paths: readonly string[];
  readonly networks: readonly string[];
  readonly origins: readonly string[];
  readonly token: string;
  readonly secret: string;
}

type ChoiceOf<Row> = Row extends { readonly choices: readonly (infer Choice)[] } ? Choice : never;
type ValueOf<Row extends SettingRow> = Row['kind'] extends 'list'
  ? readonly ([ChoiceOf<Row>] extends [never] ? string : ChoiceOf<Row>)[]
  : [ChoiceOf<Row>] extends [never]
    ? KindValues[Row['kind']]
    : ChoiceOf<Row>;

/** Every setting with its checked value; null where it has no default and was not given. */
export type Settings = {
  readonly [Name in SettingName]:
    | ValueOf<(typeof SETTINGS)[Name]>
    | ((typeof SETTINGS)[Name]['default'] extends null ? null : never);
};

/** What the command line says, by setting: one value a time it was given; switches have none. */
export type GivenFlags = ReadonlyMap<SettingName, readonly string[]>;

export interface ReadSettings {
  /** Frozen. Settings that were not asked for have their defaults. */
  readonly settings: Settings;
  /** Those set by flag or environment, to tell a wish from a default. */
  readonly given: ReadonlySet<SettingName>;
}

export interface SettingSources {
  /** The settings that the command takes; the environment of others is not looked at. */
  readonly names: readonly SettingName[];
  readonly flags: GivenFlags;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the file of settings says, when there is one. */
  readonly file?: ConfigFile | null;
  /** Mistakes found before, such as unknown flags: reported with the others. */
  readonly mistakes?: readonly string[];
  readonly hint: string;
}

type Checked = { readonly value: unknown } | { readonly mistake: string };
type RawValue = { readonly texts: readonly string[]; readonly origin: string };

/** Reads and checks. A flag given twice counts the last time, lists collect.
 * @throws CommandError `bad-setting` with one line a mistake. */
export function readSettings(sources: SettingSources): ReadSettings {
  const mistakes = [...(sources.mistakes ?? []), ...(sources.file?.mistakes ?? [])];
  const given = new Set<SettingName>();
  const values: Record<string, unknown> = {};
  for (const name of settingNames()) {
    const raw = sources.names.includes(name) ? rawValue(name, sources) : null;
    if (raw !== null) given.add(name);
    const checked = raw === null ? { value: defaultValue(SETTINGS[name]) } : checkValue(SETTINGS[name], raw);
    if ('mistake' in checked) mistakes.push(checked.mistake);
    else values[name] = checked.value;
  }
  if (mistakes.length > 0) throw new CommandError('bad-setting', mistakes.join('\n'), { hint: sources.hint });
  // Checked boundary: every row of the table was just filled by its own kind.
  return { settings: Object.freeze(values) as Settings, given };
}

/** All settings, in the order of the table. */
export function settingNames(): readonly SettingName[] {
  return Object.keys(SETTINGS).filter(isSettingName);
}

/** Whether the table has a setting of this name. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** The default as people write it: `./data`, `8080`; empty when there is none. */
export function printDefault(row: SettingRow): string {
  if (row.default === null || row.kind === 'switch' || Array.isArray(row.default)) return '';
  return String(row.default);
}

function rawValue(name: SettingName, sources: SettingSources): RawValue | null {
  const row: SettingRow = SETTINGS[name];
  const texts = sources.flags.get(name);
  if (texts !== undefined) return { texts, origin: `--${row.flag}` };
  const text = row.env === null ? undefined : sources.environment[row.env];
  if (text !== undefined && text !== '') return { texts: [text], origin: row.env ?? '' };
  const written = sources.file?.values.get(name);
  return written === undefined ? null : { texts: written, origin: `${row.flag} in the file of settings` };
}

function defaultValue(row: SettingRow): unknown {
  return row.kind === 'path' && typeof row.default === 'string' ? resolve(row.default) : row.default;
}

function checkValue(row: SettingRow, raw: RawValue): Checked {
  if (row.kind === 'switch') return { value: true };
  if (row.kind === 'list') return checkList(row, raw);
  if (row.kind === 'paths') return { value: itemsOf(raw).map((path) => resolve(path)) };
  if (row.kind === 'networks') return checkNetworks(raw);
  if (row.kind === 'origins') return checkOrigins(raw);
  const text = raw.texts.at(-1) ?? '';
  const shown = row.kind === 'token' || row.kind === 'secret' ? 'given' : JSON.stringify(text);
  const refuse = (allowed: string): Checked => ({
    mistake: `${raw.origin} is ${shown}, but must be ${allowed}.`,
  });
  if (text.trim() === '') return refuse('given a value');
  if (row.choices !== undefined && !row.choices.includes(text)) return refuse(describeChoices(row.choices));
  switch (row.kind) {
    case 'integer':
      return isWithin(row, text) ? { value: Number(text) } : refuse(describeRange(row));
    case 'path':
      return { value: resolve(text) };
    case 'url':
      return isWebAddress(text) ? { value: text } : refuse('an address that begins with http:// or https://');
    case 'origin':
      return isOrigin(text)
        ? { value: new URL(text).origin }
        : refuse('an address without a path, such as https://search.example');
    case 'contact':
      return isWebAddress(text) || MAIL_ADDRESS.test(text)
        ? { value: text }
        : refuse('a mail address, or an address that begins with http:// or https://');
    case 'zone':
      return isTimeZone(text) ? { value: text } : refuse('a time zone such as UTC or America/New_York');
    case 'date':
      return isDate(text)
        ? { value: text }
        : refuse('a year, month or day such as 2008, 2008-11 or 2008-11-04');
    case 'token':
      return TOKEN.test(text) ? { value: text } : refuse('of letters, digits and -._~+/');
    case 'text':
    case 'secret':
      return { value: text };
    default:
      return row.kind satisfies never;
  }
}

/** As people write one; whether it can be reached nobody can tell here. */
const MAIL_ADDRESS = /^[^\s@<>"']{1,64}@[^\s@<>"']{1,250}$/;
/** What fits into a header (RFC 6750). */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

function itemsOf({ texts }: RawValue): readonly string[] {
  const items = texts.flatMap((text) => text.split(',')).map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ''))];
}

function checkNetworks(raw: RawValue): Checked {
  const items = itemsOf(raw);
  const wrong = items.find((item) => !isNetwork(item));
  if (wrong === undefined) return { value: items };
  const allowed = 'addresses and networks such as 10.0.0.7 or 172.16.0.0/12';
  return { mistake: `${raw.origin} has ${JSON.stringify(wrong)}, but may hold ${allowed}.` };
}

function checkOrigins(raw: RawValue): Checked {
  const items = itemsOf(raw);
  const wrong = items.find((item) => !isOrigin(item));
  if (wrong === undefined) return { value: items.map((item) => new URL(item).origin) };
  // It may hold a password.
  return {
    mistake: `${raw.origin} has something that is no address without a path, such as https://10.0.0.7:9200.`,
  };
}

function checkList(row: SettingRow, raw: RawValue): Checked {
  const { choices } = row;
  // Names of people may hold commas; names out of a closed set never do.
  const parts = choices === undefined ? raw.texts : raw.texts.flatMap((text) => text.split(','));
  const items = parts.map((part) => part.trim()).filter((part) => part !== '');
  const wrong = choices === undefined ? undefined : items.find((item) => !choices.includes(item));
  if (wrong === undefined) return { value: [...new Set(items)] };
  return {
    mistake: `${raw.origin} has ${JSON.stringify(wrong)}, but may hold ${(choices ?? []).join(', ')}.`,
  };
}

function describeChoices(choices: readonly string[]): string {
  return choices.length === 1
    ? `${choices[0]} (nothing else is in this version)`
    : `one of ${choices.join(', ')}`;
}

function describeRange(row: SettingRow): string {
  return `a whole number from ${row.min ?? 0} to ${row.max ?? Number.MAX_SAFE_INTEGER}`;
}

function isWithin(row: SettingRow, text: string): boolean {
  const value = Number(text);
  const max = row.max ?? Number.MAX_SAFE_INTEGER;
  return /^\d{1,16}$/.test(text) && value >= (row.min ?? 0) && value <= max;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function isOrigin(text: string): boolean {
  if (!isWebAddress(text)) return false;
  const { origin, href } = new URL(text);
  return href === `${origin}/`;
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return false;
  const [, year = '', month = '01', day = '01'] = match;
  const instant = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${year}-${month}-${day}`);
}
