// Holds two servers side by side: what readers and programs are told of one archive must be what they are told of the other.
import * as assert from 'uvu/assert';

/** Paths of every kind, with what of the answer differs by snapshot taken out before comparing. */
export interface ComparedServers {
  readonly url: string;
  readonly wantedUrl: string;
}

/** What may differ: which snapshot answers, when it was built, how long it took, and who serves. */
const VOLATILE = new Set(['processingTimeMs', 'snapshot', 'builtAt', 'engine']);

/** @throws when a status or an answer differs */
export async function compareAnswers(
  { url, wantedUrl }: ComparedServers,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    const [found, wanted] = await Promise.all([url, wantedUrl].map((origin) => answerOf(origin, path)));
    assert.equal(found, wanted, path);
  }
}

/** Status, where it leads, and the answer without what is volatile. */
async function answerOf(origin: string, path: string): Promise<readonly [number, string | null, unknown]> {
  const response = await fetch(origin + path, { redirect: 'manual' });
  const text = (await response.text()).replaceAll(origin, '');
  const location = response.headers.get('location')?.replace(origin, '') ?? null;
  // Pages and feeds name the snapshot and the time of the answer here and there: lists of documents tell enough of them.
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return [response.status, location, isJson ? inOrder(JSON.parse(text)) : linksOf(text)];
}

/** Names of an object in one order: those of facets that are as frequent as each other have none. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !VOLATILE.has(name));
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => [name, inOrder(own)]),
  );
}

/** Where a page or a feed leads to within the archive, in its order. */
function linksOf(text: string): string {
  const links = [...text.matchAll(/(?:href="|<id>)([^"<]*\/(?:threads|people)\/[^"<]*)/g)];
  return links.map(([, link]) => link).join('\n');
}
