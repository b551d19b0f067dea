// What a source gives, as tests compare it.
import type { Page, Skip } from '../../scraper/model.ts';
import type { OpenOptions, SourceItem } from '../../scraper/sources/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { makeTempFolderWith } from './temp-folder.ts';

/** Every item of a source, in order. */
export async function readItems(location: string, options?: OpenOptions): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of (await openSource(location, options)).items()) items.push(item);
  return items;
}

/** Lines such as `page index.html`, `redirect old.html`. */
export function linesOf(items: readonly SourceItem[]): readonly string[] {
  return items.map((item) =>
    item.kind === 'skip' ? `${item.reason} ${item.page}` : `${item.kind} ${item.path}`,
  );
}

export function pagesOf(items: readonly SourceItem[]): readonly Page[] {
  return items.filter((item) => item.kind === 'page');
}

export function skipsOf(items: readonly SourceItem[]): readonly Skip[] {
  return items.filter((item) => item.kind === 'skip');
}

export function textOf(page: Page | undefined): string {
  return Buffer.from(page?.bytes ?? []).toString('utf8');
}

/** Writes one file into a folder of its own and reads it as a source. */
export async function readMade(
  name: string,
  content: string | Uint8Array,
  options?: OpenOptions,
): Promise<readonly SourceItem[]> {
  const folder = await makeTempFolderWith({ [name]: content });
  return readItems(`${folder}/${name}`, options);
}
