// The keeper's desk of a server, when a token opens it.
import { type OpenDesk, openDesk } from './admin/desk.ts';
import type { CommandContext } from './commands/model.ts';

/** Shorter ones are guessed some day. */
const LONG_TOKEN = 16;

/** Null without a token: then nothing can be asked over HTTP. */
export function openAdmin(context: CommandContext, dataFolder: string): OpenDesk | null {
  const { settings, environment, now, log } = context;
  const { adminToken, sources, requestLog, config } = settings;
  if (adminToken === null) return null;
  if (adminToken.length < LONG_TOKEN) log.warn('the admin token is short', { characters: adminToken.length });
  return openDesk({
    token: adminToken,
    ...{ dataFolder, sources, now },
    environment: { ...environment, ...(config === null ? {} : { ANTLER_CONFIG: config }) },
    keepsAddresses: requestLog === 'full',
    onFinished: ({ kind, state, error }) => {
      if (state === 'failed') log.error('a task failed', { kind, reason: error });
      else log.info('a task succeeded', { kind });
    },
    onUnwritten: (error) => log.error('the audit log cannot be written', { reason: error.message }),
  });
}
