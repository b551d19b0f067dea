// Gives what stands in the shards of texts: names of documents, their facts with pieces of their texts, whole entries.
import { IndexError } from '../errors.ts';
import type { DocumentId, Entry } from '../model.ts';
import { sectionReader } from '../packing/compact-sections.ts';
import { partition } from '../packing/sorted-strings.ts';
import { type EntryRecord, entryOf, factsOf, isEntryRecord } from '../snapshot/entry-record.ts';
import type { DocumentPlace, EntryPiece, SearchedSnapshot, TextPiece } from '../snapshot/model.ts';
import type { DocumentName, ReadNames, ReadShard, Sections } from './model.ts';
import { LONG_TEXT_BYTES, PIECE_BYTES, TEXT_SHARDS } from './text-shards.ts';

/** One document out of its group. */
interface StoredText {
  readonly ordinal: number;
  readonly record: EntryRecord;
  readonly size: number;
  /** Null for a long one, which has shards of its own. */
  readonly bytes: Uint8Array | null;
}

/** The store of a snapshot in shards. What was not named before is unknown by its id: nothing finds a shard by that. */
export interface TextStore {
  readonly store: SearchedSnapshot['store'];
  readonly readNames: ReadNames;
}

/** `root`: what `TextShards` said at its end. */
export function openTexts(read: ReadShard, root: Sections): TextStore {
  const texts = new Texts(read, root);
  const store = {
    entries: (ids: readonly DocumentId[]) => texts.entries(ids),
    pieces: (documents: readonly DocumentPlace[], choose: (index: number, textBytes: number) => TextPiece) =>
      texts.pieces(documents, choose),
    headsAt: async () => [],
    threadEntries: async () => [],
  };
  return { store, readNames: (ordinals) => texts.names(ordinals) };
}

class Texts {
  readonly #read: ReadShard;
  readonly #starts: Uint32Array;
  readonly #decoded = new WeakMap<Sections, readonly (StoredText | null)[]>();
  readonly #ordinals = new Map<DocumentId, number>();

  constructor(read: ReadShard, root: Sections) {
    this.#read = read;
    this.#starts = sectionReader(root).u32('texts.starts');
  }

  async names(ordinals: readonly number[]): Promise<readonly DocumentName[]> {
    const found = await Promise.all(ordinals.map((ordinal) => this.#document(ordinal)));
    return found.map(({ ordinal, record: [id, threadId] }) => {
      this.#ordinals.set(id, ordinal);
      return { id, threadId };
    });
  }

  pieces(
    documents: readonly DocumentPlace[],
    choose: (index: number, textBytes: number) => TextPiece,
  ): Promise<readonly (EntryPiece | null)[]> {
    return Promise.all(
      documents.map(async ({ id, ordinal = this.#ordinals.get(id) }, index) => {
        if (ordinal === undefined) return null;
        const text = await this.#document(ordinal);
        return { facts: factsOf(text.record), piece: await this.#piece(text, choose(index, text.size)) };
      }),
    );
  }

  async entries(ids: readonly DocumentId[]): Promise<readonly Entry[]> {
    const ordinals = ids.flatMap((id) => this.#ordinals.get(id) ?? []);
    return Promise.all(
      ordinals.map(async (ordinal) => {
        const text = await this.#document(ordinal);
        return entryOf(text.record, await this.#piece(text, { from: 0, length: text.size }));
      }),
    );
  }

  async #document(ordinal: number): Promise<StoredText> {
    const group = partition(this.#starts.length, (at) => (this.#starts[at] ?? 0) <= ordinal) - 1;
    const first = this.#starts[group] ?? 0;
    const shard = await this.#read(TEXT_SHARDS.group(group));
    const texts = this.#decoded.get(shard) ?? decodeTexts(shard, first);
    this.#decoded.set(shard, texts);
    const text = texts[ordinal - first];
    // Nothing finds what readers may not see.
    if (text === undefined || text === null) throw damaged();
    return text;
  }

  async #piece({ ordinal, size, bytes }: StoredText, wanted: TextPiece): Promise<string> {
    const end = Math.min(size, wanted.from + wanted.length);
    const read = bytes?.subarray(wanted.from, end) ?? (await this.#longPiece(ordinal, wanted.from, end));
    return new TextDecoder().decode(end === size ? read : wholeCharacters(read));
  }

  async #longPiece(ordinal: number, from: number, end: number): Promise<Uint8Array> {
    const first = Math.floor(from / PIECE_BYTES);
    const count = Math.max(0, Math.ceil(end / PIECE_BYTES) - first);
    const shards = await Promise.all(
      Array.from({ length: count }, (_, at) => this.#read(TEXT_SHARDS.piece(ordinal, first + at))),
    );
    const bytes = new Uint8Array(count * PIECE_BYTES);
    for (const [at, shard] of shards.entries()) bytes.set(sectionReader(shard).u8('text'), at * PIECE_BYTES);
    return bytes.subarray(from - first * PIECE_BYTES, end - first * PIECE_BYTES);
  }
}

function decodeTexts(shard: Sections, first: number): readonly (StoredText | null)[] {
  const reader = sectionReader(shard);
  const heads = reader.u8('heads');
  const texts = reader.u8('texts');
  const headSizes = reader.u32('heads.sizes');
  let [headAt, textAt] = [0, 0];
  return Array.from(reader.u32('texts.sizes'), (size, at) => {
    const headEnd = headAt + (headSizes[at] ?? 0);
    const record: unknown = JSON.parse(new TextDecoder().decode(heads.subarray(headAt, headEnd)));
    if (record !== null && !isEntryRecord(record)) throw damaged();
    headAt = headEnd;
    const bytes = size > LONG_TEXT_BYTES ? null : texts.subarray(textAt, textAt + size);
    textAt += bytes?.length ?? 0;
    return record && { ordinal: first + at, record, size, bytes };
  });
}

/** Without a last character that is cut. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let last = bytes.length - 1;
  while (last > 0 && ((bytes[last] ?? 0) & 0xc0) === 0x80) last--;
  const lead = bytes[last] ?? 0;
  const width = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return last + width > bytes.length ? bytes.subarray(0, Math.max(0, last)) : bytes;
}

function damaged(): IndexError {
  return new IndexError('snapshot-damaged', 'A file of texts is not what was written.', {
    hint: 'Write the site again, and copy all of its files.',
  });
}
