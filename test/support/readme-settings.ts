// The README's table of settings, made of the program's own. Run by itself it rewrites that part of the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { COMMANDS } from '../../src/commands/table.ts';
import { printDefault, settingNames } from '../../src/settings.ts';
import { SETTINGS, type SettingName, type SettingRow } from '../../src/settings-table.ts';
import { checkoutPath } from './shared.ts';

/** The table stands between these two lines. */
export const SETTINGS_START = '<!-- settings -->';
export const SETTINGS_END = '<!-- /settings -->';

/** Markdown, one row a setting, without a final line feed. */
export function settingsTable(): string {
  const rows = settingNames().map((name) => {
    const row: SettingRow = SETTINGS[name];
    const flag = `\`--${row.flag}${row.placeholder === '' ? '' : ` ${row.placeholder}`}\``;
    const standard = printDefault(row);
    const unit = row.unit === undefined ? '' : ` ${row.unit}`;
    const variable = row.env === null ? '' : `\`${row.env}\``;
    return `| ${flag} | ${variable} | ${standard === '' ? '' : `\`${standard}\`${unit}`} | ${row.sentence} | ${takers(name)} |`;
  });
  return ['| flag | variable | default | meaning | commands |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The README with the table put in its place. @throws Error when the marks are missing */
export function withSettingsTable(readme: string): string {
  const [start, end] = [readme.indexOf(SETTINGS_START), readme.indexOf(SETTINGS_END)];
  if (start < 0 || end < start) throw new Error(`README.md lacks ${SETTINGS_START} … ${SETTINGS_END}`);
  return `${readme.slice(0, start)}${SETTINGS_START}\n${settingsTable()}\n${readme.slice(end)}`;
}

function takers(name: SettingName): string {
  const all = COMMANDS.filter((command) => command.settings.includes(name));
  return all.length === COMMANDS.length ? 'all' : all.map((command) => command.name).join(', ');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = join(checkoutPath, 'README.md');
  writeFileSync(path, withSettingsTable(readFileSync(path, 'utf8')));
}
