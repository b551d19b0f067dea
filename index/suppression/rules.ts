// What a keeper removed at somebody's request, as it is written down: one rule a line. Knows no snapshot.

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

/** What a file says: rules, or what is wrong with it. */
export interface ReadRules {
  readonly rules: readonly SuppressionRule[];
  /** One sentence a line that is none; empty when all are fine. */
  readonly mistakes: readonly string[];
}

const MAX_VALUE_LENGTH = 2_000;
const MAX_RULES = 100_000;
const EXAMPLE = '{"author": "NAME", "reason": "WHY"}';

/** Reads JSON Lines; empty lines, and those that begin with `#`, are left out. */
export function readSuppressionRules(text: string): ReadRules {
  const rules: SuppressionRule[] = [];
  const mistakes: string[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const written = line.trim();
    if (written === '' || written.startsWith('#')) continue;
    const read = readRule(written, index + 1);
    if (typeof read === 'string') mistakes.push(`line ${index + 1}: ${read}`);
    else rules.push(read);
  }
  if (rules.length > MAX_RULES) mistakes.push(`${rules.length} rules are more than ${MAX_RULES}`);
  return { rules, mistakes };
}

/** The rule, or what is wrong with it. */
function readRule(written: string, line: number): SuppressionRule | string {
  const fields = parseObject(written);
  if (fields === null) return `is no JSON object such as ${EXAMPLE}`;
  const { reason = null, ...named } = fields;
  const unknown = Object.keys(named).filter((name) => !isKind(name));
  if (unknown.length > 0)
    return `has ${unknown.join(', ')}, but may have ${RULE_KINDS.join(', ')} and reason`;
  const [first, ...others] = Object.entries(named);
  if (first === undefined || others.length > 0) return `must have exactly one of ${RULE_KINDS.join(', ')}`;
  const [kind, value] = first;
  if (reason !== null && typeof reason !== 'string') return 'reason must be a text';
  if (!isKind(kind) || typeof value !== 'string' || value.trim() === '') return `${kind} must be a text`;
  if (value.length > MAX_VALUE_LENGTH) return `${kind} is longer than ${MAX_VALUE_LENGTH} characters`;
  return { kind, value: value.trim(), reason, line };
}

function isKind(name: string): name is RuleKind {
  return RULE_KINDS.some((kind) => kind === name);
}

function parseObject(written: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
