// Id → row without the ids: a hash table of numbers, the same in memory and on disk, outside the JavaScript heap.
// It names candidates only; whoever reads the row compares the id.
import { hash } from 'node:crypto';
import type { Section, SectionReader } from './section-file.ts';

const MIN_SLOTS = 16;
const ROWS = 'ids.rows';
const CHECKS = 'ids.checks';

/** 64 bits of an id's hash. */
export interface IdHash {
  readonly home: number;
  readonly check: number;
}

/** SHA-256, because an archive chooses ids and must not choose collisions. As a string: half as dear as bytes. */
export function hashId(id: string): IdHash {
  const digest = hash('sha256', id, 'binary');
  return { home: wordAt(digest, 0), check: wordAt(digest, 4) };
}

function wordAt(digest: string, at: number): number {
  const high = (digest.charCodeAt(at + 3) << 8) | digest.charCodeAt(at + 2);
  return ((high << 16) | (digest.charCodeAt(at + 1) << 8) | digest.charCodeAt(at)) >>> 0;
}

/** Collects ids while a snapshot is written: open addressing with linear probing, at most half full. */
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

  /** The table as it is stored, three quarters full: row + 1 (0: free) and 16 bits of the id's hash a slot. */
  sections(): Record<string, Section> {
    const slots = Math.max(MIN_SLOTS, Math.ceil((this.#size * 4) / 3));
    const rows = new Uint32Array(slots);
    const checks = new Uint16Array(slots);
    for (let from = 0; from < this.#slots; from += 1) {
      const row = this.#rows[from] ?? 0;
      if (row === 0) continue;
      let slot = (this.#homes[from] ?? 0) % slots;
      while (rows[slot] !== 0) slot = slot + 1 === slots ? 0 : slot + 1;
      rows[slot] = row;
      checks[slot] = this.#checks[from] ?? 0;
    }
    return { [ROWS]: rows, [CHECKS]: checks };
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

/** A stored table. Finding costs a hash and two or three looks at memory. */
export interface IdTable {
  /** Rows that may hold the id: mostly none or one; each below the number of rows. */
  candidates(id: string): readonly number[];
}

/** Null when the sections are no table for so many rows. @throws IndexError `snapshot-damaged` when they are missing. */
export function readIdTable(sections: SectionReader, rowCount: number): IdTable | null {
  const rows = sections.u32(ROWS);
  const checks = sections.u16(CHECKS);
  if (rows.length < MIN_SLOTS || checks.length !== rows.length || rows.length <= rowCount) return null;
  return { candidates: (id) => findCandidates({ rows, checks, rowCount }, hashId(id)) };
}

interface Slots {
  readonly rows: Uint32Array;
  readonly checks: Uint16Array;
  readonly rowCount: number;
}

function findCandidates({ rows, checks, rowCount }: Slots, { home, check }: IdHash): readonly number[] {
  const found: number[] = [];
  let slot = home % rows.length;
  // The bound is for a table that has no free slot.
  for (let looks = 0; looks < rows.length; looks += 1) {
    const row = rows[slot] ?? 0;
    if (row === 0) return found;
    if (row <= rowCount && checks[slot] === (check & 0xffff)) found.push(row - 1);
    slot = slot + 1 === rows.length ? 0 : slot + 1;
  }
  return found;
}
