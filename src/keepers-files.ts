// The files that a keeper writes into the data folder: read at start, and taken over again when they change. A broken one
// is refused at start; later on what was said last stays.
import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolderPaths } from '../index/data-folder.ts';
import { readIdentityRules } from '../index/identities/rules.ts';
import { type KeepersRules, NO_RULES } from '../index/keepers-rules.ts';
import { readSuppressionRules } from '../index/suppression/rules.ts';
import { describeCause, systemCode } from '../index/system-errors.ts';
import { CommandError } from './errors.ts';

/** How the text of a file is read. */
interface KeepersFile<Rules> {
  readonly name: string;
  readonly read: (text: string) => { readonly rules: Rules; readonly mistakes: readonly string[] };
}

/** Each may be missing. */
const FILES: { readonly [Part in keyof KeepersRules]: KeepersFile<KeepersRules[Part]> } = {
  suppressed: { name: 'suppressed.jsonl', read: readSuppressionRules },
  people: { name: 'people.jsonl', read: readIdentityRules },
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
export async function readKeepersFiles(dataFolder: string): Promise<KeptState> {
  const read = await readFiles(dataFolder);
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

  private constructor(dataFolder: string, state: KeptState, onEvent: (event: KeepersEvent) => void) {
    this.#dataFolder = dataFolder;
    this.#state = state;
    this.#onEvent = onEvent;
  }

  /** @throws CommandError as `readKeepersFiles` */
  static async open(
    dataFolder: string,
    onEvent: (event: KeepersEvent) => void = () => undefined,
  ): Promise<KeepersFiles> {
    return new KeepersFiles(dataFolder, await readKeepersFiles(dataFolder), onEvent);
  }

  /** Why the files as they are now are not taken over; null when they are. */
  get lastError(): string | null {
    return this.#mistakes.length === 0
      ? null
      : `The keeper's files are refused: ${this.#mistakes.join('; ')}.`;
  }

  /** What was taken over last, read anew without a look at whether the files changed. */
  async reread(): Promise<KeptState> {
    this.#readMark = await markOf(this.#dataFolder);
    const read = await readFiles(this.#dataFolder);
    if ('mistakes' in read) this.#refuse(read.mistakes);
    else this.#take(read.state);
    return this.#state;
  }

  /** The same once they have changed. Changed files must look the same twice: an editor may not be done with them. */
  async look(): Promise<KeptState> {
    const mark = await markOf(this.#dataFolder);
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
async function markOf(dataFolder: string): Promise<string> {
  const marks = fileNames().map(async (name) => {
    const stats = await statOf(pathOf(dataFolder, name));
    return stats === null ? MISSING : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join();
  });
  return (await Promise.all(marks)).join(' ');
}

/** Null when there is no such file; what else the system refuses is told when the file is read. */
async function statOf(path: string) {
  return stat(path, { bigint: true }).catch(() => null);
}

function pathOf(dataFolder: string, name: string): string {
  return join(dataFolderPaths(dataFolder).folder, name);
}

type FilesRead = { readonly state: KeptState } | { readonly mistakes: readonly string[] };

async function readFiles(dataFolder: string): Promise<FilesRead> {
  const texts: (string | null)[] = [];
  const mistakes: string[] = [];
  const readOne = async <Rules>({ name, read }: KeepersFile<Rules>): Promise<Rules> => {
    const text = await readText(pathOf(dataFolder, name));
    const isText = typeof text === 'string';
    texts.push(isText ? text : null);
    const found = read(isText ? text : '');
    const own = isText || text === null ? found.mistakes : [text.mistake];
    mistakes.push(...own.map((mistake) => `${name}, ${mistake}`));
    return found.rules;
  };
  const rules: KeepersRules = {
    suppressed: await readOne(FILES.suppressed),
    people: await readOne(FILES.people),
  };
  if (mistakes.length > 0) return { mistakes };
  const isEmpty = texts.every((text) => text === null);
  const edition = isEmpty ? '' : hash('sha256', JSON.stringify(texts), 'base64url').slice(0, 16);
  return { state: { rules, edition } };
}

/** Null when there is no such file. */
async function readText(path: string): Promise<string | null | { readonly mistake: string }> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) return { mistake: `it is larger than ${MAX_FILE_BYTES} bytes` };
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    const isNoText = error instanceof TypeError;
    return { mistake: isNoText ? 'it is no text in UTF-8' : `it cannot be read: ${describeCause(error)}` };
  }
}
