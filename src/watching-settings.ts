// The settings of `antler watch`, a part of the one table. Data only.
import type { SettingRow } from './settings-table.ts';

export const WATCHING_SETTINGS = {
  quietMs: {
    flag: 'quiet-ms',
    env: 'ANTLER_QUIET_MS',
    kind: 'integer',
    default: 2_000,
    placeholder: 'N',
    unit: 'milliseconds',
    min: 10,
    max: 600_000,
    sentence: 'Changed files are read once nothing has changed for so long.',
  },
  pollMs: {
    flag: 'poll-ms',
    env: 'ANTLER_POLL_MS',
    kind: 'integer',
    default: 0,
    placeholder: 'N',
    unit: 'milliseconds',
    min: 0,
    max: 86_400_000,
    sentence:
      'Look for changes this often, for volumes whose system does not tell of them; 0 waits to be told.',
  },
} as const satisfies Record<string, SettingRow>;
