// The published snapshot as readers may see it, for commands: without what the keeper removed.
import { applyKeepersRules, type KeepersRules, type KeptSnapshot } from '../index/keepers-rules.ts';
import { type OpenedSnapshot, openCurrentSnapshot } from '../index/snapshot/open.ts';
import { clusterAccess } from './cluster-access.ts';
import { readKeepersFiles } from './keepers-files.ts';
import type { Settings } from './settings.ts';

/** Close the whole; the other ends with it. */
export interface OpenedArchive extends KeptSnapshot {
  /** With everything in it: never to be shown. */
  readonly whole: OpenedSnapshot;
  readonly rules: KeepersRules;
}

/** @throws CommandError when a keeper's file cannot be used; IndexError when no snapshot can be opened */
export async function openArchive(settings: Settings): Promise<OpenedArchive> {
  const { rules } = await readKeepersFiles(settings.data);
  const whole = await openCurrentSnapshot(settings.data, { cluster: clusterAccess(settings) });
  try {
    return { whole, rules, ...(await applyKeepersRules(whole, rules)) };
  } catch (error) {
    await whole.close();
    throw error;
  }
}
