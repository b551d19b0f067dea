// Golden pages: what extraction gives for each case of test/golden, compared by a test and rewritten by `npm run golden`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assembleThread } from '../../scraper/assemble.ts';
import { decodePage } from '../../scraper/decode/decode.ts';
import { extractPage } from '../../scraper/extract.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Skip, Thread, ThreadPart } from '../../scraper/model.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { type PageView, viewPage } from '../../scraper/reading/page/page-view.ts';
import { unwrapPage } from '../../scraper/reading/page/wrappers.ts';

export interface GoldenCase {
  /** `<dialect>/<case>`. */
  readonly name: string;
  readonly folder: string;
}

export interface GoldenResult {
  readonly threads: readonly Thread[];
  readonly skips: readonly Skip[];
}

const root = fileURLToPath(new URL('../golden', import.meta.url));

/** All cases, sorted by name. */
export function goldenCases(): GoldenCase[] {
  const cases: GoldenCase[] = [];
  for (const dialect of folders(root)) {
    for (const name of folders(join(root, dialect)))
      cases.push({ name: `${dialect}/${name}`, folder: join(root, dialect, name) });
  }
  return cases.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Reads and joins all pages of a case, as an ingest of its folder does. */
export function extractCase(golden: GoldenCase): GoldenResult {
  const parts: ThreadPart[] = [];
  const skips: Skip[] = [];
  for (const path of pageNames(golden)) {
    const bytes = readFileSync(join(golden.folder, path));
    const reading = extractPage(
      { kind: 'page', path, bytes, url: null, transportCharset: null, capturedAt: null },
      { siteUrl: null },
    );
    if (reading.kind === 'skip') skips.push(reading);
    else parts.push(reading);
  }
  const names = parts.map((part, readingId) => ({ ...part, readingId, sourceId: 1 }));
  const threads = groupParts(names).map((group) => {
    const own = group.readingIds.flatMap((id) => parts[id] ?? []);
    const { thread, duplicates } = assembleThread(group.key, own, group);
    skips.push(...duplicates);
    // The theme stands in a page's addresses and is tested by itself.
    const { theme: _, ...shown } = thread;
    return shown;
  });
  return { threads, skips };
}

/** The pages of a case as dialects see them. */
export function viewsOfCase(golden: GoldenCase): { readonly path: string; readonly view: PageView }[] {
  return pageNames(golden).map((path) => {
    const unwrapped = unwrapPage(decodePage(readFileSync(join(golden.folder, path)), null).text);
    const own = { path, ownUrl: unwrapped.originalUrl, siteUrl: null, capturedAt: null };
    return { path, view: viewPage(parsePage(unwrapped.html), own) };
  });
}

/** The text of every page of every case. */
export function goldenTexts(): string[] {
  return goldenCases().flatMap((golden) =>
    pageNames(golden).map((name) => readFileSync(join(golden.folder, name), 'utf8')),
  );
}

/** What the case is to give, or null when it was never written. */
export function expectedOf(golden: GoldenCase): unknown {
  if (!readdirSync(golden.folder).includes('expected.json')) return null;
  return JSON.parse(readFileSync(join(golden.folder, 'expected.json'), 'utf8'));
}

function pageNames(golden: GoldenCase): string[] {
  return readdirSync(golden.folder)
    .filter((name) => name !== 'expected.json')
    .sort();
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const golden of goldenCases()) {
    writeFileSync(join(golden.folder, 'expected.json'), `${JSON.stringify(extractCase(golden), null, 2)}\n`);
  }
}
