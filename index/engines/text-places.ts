// Notes where in the texts of documents their words stand, and which of them are quoted.
import { CHECKPOINT_WORDS } from '../engine.ts';
import type { TextRange } from '../model.ts';
import { GrowingLists, GrowingUint32 } from '../packing/growing-array.ts';

/** Where in texts their words stand, and what is quoted. */
export interface WordPlaces {
  /** UTF-8 offsets of the words 0, 32, 64 … of the text of document i, from `starts[i]` to before `starts[i + 1]`. */
  readonly checkpoints: { readonly offsets: Uint32Array; readonly starts: Uint32Array };
  /** Documents with quoted parts, ascending. `ranges` are pairs [from, to) of positions; those of entry i stand from `starts[i]` to before `starts[i + 1]`. */
  readonly quoted: {
    readonly documents: Uint32Array;
    readonly starts: Uint32Array;
    readonly ranges: Uint32Array;
  };
}

/** Takes the texts of a segment in order: `open`, `see` for each word, `close`; words that are seen otherwise count for nothing. */
export class TextPlaces {
  readonly #documents = new GrowingUint32();
  readonly #ranges = new GrowingLists();
  readonly #checkpoints = new GrowingLists();
  #text: string | null = null;
  #tokens = 0;
  /** The last checkpoint: its UTF-16 offset, and the same in UTF-8. */
  #offset = 0;
  #bytes = 0;
  #quotes: readonly TextRange[] = [];
  #nextQuote = 0;
  /** The quoted positions that are being read, [from, to); empty when there are none. */
  #from = 0;
  #to = 0;
  #hasQuoted = false;

  /** `quotes`: of the text, ascending. */
  open(text: string, quotes: readonly TextRange[]): void {
    this.#text = text;
    this.#tokens = 0;
    this.#offset = 0;
    this.#bytes = 0;
    this.#quotes = quotes;
    this.#nextQuote = 0;
    this.#hasQuoted = false;
  }

  /** The word at `position`, which begins at the UTF-16 offset `start`. */
  see(start: number, position: number): void {
    if (this.#text === null) return;
    if (this.#tokens++ % CHECKPOINT_WORDS === 0) {
      this.#bytes += Buffer.byteLength(this.#text.slice(this.#offset, start));
      this.#offset = start;
      this.#checkpoints.push(this.#bytes);
    }
    if (this.#quotes.length > 0 && this.#isQuoted(start)) this.#addQuoted(position);
  }

  close(document: number): void {
    this.#text = null;
    this.#checkpoints.close();
    this.#endRange();
    if (!this.#hasQuoted) return;
    this.#documents.push(document);
    this.#ranges.close();
  }

  places(): WordPlaces {
    return {
      checkpoints: {
        offsets: this.#checkpoints.values().slice(),
        starts: this.#checkpoints.starts().slice(),
      },
      quoted: {
        documents: this.#documents.values().slice(),
        starts: this.#ranges.starts().slice(),
        ranges: this.#ranges.values().slice(),
      },
    };
  }

  #isQuoted(start: number): boolean {
    const quotes = this.#quotes;
    while (this.#nextQuote < quotes.length && (quotes[this.#nextQuote]?.[1] ?? 0) <= start) this.#nextQuote++;
    return (quotes[this.#nextQuote]?.[0] ?? Number.POSITIVE_INFINITY) <= start;
  }

  #addQuoted(position: number): void {
    this.#hasQuoted = true;
    if (this.#to !== position || this.#from === this.#to) {
      this.#endRange();
      this.#from = position;
    }
    this.#to = position + 1;
  }

  #endRange(): void {
    if (this.#from === this.#to) return;
    this.#ranges.push(this.#from);
    this.#ranges.push(this.#to);
    this.#from = this.#to;
  }
}
