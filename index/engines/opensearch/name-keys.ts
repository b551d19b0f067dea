// Finds names by what readers call them: a table of hashes in the file of names, so that no thread keeps a list of its own.
import { groupBy } from '../../packing/group-by.ts';
import type { Section, SectionReader } from '../../snapshot/section-file.ts';

/** The sections of a table: `perName` keys a name, name by name, `count` in all. */
export function packNameKeys(
  section: string,
  keys: Iterable<string>,
  { count, perName }: { readonly count: number; readonly perName: number },
): Record<string, Section> {
  const buckets = Math.max(1, count);
  const hashes = new Uint32Array(count);
  let at = 0;
  for (const key of keys) hashes[at++] = hashOf(key) % buckets;
  const { items, starts } = groupBy(hashes, buckets);
  return {
    [`${section}.items`]: items.map((item) => Math.floor(item / perName)),
    [`${section}.starts`]: starts,
  };
}

/** The table written under the same name. Memory: 16 bytes a person, shared; equal keys cost a look each. */
export class NameKeys {
  readonly #items: Uint32Array;
  readonly #starts: Uint32Array;

  constructor(sections: SectionReader, section: string) {
    this.#items = sections.u32(`${section}.items`);
    this.#starts = sections.u32(`${section}.starts`);
  }

  /** Numbers of the names that may have the key, ascending; `isMeant` says which have. */
  find(key: string, isMeant: (number: number) => boolean): readonly number[] {
    const bucket = hashOf(key) % (this.#starts.length - 1);
    const found = this.#items.subarray(this.#starts[bucket] ?? 0, this.#starts[bucket + 1] ?? 0);
    return [...new Set(found)].filter(isMeant);
  }
}

/** FNV-1a over code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
