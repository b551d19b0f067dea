// As much of Node's Buffer as the search uses, for browsers. The bundle puts it where code says `Buffer`.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

class BrowserBuffer extends Uint8Array {
  static override from(source: unknown, offset?: unknown, length?: unknown): BrowserBuffer {
    if (source instanceof ArrayBuffer) {
      return new BrowserBuffer(
        source,
        Number(offset ?? 0),
        length === undefined ? undefined : Number(length),
      );
    }
    return new BrowserBuffer(encoder.encode(String(source)));
  }

  static byteLength(text: string): number {
    return encoder.encode(text).length;
  }

  /** UTF-8 only. */
  override toString(_encoding?: string, start = 0, end = this.length): string {
    return decoder.decode(this.subarray(start, end));
  }
}

export { BrowserBuffer as Buffer };
