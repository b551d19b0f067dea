// The one error class of the scraper: a source that cannot be used at all. Single bad pages are skips, not errors.

export type ScraperErrorCode = 'source-missing' | 'source-unreadable' | 'source-unknown' | 'source-empty';

/** A source that cannot be read. `message` says what happened to what, `hint` what to do next. */
export class ScraperError extends Error {
  override readonly name = 'ScraperError';
  readonly code: ScraperErrorCode;
  readonly hint: string;

  constructor(code: ScraperErrorCode, message: string, options: { hint: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
