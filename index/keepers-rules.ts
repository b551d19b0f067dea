// What a keeper says of an archive beside its pages, and a snapshot seen through it. Rules are plain data for any thread.
import type { Snapshot } from './snapshot/model.ts';
import type { SuppressionRule } from './suppression/rules.ts';
import { withoutSuppressed } from './suppression/without-suppressed.ts';

/** Everything that keepers' files say. */
export interface KeepersRules {
  /** What was removed at somebody's request. */
  readonly suppressed: readonly SuppressionRule[];
}

export const NO_RULES: KeepersRules = { suppressed: [] };

/** A snapshot as readers may see it. */
export interface KeptSnapshot {
  readonly snapshot: Snapshot;
  /** Rules that mean nothing in it: perhaps written wrong. */
  readonly idle: readonly SuppressionRule[];
}

/** The very same snapshot when there are no rules; closing the one closes the other. */
export function applyKeepersRules(snapshot: Snapshot, rules: KeepersRules): Promise<KeptSnapshot> {
  return withoutSuppressed(snapshot, rules.suppressed);
}
