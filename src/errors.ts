// The one error class of the program itself: a command line, setting, port or file that cannot be used.

export type CommandErrorCode =
  | 'bad-usage'
  | 'bad-setting'
  | 'not-in-this-version'
  | 'port-in-use'
  | 'address-unusable'
  | 'file-unusable'
  | 'page-unreadable'
  | 'missing-part';

/** What keeps a command from running. `message` may have several lines, one a mistake; `hint` says what to do next. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: CommandErrorCode;
  readonly hint: string;

  constructor(code: CommandErrorCode, message: string, options: { hint: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
