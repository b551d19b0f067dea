// What a keeper removed at somebody's request, as it is written down: one rule a line. Knows no snapshot.
import { type ReadLines, readKeepersLines } from '../keepers-lines.ts';

export const RULE_KINDS = ['id', 'thread', 'url', 'author'] as const;

/**
 * `id`: one post or comment. `thread`: a whole thread, by id or address. `url`: what `/resolve` leads to. `author`:
 * everything by a person, by name or slug.
 */
export type RuleKind = (typeof RULE_KINDS)[number];

/** One line of the list. */
export interface SuppressionRule {
  readonly kind: RuleKind;
  readonly value: string;
  /** For the keeper alone; never shown. */
  readonly reason: string | null;
  /** Where it stands in the file, from 1. */
  readonly line: number;
}

const MAX_VALUE_LENGTH = 2_000;
const MAX_RULES = 100_000;
const EXAMPLE = '{"author": "NAME", "reason": "WHY"}';

/** Reads the file's text. */
export function readSuppressionRules(text: string): ReadLines<SuppressionRule> {
  return readKeepersLines<SuppressionRule>(text, { most: MAX_RULES, readRule });
}

function readRule(
  fields: Readonly<Record<string, unknown>> | null,
  line: number,
): SuppressionRule | [string] {
  if (fields === null) return [`is no JSON object such as ${EXAMPLE}`];
  const { reason = null, ...named } = fields;
  const unknown = Object.keys(named).filter((name) => !isKind(name));
  if (unknown.length > 0)
    return [`has ${unknown.join(', ')}, but may have ${RULE_KINDS.join(', ')} and reason`];
  const [first, ...others] = Object.entries(named);
  if (first === undefined || others.length > 0) return [`must have exactly one of ${RULE_KINDS.join(', ')}`];
  const [kind, value] = first;
  if (reason !== null && typeof reason !== 'string') return ['reason must be a text'];
  if (!isKind(kind) || typeof value !== 'string' || value.trim() === '') return [`${kind} must be a text`];
  if (value.length > MAX_VALUE_LENGTH) return [`${kind} is longer than ${MAX_VALUE_LENGTH} characters`];
  return { kind, value: value.trim(), reason, line };
}

function isKind(name: string): name is RuleKind {
  return RULE_KINDS.some((kind) => kind === name);
}
