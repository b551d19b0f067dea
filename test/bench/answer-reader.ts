// Reads answers of HTTP/1.1 off a plain socket: as little work as can be, so that a load generator leaves the processor to
// the server.

/** What came. */
export interface ReadAnswer {
  readonly status: string;
  /** Of the body. */
  readonly bytes: number;
  /** Whether the server takes another request over the same connection. */
  readonly staysOpen: boolean;
}

/** Reads one answer after the other; every one has its length. */
export class AnswerReader {
  #status = '';
  #staysOpen = true;
  #bytes = 0;
  #missing = -1;

  /** The answer that this chunk completes, or null. The head of an answer comes in one piece. */
  take(chunk: Buffer): ReadAnswer | null {
    if (this.#missing < 0) this.#readHead(chunk);
    else this.#missing -= chunk.length;
    if (this.#missing > 0) return null;
    this.#missing = -1;
    return { status: this.#status, bytes: this.#bytes, staysOpen: this.#staysOpen };
  }

  #readHead(chunk: Buffer): void {
    const end = chunk.indexOf('\r\n\r\n');
    const head = chunk.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (end < 0 || length === undefined) throw new Error(`an answer without its length: ${head}`);
    this.#status = head.slice(9, 12);
    this.#staysOpen = !/\r\nconnection: close/i.test(head);
    this.#bytes = Number(length);
    this.#missing = end + 4 + this.#bytes - chunk.length;
  }
}
