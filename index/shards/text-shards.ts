// Cuts the texts of documents: some neighbours together, long texts in pieces of which a snippet needs one.
import { GrowingBytes, GrowingUint32 } from '../packing/growing-array.ts';
import type { EntryRecord } from '../snapshot/entry-record.ts';
import type { Sections, Shard } from './model.ts';

export const TEXT_SHARDS = {
  group: (number: number) => `texts/${number}`,
  piece: (ordinal: number, number: number) => `long/${ordinal}-${number}`,
} as const;

/** A group ends when it has so many bytes, records included. */
const GROUP_BYTES = 2_400;
/** Longer texts stand by themselves, in pieces of so many bytes. */
export const LONG_TEXT_BYTES = 6_000;
export const PIECE_BYTES = 4_096;

/** Takes documents in the order of their ordinals; gives the shards that are full. */
export class TextShards {
  readonly #starts = new GrowingUint32();
  #ordinal = 0;
  #group = new TextGroup();

  /** `record` is stored as it is; null for a document that readers may not see. */
  add(record: EntryRecord | null, text: string): readonly Shard[] {
    const shards: Shard[] = [];
    const bytes = new TextEncoder().encode(text);
    const head = new TextEncoder().encode(JSON.stringify(record));
    if (this.#group.size === 0) this.#starts.push(this.#ordinal);
    this.#group.add(head, bytes);
    if (bytes.length > LONG_TEXT_BYTES) shards.push(...piecesOf(this.#ordinal, bytes));
    this.#ordinal++;
    if (this.#group.size >= GROUP_BYTES) shards.push(this.#endGroup());
    return shards;
  }

  /** The last shard, if there is one, and what finds all of them: the first document of each group. */
  finish(): { readonly shards: readonly Shard[]; readonly root: Sections } {
    const shards = this.#group.size === 0 ? [] : [this.#endGroup()];
    return { shards, root: { 'texts.starts': this.#starts.values() } };
  }

  #endGroup(): Shard {
    const shard = { name: TEXT_SHARDS.group(this.#starts.length - 1), sections: this.#group.sections() };
    this.#group = new TextGroup();
    return shard;
  }
}

class TextGroup {
  readonly #headSizes = new GrowingUint32();
  readonly #heads = new GrowingBytes();
  readonly #sizes = new GrowingUint32();
  readonly #bytes = new GrowingBytes();
  size = 0;

  add(head: Uint8Array, text: Uint8Array): void {
    this.#headSizes.push(head.length);
    this.#heads.pushAll(head);
    this.#sizes.push(text.length);
    const isLong = text.length > LONG_TEXT_BYTES;
    if (!isLong) this.#bytes.pushAll(text);
    this.size += head.length + (isLong ? 0 : text.length);
  }

  sections(): Sections {
    return {
      'heads.sizes': this.#headSizes.values(),
      heads: this.#heads.values(),
      'texts.sizes': this.#sizes.values(),
      texts: this.#bytes.values(),
    };
  }
}

function piecesOf(ordinal: number, bytes: Uint8Array): readonly Shard[] {
  return Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, number) => ({
    name: TEXT_SHARDS.piece(ordinal, number),
    sections: { text: bytes.slice(number * PIECE_BYTES, (number + 1) * PIECE_BYTES) },
  }));
}
