// What is known of documents in a cut index: columns put together of those that were read, telling stems and places of
// words of the documents that were asked for.

import { sectionReader } from '../../../packing/compact-sections.ts';
import type { ReadShard, Sections } from '../../../shards/model.ts';
import type { SectionReader } from '../../../snapshot/section-file.ts';
import { readColumns } from '../columns.ts';
import { type Parts, readParts } from '../parts.ts';
import type { RenamedColumns } from '../rename-in-index.ts';
import { readTellingStems, type TellingStems } from '../telling-stems.ts';
import { type ColumnSet, DOCUMENTS_A_SHARD, SHARDS } from './layout.ts';
import { startsOf } from './read-terms.ts';

const NONE = new Uint32Array(0);
const NO_BYTES = new Uint8Array(0);

/** Documents of a cut index. */
export class DocumentShards {
  readonly #read: ReadShard;
  readonly #root: Sections;
  readonly documentCount: number;

  constructor(read: ReadShard, root: Sections) {
    this.#read = read;
    this.#root = root;
    this.documentCount = sectionReader(root).u16or32('body.lengths').length;
  }

  /** The columns of the sets; all others are empty, and so are the ids, which are kept with the texts. */
  async columns(sets: Iterable<ColumnSet>): Promise<RenamedColumns> {
    const shards = await Promise.all([...sets].map((set) => this.#read(SHARDS.columns(set))));
    const threadStarts = sectionReader(this.#root).u32('threadStarts');
    const own = {
      ...this.#root,
      ...strings('ids', this.documentCount),
      ...EMPTY,
      ...strings('threadIds', threadStarts.length),
      ...strings('threadUrls', threadStarts.length),
      threads: threadsOf(threadStarts, this.documentCount),
    };
    const sections = sectionReader(Object.assign(own, ...shards));
    return { columns: readColumns(sections), merged: new Map(pairsOf(sections.u32('merged'))) };
  }

  /** What the documents are about; of others nothing. `stemCount`: of the whole index. */
  async tellingStems(documents: Iterable<number>, stemCount: number): Promise<TellingStems> {
    const starts = new Uint32Array(this.documentCount + 1);
    const pieces: Uint8Array[] = [];
    const fill = await this.#groups(documents, (shard) => {
      const own = startsOf(shard.u32('telling.sizes'));
      const bytes = shard.u8('telling.bytes');
      return (at) => bytes.subarray(own[at] ?? 0, own[at + 1] ?? 0);
    });
    for (const [document, piece] of fill) {
      starts[document + 1] = piece.length;
      pieces.push(piece);
    }
    addUp(starts);
    const telling = joined(pieces);
    return readTellingStems(sectionReader({ telling, 'telling.starts': starts }), stemCount);
  }

  /** What stands where; the places of words of these documents alone. */
  async parts(documents: Iterable<number>): Promise<Parts> {
    const starts = new Uint32Array(this.documentCount + 1);
    const places: number[] = [];
    const fill = await this.#groups(documents, (shard) => {
      const own = startsOf(shard.u32('checkpoints.counts'));
      const distances = shard.u32('checkpoints.distances');
      return (at) => distances.subarray(own[at] ?? 0, own[at + 1] ?? 0);
    });
    for (const [document, distances] of fill) {
      starts[document + 1] = distances.length;
      let place = 0;
      for (const distance of distances) {
        place += distance;
        places.push(place);
      }
    }
    addUp(starts);
    const checkpoints = { checkpoints: Uint32Array.from(places), 'checkpoints.starts': starts };
    return readParts(sectionReader({ ...this.#root, ...checkpoints }));
  }

  /** What the groups of the documents say of each, ascending by document, without repeats. */
  async #groups<Found>(
    documents: Iterable<number>,
    open: (shard: SectionReader) => (at: number) => Found,
  ): Promise<readonly (readonly [document: number, found: Found])[]> {
    const sorted = [...new Set(documents)].sort((a, b) => a - b);
    const groupOf = (document: number) => Math.floor(document / DOCUMENTS_A_SHARD);
    const numbers = [...new Set(sorted.map(groupOf))];
    const opened = await Promise.all(
      numbers.map(
        async (group) => [group, open(sectionReader(await this.#read(SHARDS.documents(group))))] as const,
      ),
    );
    const groups = new Map(opened);
    return sorted.flatMap((document) => {
      const found = groups.get(groupOf(document))?.(document % DOCUMENTS_A_SHARD);
      return found === undefined ? [] : [[document, found] as const];
    });
  }
}

/** Columns that were not asked for. */
const EMPTY: Sections = {
  authors: NONE,
  repliedTo: NONE,
  merged: NONE,
  instants: new Float64Array(0),
  firstDays: new Int32Array(0),
  lastDays: new Int32Array(0),
  documentLinks: NONE,
  'documentLinks.starts': Uint32Array.of(0),
  threadTags: NONE,
  'threadTags.starts': Uint32Array.of(0),
  ...strings('names', 0),
  ...strings('slugs', 0),
  ...strings('tags', 0),
  ...strings('links', 0),
};

/** As many empty strings. */
function strings(name: string, count: number): Sections {
  return { [`${name}.bytes`]: NO_BYTES, [`${name}.offsets`]: new Uint32Array(count + 1) };
}

/** Two by two. */
function pairsOf(numbers: Uint32Array): readonly (readonly [number, number])[] {
  return Array.from({ length: numbers.length / 2 }, (_, at) => [
    numbers[2 * at] ?? 0,
    numbers[2 * at + 1] ?? 0,
  ]);
}

function threadsOf(threadStarts: Uint32Array, documentCount: number): Uint32Array {
  const threads = new Uint32Array(documentCount);
  for (let thread = 0; thread < threadStarts.length; thread++) {
    threads.fill(thread, threadStarts[thread], threadStarts[thread + 1] ?? documentCount);
  }
  return threads;
}

/** Lengths to ends. */
function addUp(starts: Uint32Array): void {
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
