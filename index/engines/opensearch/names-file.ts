// Names of people and tags by their numbers: the one part of the index that lies in the snapshot's folder, since it says
// what readers call the numbers that the cluster holds.
import { join } from 'node:path';
import type { Person } from '../../model.ts';
import { packStrings, readStrings, type StringTable } from '../../packing/string-table.ts';
import { foldName } from '../../people.ts';
import {
  type LoadedSections,
  loadSections,
  readerOf,
  type Section,
  writeSections,
} from '../../snapshot/section-file.ts';
import { type ClusterFile, partsOf } from './cluster-file.ts';
import { NameKeys, packNameKeys } from './name-keys.ts';
import { WrittenNames } from './written-names.ts';

export const NAMES_FILE = 'names.bin';

/** Tables by number, from 0. */
export interface NameTables {
  readonly names: StringTable;
  readonly slugs: StringTable;
  readonly tags: StringTable;
  /** By folded name and folded slug. */
  readonly peopleKeys: NameKeys;
  /** By folded name. */
  readonly tagKeys: NameKeys;
  /** Which numbers of the cluster they have. */
  readonly people: WrittenNames;
  readonly tagNumbers: WrittenNames;
}

/** Gives numbers as names come; the first spelling stays. */
export class NameNumbers {
  readonly #people = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #tags = new Map<string, number>();
  readonly #tagNames: string[] = [];

  get peopleCount(): number {
    return this.#names.length;
  }

  get tagCount(): number {
    return this.#tagNames.length;
  }

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

  /** Into the folder of the engine's files, with what else is to stand there. */
  async write(folder: string, more: Readonly<Record<string, Section>> = {}): Promise<void> {
    const slugs = [...this.#people.keys()];
    await writeSections(join(folder, NAMES_FILE), {
      ...packStrings('slugs', slugs),
      ...packStrings('names', this.#names),
      ...packStrings('tags', this.#tagNames),
      ...packNameKeys('people.keys', foldedPairs(this.#names, slugs), {
        count: 2 * slugs.length,
        perName: 2,
      }),
      ...packNameKeys('tags.keys', this.#tags.keys(), { count: this.#tags.size, perName: 1 }),
      ...more,
    });
  }
}

function* foldedPairs(names: readonly string[], slugs: readonly string[]): Iterable<string> {
  for (const [at, name] of names.entries()) {
    yield foldName(name);
    yield foldName(slugs[at] ?? '');
  }
}

/** @throws IndexError `snapshot-damaged` */
export function loadNames(folder: string): Promise<LoadedSections> {
  return loadSections(join(folder, NAMES_FILE));
}

/** Views of what was loaded. `file` says where the numbers of the cluster begin. */
export function readNames(loaded: LoadedSections, file: ClusterFile): NameTables {
  const sections = readerOf(loaded);
  const [names, tags] = [readStrings(sections, 'names'), readStrings(sections, 'tags')];
  const bases = partsOf(file).map(({ base }) => base);
  const written = (section: string, { length }: StringTable) =>
    file.parts === undefined
      ? WrittenNames.ofOne(file.base, length)
      : WrittenNames.ofJoined(sections, section, bases);
  return {
    names,
    slugs: readStrings(sections, 'slugs'),
    tags,
    peopleKeys: new NameKeys(sections, 'people.keys'),
    tagKeys: new NameKeys(sections, 'tags.keys'),
    people: written('people', names),
    tagNumbers: written('tags', tags),
  };
}
