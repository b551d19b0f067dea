// Lets file operations of this process fail, or write less than asked: the functions of node:fs are replaced for a while,
// so that the program itself needs no seam. SQLite's own files and worker threads are not reached.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FileOperation {
  /** `rename`, `mkdirSync`; operations of an open file as `file.sync`. */
  readonly name: string;
  /** In the order in which they are called, from 0. */
  readonly index: number;
}

/** What happens instead: an error of the system with this code, or a write of a part. Null: what was asked for. */
export type Fault = { readonly code: string } | 'short' | null;

export type Judge = (operation: FileOperation) => Fault;

/** Those that change something; the others read. */
export const CHANGING: ReadonlySet<string> = new Set([
  ...['open for writing', 'rename', 'mkdir', 'rm', 'writeFile', 'copyFile', 'symlink'],
  ...['mkdirSync', 'writeFileSync', 'rmSync', 'renameSync', 'file.write', 'file.writeFile', 'file.sync'],
]);

const OF_PROMISES = [
  'open',
  'rename',
  'mkdir',
  'rm',
  'readdir',
  'readFile',
  'writeFile',
  'copyFile',
  'symlink',
];
const SYNCHRONOUS = ['mkdirSync', 'writeFileSync', 'rmSync', 'renameSync', 'readFileSync'];
const OF_FILES = ['write', 'writeFile', 'sync', 'read'];

type Operation = (...args: unknown[]) => unknown;
type Operations = Record<string, Operation>;

/** Runs `work` while `judge` decides of every file operation, then puts everything back. */
export async function withFileFaults<T>(judge: Judge, work: () => Promise<T>): Promise<T> {
  // The boundary to untyped doings: functions are taken out and put back by name.
  const files = (await prototypeOfFiles()) as unknown as Operations;
  const targets: [Operations, readonly string[], string][] = [
    [fs.promises as unknown as Operations, OF_PROMISES, ''],
    [fs as unknown as Operations, SYNCHRONOUS, ''],
    [files, OF_FILES, 'file.'],
  ];
  const undo: (() => void)[] = [];
  let index = 0;
  for (const [target, names, prefix] of targets) {
    for (const name of names) {
      const original = target[name];
      if (original === undefined) throw new Error(`node:fs has no ${name}`);
      undo.push(() => {
        target[name] = original;
      });
      target[name] = faulty(original, prefix + name, (called) => judge({ name: called, index: index++ }));
    }
  }
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    for (const step of undo) step();
    syncBuiltinESMExports();
  }
}

function faulty(original: Operation, name: string, judge: (name: string) => Fault): Operation {
  const isSync = name.endsWith('Sync');
  return function (this: unknown, ...args: unknown[]): unknown {
    const isWriting = name === 'open' && typeof args[1] === 'string' && args[1] !== 'r';
    const fault = judge(isWriting ? 'open for writing' : name);
    if (fault === null) return original.apply(this, args);
    if (fault === 'short') return original.apply(this, shortened(name, args));
    const error = Object.assign(new Error(`${fault.code}: made for a test, ${name}`), { code: fault.code });
    if (isSync) throw error;
    return Promise.reject(error);
  };
}

/** `write(bytes, offset, length)` with less than half of the length; other calls as they are. */
function shortened(name: string, args: unknown[]): unknown[] {
  const [bytes, offset, length] = args;
  if (name !== 'file.write' || typeof length !== 'number') return args;
  return [bytes, offset, Math.max(1, Math.floor(length / 3))];
}

async function prototypeOfFiles(): Promise<object> {
  const folder = await fs.promises.mkdtemp(join(tmpdir(), 'antler-faults-'));
  const handle = await fs.promises.open(join(folder, 'file'), 'w');
  try {
    return Object.getPrototypeOf(handle) as object;
  } finally {
    await handle.close();
    await fs.promises.rm(folder, { recursive: true });
  }
}
