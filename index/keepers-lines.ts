// Keepers' files: one JSON object a line. All that is wrong with a file is told at once, by line.

/** What a file says: rules, or what is wrong with it. */
export interface ReadLines<Rule> {
  readonly rules: readonly Rule[];
  /** One sentence for each mistake; empty when all lines are fine. */
  readonly mistakes: readonly string[];
}

/** The rule of a line, or everything that is wrong with it; `fields` is null when the line is no JSON object. `line` from 1. */
export type ReadRule<Rule> = (
  fields: Readonly<Record<string, unknown>> | null,
  line: number,
) => Rule | readonly string[];

/** Reads at most `most` lines; empty ones, and those that begin with `#`, are left out. */
export function readKeepersLines<Rule extends object>(
  text: string,
  { most, readRule }: { readonly most: number; readonly readRule: ReadRule<Rule> },
): ReadLines<Rule> {
  const rules: Rule[] = [];
  const mistakes: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const written = line.trim();
    if (written === '' || written.startsWith('#')) continue;
    const read = readRule(parseObject(written), index + 1);
    if (isMistaken(read)) mistakes.push(...read.map((mistake) => `line ${index + 1}: ${mistake}`));
    else rules.push(read);
  }
  if (rules.length > most) mistakes.push(`${rules.length} lines are more than ${most}`);
  return { rules, mistakes };
}

function isMistaken(read: object): read is readonly string[] {
  return Array.isArray(read);
}

function parseObject(written: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
