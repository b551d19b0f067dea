// Names of people and tags by their numbers: the one part of the index that lies in the snapshot's folder, since it says
// what readers call the numbers that the cluster holds.
import { join } from 'node:path';
import type { Person } from '../../model.ts';
import { packStrings, readStrings, type StringTable } from '../../packing/string-table.ts';
import { foldName } from '../../people.ts';
import { type LoadedSections, loadSections, readerOf, writeSections } from '../../snapshot/section-file.ts';

export const NAMES_FILE = 'names.bin';

/** Tables by number, from 0. */
export interface NameTables {
  readonly names: StringTable;
  readonly slugs: StringTable;
  readonly tags: StringTable;
}

/** Gives numbers as names come; the first spelling stays. */
export class NameNumbers {
  readonly #people = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #tags = new Map<string, number>();
  readonly #tagNames: string[] = [];

  person({ slug, name }: Person): number {
    const known = this.#people.get(slug);
    if (known !== undefined) return known;
    this.#people.set(slug, this.#names.length);
    return this.#names.push(name) - 1;
  }

  tag(name: string): number {
    const key = foldName(name);
    const known = this.#tags.get(key);
    if (known !== undefined) return known;
    this.#tags.set(key, this.#tagNames.length);
    return this.#tagNames.push(name) - 1;
  }

  /** Into the folder of the engine's files. */
  async write(folder: string): Promise<void> {
    await writeSections(join(folder, NAMES_FILE), {
      ...packStrings('slugs', [...this.#people.keys()]),
      ...packStrings('names', this.#names),
      ...packStrings('tags', this.#tagNames),
    });
  }
}

/** @throws IndexError `snapshot-damaged` */
export function loadNames(folder: string): Promise<LoadedSections> {
  return loadSections(join(folder, NAMES_FILE));
}

/** Views of what was loaded. */
export function readNames(loaded: LoadedSections): NameTables {
  const sections = readerOf(loaded);
  return {
    names: readStrings(sections, 'names'),
    slugs: readStrings(sections, 'slugs'),
    tags: readStrings(sections, 'tags'),
  };
}
