// The one error class of the index: a catalog, snapshot or setting that cannot be used. Queries never raise it.

export type IndexErrorCode =
  | 'backup-unusable'
  | 'bad-setting'
  | 'catalog-unusable'
  | 'catalog-version'
  | 'data-folder-taken'
  | 'data-folder-unusable'
  | 'engine-refused'
  | 'engine-unavailable'
  | 'index-too-large'
  | 'no-snapshot'
  | 'nothing-to-index'
  | 'parts-unusable'
  | 'snapshot-damaged'
  | 'snapshot-mismatch'
  | 'snapshot-refused'
  | 'writer-busy'
  | 'unknown-language'
  | 'write-failed';

/** A broken set-up. `message` says what happened to what, `hint` what to do next. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
  readonly code: IndexErrorCode;
  readonly hint: string;

  constructor(code: IndexErrorCode, message: string, options: { hint: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
