// A keeper's golden queries: questions with the document that must be among the first hits of every index.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Hit } from '../index/model.ts';
import { defaultRequest, search } from '../index/search.ts';
import type { Snapshot } from '../index/snapshot/model.ts';
import { describeCause } from '../index/system-errors.ts';
import { repairMojibake } from '../scraper/decode/mojibake.ts';
import { CommandError } from './errors.ts';

const MOST = 100;

const goldenSchema = z.strictObject({
  query: z.string(),
  /** Its id, or its original address. */
  document: z.string().min(1),
  /** Among so many first threads. */
  within: z.number().int().min(1).max(MOST).default(10),
});

/** A line of the file. */
export type GoldenQuery = z.infer<typeof goldenSchema>;

/** Reads a file of JSON Lines; empty lines are left out. @throws CommandError `file-unusable` that names all bad lines */
export function readGoldenQueries(path: string): readonly GoldenQuery[] {
  const queries: GoldenQuery[] = [];
  const mistakes: string[] = [];
  for (const [index, line] of readText(path).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const read = goldenSchema.safeParse(parseJson(line));
    if (read.success) queries.push(read.data);
    else mistakes.push(`line ${index + 1}: ${read.error.issues.map(describeIssue).join(', ')}`);
  }
  if (mistakes.length === 0) return queries;
  throw new CommandError('file-unusable', [`${path} cannot be used:`, ...mistakes].join('\n'), {
    hint: 'A line looks like this: {"query": "health care", "document": "ID or URL", "within": 3}',
  });
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

/** Undefined when it is none, which no schema takes. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
