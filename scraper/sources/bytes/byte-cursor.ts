// Reads through bytes that come piece by piece: looks ahead, takes, drops, puts back. Stops where the bytes break off.

/** Bytes that go on from the piece before. */
export interface Piece {
  readonly kind: 'piece';
  readonly bytes: Buffer;
  /** Where they lie in the file: their own offset, or that of the packed member they come out of. */
  readonly offset: number;
  readonly isPacked: boolean;
}

/** What follows does not go on from what stood before. */
export interface Break {
  readonly kind: 'break';
  readonly offset: number;
  /** One clause. */
  readonly why: string;
  /** True when all bytes came but are not what they should be. */
  readonly isChecksum: boolean;
}

/** Memory holds what was looked at and a piece more. */
export class ByteCursor {
  readonly #source: AsyncIterator<Piece | Break>;
  #queue: Piece[] = [];
  #length = 0;
  #break: Break | null = null;
  /** Of what was taken last: where it ends, and whether that is known to the byte. */
  #end = { offset: 0, isPacked: false };

  constructor(pieces: AsyncIterable<Piece | Break>) {
    this.#source = pieces[Symbol.asyncIterator]();
  }

  /** Offset in the file of the next byte, or of the packed member that holds it. */
  get offset(): number {
    return this.#queue[0]?.offset ?? this.#break?.offset ?? this.#end.offset;
  }

  /** The break the cursor stands before: no byte is left in front of it. */
  get breakAhead(): Break | null {
    return this.#length === 0 ? this.#break : null;
  }

  /** Goes on behind the break. */
  passBreak(): void {
    this.#break = null;
  }

  /** The next bytes without taking them: `count`, or fewer before a break or the end. */
  async peek(count: number): Promise<Buffer> {
    while (this.#length < count && (await this.#pull()));
    const first = this.#queue[0];
    if (!first || count === 0) return Buffer.alloc(0);
    if (first.bytes.length >= count || this.#queue.length === 1) return first.bytes.subarray(0, count);
    const joined: Buffer[] = [];
    let length = 0;
    for (const { bytes } of this.#queue) {
      if (length >= count) break;
      joined.push(bytes);
      length += bytes.length;
    }
    return Buffer.concat(joined).subarray(0, count);
  }

  /** The next bytes: `count`, or fewer before a break or the end. */
  async take(count: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    await this.#consume(count, (bytes) => taken.push(bytes));
    return taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
  }

  /** Passes over bytes and tells how many: `count`, or fewer before a break or the end. */
  drop(count: number): Promise<number> {
    return this.#consume(count, () => {});
  }

  /** Puts the bytes taken last back in front, or the last ones of them. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const { isPacked } = this.#end;
    const offset = isPacked ? this.#end.offset : this.#end.offset - bytes.length;
    this.#queue.unshift({ kind: 'piece', bytes, offset, isPacked });
    this.#length += bytes.length;
  }

  /** Ends the reading of what the bytes come from. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #consume(count: number, use: (bytes: Buffer) => void): Promise<number> {
    let left = count;
    while (left > 0 && (this.#length > 0 || (await this.#pull()))) {
      const piece = this.#queue.shift();
      if (!piece) break;
      const part = piece.bytes.subarray(0, left);
      const rest = piece.bytes.subarray(part.length);
      this.#length -= part.length;
      left -= part.length;
      use(part);
      const offset = piece.isPacked ? piece.offset : piece.offset + part.length;
      this.#end = { offset, isPacked: piece.isPacked };
      if (rest.length > 0) this.#queue.unshift({ ...piece, bytes: rest, offset });
    }
    return count - left;
  }

  /** One more piece into the queue; false at a break and at the end. */
  async #pull(): Promise<boolean> {
    if (this.#break) return false;
    const next = await this.#source.next();
    if (next.done) return false;
    if (next.value.kind === 'break') {
      this.#break = next.value;
      return false;
    }
    this.#queue.push(next.value);
    this.#length += next.value.bytes.length;
    return true;
  }
}
