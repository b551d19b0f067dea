// Remembers a line number for each of millions of names in a few bytes each: names are kept as 64-bit hashes.

/** Line numbers by name. */
export interface LineRegister {
  /** Sets the line of a name; a later one replaces it. */
  put(name: string, line: number): void;
  /** The line of a name, 0 when it has none. */
  lineOf(name: string): number;
}

const FIRST_CAPACITY = 1_024;

interface Slots {
  readonly mask: number;
  /** Three numbers a slot: both halves of the hash, the line (0: empty). */
  readonly cells: Uint32Array;
}

/** An empty register: 12 to 48 bytes a name. Two names share a line with a chance of about n²/2^65. */
export function createLineRegister(): LineRegister {
  let slots = makeSlots(FIRST_CAPACITY);
  let used = 0;
  return {
    put: (name, line) => {
      const slot = findSlot(slots, hash(name, 0x9e3779b9), hash(name, 0x85ebca6b));
      if (slots.cells[slot + 2] === 0) used++;
      slots.cells[slot + 2] = line;
      if (used * 2 > slots.mask) slots = grow(slots);
    },
    lineOf: (name) => {
      const slot = findSlot(slots, hash(name, 0x9e3779b9), hash(name, 0x85ebca6b));
      return slots.cells[slot + 2] ?? 0;
    },
  };
}

function makeSlots(capacity: number): Slots {
  return { mask: capacity - 1, cells: new Uint32Array(capacity * 3) };
}

/** The slot of a hash, claimed for it when it is empty (the caller sets its line). */
function findSlot({ mask, cells }: Slots, first: number, second: number): number {
  let index = first & mask;
  while (cells[index * 3 + 2] !== 0) {
    if (cells[index * 3] === first && cells[index * 3 + 1] === second) return index * 3;
    index = (index + 1) & mask;
  }
  cells[index * 3] = first;
  cells[index * 3 + 1] = second;
  return index * 3;
}

function grow({ mask, cells }: Slots): Slots {
  const larger = makeSlots((mask + 1) * 2);
  for (let at = 0; at < cells.length; at += 3) {
    const line = cells[at + 2] ?? 0;
    if (line === 0) continue;
    larger.cells[findSlot(larger, cells[at] ?? 0, cells[at + 1] ?? 0) + 2] = line;
  }
  return larger;
}

/** FNV-1a over UTF-16 units with a final mix (murmur3's): 32 bits, unsigned. */
function hash(name: string, seed: number): number {
  let state = seed ^ 0x811c9dc5;
  for (let at = 0; at < name.length; at++) state = Math.imul(state ^ name.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
