// How the cluster is reached that holds the index, as the settings say.
import { readFileSync } from 'node:fs';
import type { ClusterAccess } from '../index/engines/cluster-access.ts';
import { describeCause } from '../index/system-errors.ts';
import { CommandError } from './errors.ts';
import type { Settings } from './settings.ts';

const PREFIX = /^[a-z0-9][a-z0-9-]{0,60}$/;

/** Null where no cluster is named. @throws CommandError `bad-setting` with one line a mistake */
export function clusterAccess(settings: Settings): ClusterAccess | null {
  const { opensearchUrl: addresses, opensearchUser: name, opensearchPassword: password } = settings;
  if (addresses.length === 0) return null;
  const { opensearchApiKey: apiKey, opensearchPrefix: prefix, opensearchCa: file } = settings;
  const mistakes: string[] = [];
  if ((name === null) !== (password === null))
    mistakes.push('--opensearch-user and --opensearch-password are given together, or neither.');
  if (apiKey !== null && name !== null)
    mistakes.push('--opensearch-api-key is given instead of --opensearch-user, not beside it.');
  if (!PREFIX.test(prefix))
    mistakes.push(
      `--opensearch-prefix is ${JSON.stringify(prefix)}, but must be of small letters, digits and dashes.`,
    );
  const authority = file === null ? null : readAuthority(file, mistakes);
  if (mistakes.length > 0) {
    throw new CommandError('bad-setting', mistakes.join('\n'), { hint: 'See antler serve --help.' });
  }
  return {
    addresses,
    user: name === null || password === null ? null : { name, password },
    apiKey,
    authority,
    timeoutMs: settings.opensearchTimeoutMs,
    prefix,
    shards: settings.opensearchShards,
    replicas: settings.opensearchReplicas,
  };
}

function readAuthority(file: string, mistakes: string[]): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    mistakes.push(`--opensearch-ca ${file} cannot be read: ${describeCause(error)}.`);
    return null;
  }
}
