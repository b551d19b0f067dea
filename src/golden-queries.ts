// A keeper's golden queries: questions with the document that must be among the first hits of every index.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readKeepersLines } from '../index/keepers-lines.ts';
import type { Hit } from '../index/model.ts';
import { defaultRequest, search } from '../index/search.ts';
import type { Snapshot } from '../index/snapshot/model.ts';
import { describeCause } from '../index/system-errors.ts';
import { repairMojibake } from '../scraper/decode/mojibake.ts';
import { CommandError } from './errors.ts';

const MOST = 100;
const MAX_QUERIES = 10_000;

const goldenSchema = z.strictObject({
  query: z.string(),
  /** Its id, or its original address. */
  document: z.string().min(1),
  /** Among so many first threads. */
  within: z.number().int().min(1).max(MOST).default(10),
});

/** A line of the file. */
export type GoldenQuery = z.infer<typeof goldenSchema>;

/** Reads a keeper's file. @throws CommandError `file-unusable` that names all bad lines */
export function readGoldenQueries(path: string): readonly GoldenQuery[] {
  const { rules, mistakes } = readKeepersLines<GoldenQuery>(readText(path), { most: MAX_QUERIES, readRule });
  if (mistakes.length === 0) return rules;
  throw new CommandError('file-unusable', [`${path} cannot be used:`, ...mistakes].join('\n'), {
    hint: 'A line looks like this: {"query": "health care", "document": "ID or URL", "within": 3}',
  });
}

function readRule(fields: Readonly<Record<string, unknown>> | null): GoldenQuery | string[] {
  const read = goldenSchema.safeParse(fields ?? undefined);
  return read.success ? read.data : [read.error.issues.map(describeIssue).join(', ')];
}

/** A sentence for each query whose document is not where it must be. */
export async function failingQueries(
  snapshot: Snapshot,
  queries: readonly GoldenQuery[],
): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const { query, document, within } of queries) {
    const request = { ...defaultRequest(query), limit: within };
    const { hits } = await search(snapshot, request, { repairText: (text) => repairMojibake(text).text });
    if (!hits.some((hit) => holds(hit, document))) {
      complaints.push(
        `The query ${JSON.stringify(query)} does not find ${document} within the first ${within}.`,
      );
    }
  }
  return complaints;
}

/** Whether a thread is shown with this document: as its first hit, or among those listed with it. */
function holds(hit: Hit, document: string): boolean {
  return [hit, ...(hit.more ?? [])].some(
    ({ id, originalUrl }) => id === document || originalUrl === document,
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError('file-unusable', `${path} cannot be read: ${describeCause(error)}.`, {
      hint: 'Name a file of golden queries, or leave --golden out.',
      cause: error,
    });
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
