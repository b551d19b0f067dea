// What a keeper says of who is who, as it is written down: one rule a line. Knows no snapshot.
import { type ReadLines, readKeepersLines } from '../keepers-lines.ts';
import { foldName } from '../people.ts';

/** Several names are one person. */
export interface MergeRule {
  readonly kind: 'merge';
  /** Names or slugs, at least two. */
  readonly names: readonly string[];
  /** What the person is called. */
  readonly name: string;
  /** Where it stands in the file, from 1. */
  readonly line: number;
}

/** Some of what stands under a name is by somebody else. */
export interface SplitRule {
  readonly kind: 'split';
  /** Name or slug. */
  readonly from: string;
  /** Who it is by: somebody of the archive, or a name of its own. */
  readonly name: string;
  /** Posts and comments, by id or address. */
  readonly documents: readonly string[];
  /** All that stands under the name in these threads, by id or address. */
  readonly threads: readonly string[];
  readonly line: number;
}

export type IdentityRule = MergeRule | SplitRule;

const MAX_NAME_LENGTH = 500;
const MAX_ADDRESS_LENGTH = 2_000;
const MAX_ITEMS = 10_000;
const MAX_RULES = 10_000;
const EXAMPLE =
  '{"merge": ["NAME", "OTHER NAME"]} or {"split": "NAME", "name": "NEW NAME", "documents": ["ID"]}';
const FIELDS: Readonly<Record<IdentityRule['kind'], readonly string[]>> = {
  merge: ['merge', 'name', 'reason'],
  split: ['split', 'name', 'documents', 'threads', 'reason'],
};

/** Reads the file's text. */
export function readIdentityRules(text: string): ReadLines<IdentityRule> {
  const { rules, mistakes } = readKeepersLines<IdentityRule>(text, { most: MAX_RULES, readRule });
  return { rules, mistakes: [...mistakes, ...findClashes(rules)] };
}

function readRule(fields: Readonly<Record<string, unknown>> | null, line: number): IdentityRule | string[] {
  const kind = fields !== null && 'merge' in fields ? 'merge' : 'split';
  if (fields === null || !(kind in fields)) return [`is no JSON object such as ${EXAMPLE}`];
  const mistakes = Object.keys(fields)
    .filter((name) => !FIELDS[kind].includes(name))
    .map((name) => `has ${name}, but may have ${FIELDS[kind].join(', ')}`);
  if (fields.reason !== undefined && typeof fields.reason !== 'string')
    mistakes.push('reason must be a text');
  const rule = kind === 'merge' ? readMerge(fields, line, mistakes) : readSplit(fields, line, mistakes);
  return mistakes.length > 0 ? mistakes : rule;
}

function readMerge(fields: Readonly<Record<string, unknown>>, line: number, mistakes: string[]): MergeRule {
  const names = textsOf(fields.merge, MAX_NAME_LENGTH);
  if (names === null || new Set(names.map(foldName)).size < 2 || names.some(isNobody))
    mistakes.push('merge must be a list of at least two different names');
  const name = nameOf(fields.name ?? names?.[0]);
  if (name === null) mistakes.push('name must be a name');
  return { kind: 'merge', names: names ?? [], name: name ?? '', line };
}

function readSplit(fields: Readonly<Record<string, unknown>>, line: number, mistakes: string[]): SplitRule {
  const from = nameOf(fields.split);
  const name = nameOf(fields.name);
  const documents = textsOf(fields.documents ?? [], MAX_ADDRESS_LENGTH);
  const threads = textsOf(fields.threads ?? [], MAX_ADDRESS_LENGTH);
  if (from === null) mistakes.push('split must be a name');
  if (name === null) mistakes.push('name must be a name: who it is by instead');
  if (from !== null && name !== null && foldName(from) === foldName(name))
    mistakes.push('split and name are the same name');
  if (documents === null) mistakes.push('documents must be a list of ids or addresses');
  if (threads === null) mistakes.push('threads must be a list of ids or addresses');
  if (documents?.length === 0 && threads?.length === 0)
    mistakes.push('must have documents or threads: which of it is by somebody else');
  return {
    ...{ kind: 'split', from: from ?? '', name: name ?? '' },
    ...{ documents: documents ?? [], threads: threads ?? [], line },
  };
}

/** A name in two merges would be two people at once. */
function findClashes(rules: readonly IdentityRule[]): readonly string[] {
  const lines = new Map<string, number>();
  const mistakes: string[] = [];
  for (const rule of rules) {
    if (rule.kind !== 'merge') continue;
    for (const name of rule.names) {
      const first = lines.get(foldName(name)) ?? rule.line;
      lines.set(foldName(name), first);
      if (first !== rule.line)
        mistakes.push(`line ${rule.line}: ${JSON.stringify(name)} is merged in line ${first} already`);
    }
  }
  return mistakes;
}

function nameOf(value: unknown): string | null {
  const [name] = textsOf([value], MAX_NAME_LENGTH) ?? [];
  return name === undefined || isNobody(name) ? null : name;
}

function isNobody(name: string): boolean {
  return foldName(name) === '';
}

/** Null when it is no list of texts, or one is empty or too long. */
function textsOf(value: unknown, maxLength: number): readonly string[] | null {
  if (!Array.isArray(value) || value.length > MAX_ITEMS) return null;
  const isText = (one: unknown) => typeof one === 'string' && one.trim() !== '' && one.length <= maxLength;
  return value.every(isText) ? value.map((one) => String(one).replace(/\s+/g, ' ').trim()) : null;
}
