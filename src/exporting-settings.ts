// The settings of exports, a part of the one table. Data only.
import type { SettingRow } from './settings-table.ts';

export const EXPORTING_SETTINGS = {
  as: {
    flag: 'as',
    env: null,
    kind: 'text',
    default: 'threads',
    placeholder: 'KIND',
    choices: ['threads', 'documents'],
    sentence: 'Threads as antler extract prints them, or documents that antler build reads again.',
  },
  static: {
    flag: 'static',
    env: null,
    kind: 'path',
    default: null,
    placeholder: 'DIR',
    sentence:
      'Write a search site of plain files to this folder, for any web server; replaces one written before.',
  },
} as const satisfies Record<string, SettingRow>;
