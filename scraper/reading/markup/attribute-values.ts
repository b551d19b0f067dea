// The elements of a page that have an attribute, and what its values do not hold: most rules ask for marks of other platforms.

/** Fewer values are sooner compared one by one. */
const fewValues = 16;
/** Marks of three characters in a row; a power of two. */
const markCount = 8192;

/** The elements that have an attribute, and its values. */
export class AttributeValues {
  /** Ascending. */
  readonly positions: number[] = [];
  readonly #values: string[] = [];
  #marks: Uint8Array | null = null;

  add(position: number, value: string): void {
    this.positions.push(position);
    this.#values.push(value);
  }

  /** False when no value holds `part`; now and then true when none does. */
  mayHold(part: string): boolean {
    if (this.#values.length < fewValues) return true;
    this.#marks ??= marksOf(this.#values.join('\n'));
    let mark = 0;
    for (let at = 0; at < part.length; at++) {
      mark = nextMark(mark, part.charCodeAt(at));
      if (at >= 2 && this.#marks[mark] === 0) return false;
    }
    return true;
  }
}

/** 1 for each mark that three characters in a row of a text leave: a Bloom filter of one hash. */
function marksOf(text: string): Uint8Array {
  const marks = new Uint8Array(markCount);
  let mark = 0;
  for (let at = 0; at < text.length; at++) {
    mark = nextMark(mark, text.charCodeAt(at));
    marks[mark] = 1;
  }
  return marks;
}

/** Characters before the last three are shifted out. */
function nextMark(mark: number, unit: number): number {
  return ((mark << 5) ^ unit) & (markCount - 1);
}
