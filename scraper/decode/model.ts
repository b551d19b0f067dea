// What decoding and repairing say of what they did. Types only.

/** One-byte tables through which UTF-8 is found wrongly decoded. */
export type TableName = 'windows-1252' | 'macroman' | 'windows-1251' | 'cp437' | 'cp850';

/** One kind of repair in a text, for the audit. */
export interface Repair {
  /**
   * A table through which UTF-8 had gone, or the charset of stray bytes in a page of another one; `entities` for
   * entities escaped twice, `surrogates` for characters written as two references.
   */
  readonly table: string;
  /** How often the text had gone through the table: 1 to 3; 0 for bytes of a page read as this charset. */
  readonly rounds: number;
  /** Sequences (for 0: bytes) that were replaced. At least 1. */
  readonly count: number;
  /** A piece of the first text that was repaired, at most 60 characters each; absent for bytes. */
  readonly example?: { readonly before: string; readonly after: string };
}

/** A text after repair. */
export interface RepairedText {
  readonly text: string;
  /** Empty when the text was left alone. */
  readonly repairs: readonly Repair[];
}
