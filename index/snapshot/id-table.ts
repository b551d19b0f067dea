// Id → row without the ids: a hash table of numbers, the same in memory and on disk, outside the JavaScript heap.
// It names candidates only; whoever reads the row compares the id.
import { hash } from 'node:crypto';

/**
 * Open addressing with linear probing, at most half full. A slot is two little-endian 32-bit numbers: the second
 * half of the id's hash, and row + 1 (0: free). SHA-256, because an archive chooses ids and must not choose collisions.
 */
const SLOT_BYTES = 8;
const MIN_SLOTS = 16;

interface IdHash {
  readonly home: number;
  readonly check: number;
}

function hashId(id: string): IdHash {
  const digest = hash('sha256', id, 'buffer');
  return { home: digest.readUInt32LE(0), check: digest.readUInt32LE(4) };
}

/** Collects ids while a snapshot is written. */
export class IdTableBuilder {
  #slots = MIN_SLOTS;
  #homes = new Uint32Array(MIN_SLOTS);
  #checks = new Uint32Array(MIN_SLOTS);
  #rows = new Uint32Array(MIN_SLOTS);
  #size = 0;

  /** Adds the id with the next row (0, 1, 2 …) and gives true; false when an id of the same hash is there already. */
  add(id: string): boolean {
    if (this.#size * 2 >= this.#slots) this.#grow();
    const { home, check } = hashId(id);
    const slot = this.#findSlot(home, check);
    if (this.#rows[slot] !== 0) return false;
    this.#size += 1;
    this.#fill(slot, home, check, this.#size);
    return true;
  }

  /** The table as it is stored. */
  bytes(): Buffer {
    const bytes = Buffer.alloc(this.#slots * SLOT_BYTES);
    for (let slot = 0; slot < this.#slots; slot += 1) {
      bytes.writeUInt32LE(this.#checks[slot] ?? 0, slot * SLOT_BYTES);
      bytes.writeUInt32LE(this.#rows[slot] ?? 0, slot * SLOT_BYTES + 4);
    }
    return bytes;
  }

  /** The slot of this hash, or the free one where it belongs. */
  #findSlot(home: number, check: number): number {
    const mask = this.#slots - 1;
    let slot = home & mask;
    while (this.#rows[slot] !== 0 && (this.#homes[slot] !== home || this.#checks[slot] !== check)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #fill(slot: number, home: number, check: number, row: number): void {
    this.#homes[slot] = home;
    this.#checks[slot] = check;
    this.#rows[slot] = row;
  }

  #grow(): void {
    const { homes, checks, rows } = { homes: this.#homes, checks: this.#checks, rows: this.#rows };
    this.#slots *= 2;
    this.#homes = new Uint32Array(this.#slots);
    this.#checks = new Uint32Array(this.#slots);
    this.#rows = new Uint32Array(this.#slots);
    for (let old = 0; old < rows.length; old += 1) {
      const row = rows[old] ?? 0;
      if (row === 0) continue;
      const home = homes[old] ?? 0;
      const check = checks[old] ?? 0;
      let slot = home & (this.#slots - 1);
      while (this.#rows[slot] !== 0) slot = (slot + 1) & (this.#slots - 1);
      this.#fill(slot, home, check, row);
    }
  }
}

/** A stored table. Finding costs two or three looks at memory. */
export interface IdTable {
  /** Rows that may hold the id: mostly none or one; each below the number of rows. */
  candidates(id: string): readonly number[];
}

/** Null when the bytes are no table for so many rows. */
export function openIdTable(bytes: Buffer, rowCount: number): IdTable | null {
  const slots = bytes.length / SLOT_BYTES;
  if (slots < MIN_SLOTS || !Number.isInteger(Math.log2(slots)) || slots < rowCount * 2) return null;
  return { candidates: (id) => findCandidates(bytes, slots, hashId(id), rowCount) };
}

function findCandidates(bytes: Buffer, slots: number, id: IdHash, rowCount: number): readonly number[] {
  const found: number[] = [];
  let slot = id.home & (slots - 1);
  // The bound is for a damaged table that has no free slot left.
  for (let looks = 0; looks < slots; looks += 1) {
    const row = bytes.readUInt32LE(slot * SLOT_BYTES + 4);
    if (row === 0) return found;
    if (row <= rowCount && bytes.readUInt32LE(slot * SLOT_BYTES) === id.check) found.push(row - 1);
    slot = (slot + 1) & (slots - 1);
  }
  return found;
}
