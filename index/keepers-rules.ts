// What a keeper says of an archive beside its pages, and a snapshot seen through it. Rules are plain data for any thread.
import type { PeopleChanges } from './engine.ts';
import type { Identities } from './identities/find-identities.ts';
import type { IdentityRule } from './identities/rules.ts';
import { withIdentities } from './identities/with-identities.ts';
import type { Snapshot } from './snapshot/model.ts';
import type { SuppressionRule } from './suppression/rules.ts';
import { withoutSuppressed } from './suppression/without-suppressed.ts';

/** Everything that keepers' files say. */
export interface KeepersRules {
  /** What was removed at somebody's request. */
  readonly suppressed: readonly SuppressionRule[];
  /** Which names are one person, and what under a name is somebody else's. */
  readonly people: readonly IdentityRule[];
}

export const NO_RULES: KeepersRules = { suppressed: [], people: [] };

/** A snapshot as readers may see it. */
export interface KeptSnapshot {
  readonly snapshot: Snapshot;
  /** Rules that mean nothing in it: perhaps written wrong. */
  readonly idle: readonly SuppressionRule[];
  readonly idlePeople: readonly IdentityRule[];
  /** What an engine is told of who is who; null without rules. */
  readonly peopleChanges: PeopleChanges | null;
}

/**
 * The very same snapshot when there are no rules; closing the one closes the other. First it is said who is who, then what is
 * removed: to remove somebody removes them under all their names.
 */
export async function applyKeepersRules(snapshot: Snapshot, rules: KeepersRules): Promise<KeptSnapshot> {
  const identified = await withIdentities(snapshot, rules.people);
  const { identities } = identified;
  const suppressed = identities === null ? rules.suppressed : rules.suppressed.map(rename(identities));
  const shown = await withoutSuppressed(identified.snapshot, suppressed);
  return { ...shown, idlePeople: identities?.idle ?? [], peopleChanges: identities?.changes ?? null };
}

function rename({ nameNow }: Identities): (rule: SuppressionRule) => SuppressionRule {
  return (rule) => (rule.kind === 'author' ? { ...rule, value: nameNow(rule.value) } : rule);
}
