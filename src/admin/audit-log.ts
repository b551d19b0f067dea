// Who asked for what, when, and what came of it: a line each in the data folder, for the keeper. Never a token.
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderPaths } from '../../index/data-folder.ts';
import type { TaskKind } from './model.ts';

/** One line. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly event: 'asked' | 'succeeded' | 'failed';
  readonly task: string;
  readonly kind: TaskKind;
  /** The address of whoever asked, where addresses may be kept; else left out. */
  readonly from?: string;
  readonly error?: string;
}

const FILE = 'audit.jsonl';
const FORMER_FILE = 'audit.1.jsonl';
const MAX_BYTES = 5_000_000;

/** Writes at once; one former file is kept. */
export class AuditLog {
  readonly #path: string;
  readonly #formerPath: string;

  constructor(dataFolder: string) {
    const { folder } = dataFolderPaths(dataFolder);
    this.#path = join(folder, FILE);
    this.#formerPath = join(folder, FORMER_FILE);
  }

  /** @throws the system's error: what cannot be written down must not be done */
  write(entry: AuditEntry): void {
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > MAX_BYTES) renameSync(this.#path, this.#formerPath);
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }
}
