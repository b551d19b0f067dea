// What a running server takes over when it is told to read its files again (SIGHUP), and what it says it cannot.
import type { CommandContext } from './commands/model.ts';
import type { ClientPolicy } from './http/clients/know-clients.ts';
import { RateLimiter } from './http/clients/rate-limiter.ts';
import type { LiveSnapshot } from './live-snapshot.ts';
import { readNetworks } from './networks.ts';
import type { ServedSnapshot } from './served-snapshot.ts';
import { type Settings, settingNames } from './settings.ts';
import { SETTINGS, type SettingName } from './settings-table.ts';

/** Parts of a server that change while it runs. */
export interface Reloadable {
  readonly live: Pick<LiveSnapshot<ServedSnapshot>, 'reload'>;
  readonly clients: ClientPolicy;
}

/** All other settings want a new start. */
const TAKEN_OVER: ReadonlySet<SettingName> = new Set(['logLevel', 'rateLimit', 'trustedProxies']);

/** What the settings say of clients. */
export function clientPolicy({ rateLimit, trustedProxies }: Settings): ClientPolicy {
  return { limiter: new RateLimiter(rateLimit), trusted: readNetworks(trustedProxies) };
}

/** Settings, the keeper's files and the snapshot; what is wrong is logged, and stays as it was. */
export function reloadWhenAsked(context: CommandContext, { live, clients }: Reloadable): void {
  const { log } = context;
  let current = context.settings;
  const reload = async () => {
    const settings = readAgain(context);
    if (settings !== null) {
      tellUntaken(context, changes(current, settings));
      log.level = settings.logLevel;
      clients.trusted = readNetworks(settings.trustedProxies);
      if (settings.rateLimit !== current.rateLimit) clients.limiter.perMinute = settings.rateLimit;
      current = settings;
    }
    await live.reload();
    log.info('files were read again');
  };
  let last = Promise.resolve();
  context.onReload(() => {
    last = last
      .then(reload)
      .catch((error: unknown) => log.error('files cannot be read again', { reason: String(error) }));
  });
}

function readAgain({ readSettings, log }: CommandContext): Settings | null {
  try {
    return readSettings();
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error);
    log.error('the settings are refused; what they said before stays', { reason });
    return null;
  }
}

function changes(before: Settings, after: Settings): readonly SettingName[] {
  return settingNames().filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function tellUntaken({ log }: CommandContext, changed: readonly SettingName[]): void {
  const untaken = changed.filter((name) => !TAKEN_OVER.has(name)).map((name) => SETTINGS[name].flag);
  if (untaken.length > 0) log.warn('these settings want a new start', { settings: untaken.join(', ') });
}
