// The files that a keeper writes into the data folder: read at start, and taken over again when they change. A broken one
// is refused at start; later on what was said last stays.
import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderPaths } from '../index/data-folder.ts';
import { type KeepersRules, NO_RULES } from '../index/keepers-rules.ts';
import { readSuppressionRules } from '../index/suppression/rules.ts';
import { describeCause } from '../index/system-errors.ts';
import { CommandError } from './errors.ts';

/** How the text of a file is read. */
interface KeepersFile<Rules> {
  readonly name: string;
  readonly read: (text: string) => { readonly rules: Rules; readonly mistakes: readonly string[] };
}

/** Each may be missing. */
const FILES: { readonly [Part in keyof KeepersRules]: KeepersFile<KeepersRules[Part]> } = {
  suppressed: { name: 'suppressed.jsonl', read: readSuppressionRules },
};

/** What the files say at a moment. */
export interface KeptState {
  readonly rules: KeepersRules;
  /** Tells one content of the files from another, also in another process; empty without any. */
  readonly edition: string;
}

/** Nothing is written. */
export const NOTHING_KEPT: KeptState = { rules: NO_RULES, edition: '' };

/** What becomes of changed files. */
export type KeepersEvent =
  | { readonly kind: 'taken'; readonly state: KeptState }
  /** `mistakes`: one sentence each, with file and line. */
  | { readonly kind: 'refused'; readonly mistakes: readonly string[] };

const MAX_FILE_BYTES = 50_000_000;
const MISSING = 'missing';

/** @throws CommandError `file-unusable` with every mistake of all files, one a line */
export function readKeepersFiles(dataFolder: string): KeptState {
  const read = readFiles(dataFolder);
  if ('state' in read) return read.state;
  throw new CommandError(
    'file-unusable',
    ["The keeper's files cannot be used:", ...read.mistakes].join('\n'),
    {
      hint: `Correct ${fileNames().join(' and ')} in the data folder; the README says how their lines look.`,
    },
  );
}

/** Follows the files of a data folder. */
export class KeepersFiles {
  readonly #dataFolder: string;
  readonly #onEvent: (event: KeepersEvent) => void;
  #state: KeptState;
  /** How the files looked when they were read last, and at the last look. */
  #readMark = '';
  #seenMark = '';
  #mistakes: readonly string[] = [];

  /** @throws CommandError as `readKeepersFiles` */
  constructor(dataFolder: string, onEvent: (event: KeepersEvent) => void = () => undefined) {
    this.#dataFolder = dataFolder;
    this.#onEvent = onEvent;
    this.#state = readKeepersFiles(dataFolder);
  }

  /** Why the files as they are now are not taken over; null when they are. */
  get lastError(): string | null {
    return this.#mistakes.length === 0
      ? null
      : `The keeper's files are refused: ${this.#mistakes.join('; ')}.`;
  }

  /** What was taken over last, read anew without a look at whether the files changed. */
  reread(): KeptState {
    this.#readMark = markOf(this.#dataFolder);
    const read = readFiles(this.#dataFolder);
    if ('mistakes' in read) this.#refuse(read.mistakes);
    else this.#take(read.state);
    return this.#state;
  }

  /** The same once they have changed. Changed files must look the same twice: an editor may not be done with them. */
  look(): KeptState {
    const mark = markOf(this.#dataFolder);
    const isSettled = mark === this.#seenMark;
    this.#seenMark = mark;
    return isSettled && mark !== this.#readMark ? this.reread() : this.#state;
  }

  #take(state: KeptState): void {
    const isNews = state.edition !== this.#state.edition || this.#mistakes.length > 0;
    this.#mistakes = [];
    this.#state = state;
    if (isNews) this.#onEvent({ kind: 'taken', state });
  }

  /** The same mistakes are told once. */
  #refuse(mistakes: readonly string[]): void {
    const isNews = mistakes.join() !== this.#mistakes.join();
    this.#mistakes = mistakes;
    if (isNews) this.#onEvent({ kind: 'refused', mistakes });
  }
}

function fileNames(): readonly string[] {
  return Object.values(FILES).map(({ name }) => name);
}

/** Everything that changes when one of the files does. */
function markOf(dataFolder: string): string {
  const marks = fileNames().map((name) => {
    const stats = statSync(pathOf(dataFolder, name), { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? MISSING : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join();
  });
  return marks.join(' ');
}

function pathOf(dataFolder: string, name: string): string {
  return join(dataFolderPaths(dataFolder).folder, name);
}

function readFiles(
  dataFolder: string,
): { readonly state: KeptState } | { readonly mistakes: readonly string[] } {
  const texts: (string | null)[] = [];
  const mistakes: string[] = [];
  const readOne = <Rules>({ name, read }: KeepersFile<Rules>): Rules => {
    const text = readText(pathOf(dataFolder, name));
    texts.push(typeof text === 'string' ? text : null);
    const found = read(typeof text === 'string' ? text : '');
    const own = text !== null && typeof text === 'object' ? [text.mistake] : found.mistakes;
    mistakes.push(...own.map((mistake) => `${name}, ${mistake}`));
    return found.rules;
  };
  const rules: KeepersRules = { suppressed: readOne(FILES.suppressed) };
  if (mistakes.length > 0) return { mistakes };
  const isEmpty = texts.every((text) => text === null);
  const edition = isEmpty ? '' : hash('sha256', JSON.stringify(texts), 'base64url').slice(0, 16);
  return { state: { rules, edition } };
}

/** Null when there is no such file. */
function readText(path: string): string | null | { readonly mistake: string } {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return null;
    if (stats.size > MAX_FILE_BYTES) return { mistake: `it is larger than ${MAX_FILE_BYTES} bytes` };
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return { mistake: 'it is no text in UTF-8' };
    return { mistake: `it cannot be read: ${describeCause(error)}` };
  }
}
