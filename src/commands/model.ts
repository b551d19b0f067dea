// What a command is: its row in the table, and what it is given to run. Types only.
import type { Log } from '../log.ts';
import type { Output } from '../output.ts';
import type { Progress } from '../progress.ts';
import type { Settings } from '../settings.ts';
import type { SettingName } from '../settings-table.ts';

/** 0 done; 1 done, but something could not be read or nothing was found; 2 could not run. */
export type ExitCode = 0 | 1 | 2;

export interface CommandContext {
  /** The words after the command's name, flags aside. */
  readonly words: readonly string[];
  readonly settings: Settings;
  /** Settings that were set by flag or environment. */
  readonly given: ReadonlySet<SettingName>;
  readonly out: Output;
  readonly log: Log;
  readonly progress: Progress;
  /** Writes a line to stderr, above the progress line. */
  readonly writeError: (line: string) => void;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Version of the program. */
  readonly version: string;
  readonly now: () => Date;
  /** As the process has it; for programs that are started. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls the listener whenever the keeper wants files to be read again (SIGHUP). */
  readonly onReload: (listener: () => void) => void;
  /** The settings as they would be read now. @throws CommandError `bad-setting` */
  readonly readSettings: () => Settings;
}

export type RunCommand = (context: CommandContext) => Promise<ExitCode>;

export interface ArgumentRow {
  readonly placeholder: string;
  readonly sentence: string;
  readonly isOptional?: boolean;
  /** Takes all that follow. */
  readonly isRepeated?: boolean;
}

export interface CommandRow {
  /** As it is written: `build`, `explain page`. */
  readonly name: string;
  /** What it does, in a few words that follow the name in a list. */
  readonly summary: string;
  /** Paragraphs of `--help`. */
  readonly details: readonly string[];
  readonly arguments: readonly ArgumentRow[];
  /** Flags, in the order of `--help`. */
  readonly settings: readonly SettingName[];
  /** Example lines, without the leading `antler`. */
  readonly examples: readonly string[];
  /** Loads the command's own code only when it runs. */
  readonly load: () => Promise<{ readonly run: RunCommand }>;
}
