// A path for what must be read here and there: packed files are unpacked into a temporary one.
import type { PathLike } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredFile } from './stored-file.ts';

export interface LentPath {
  readonly path: PathLike;
  /** Bytes. */
  readonly size: number;
  /** To be called when done: a temporary file goes. */
  release(): Promise<void>;
}

/**
 * The file's own path, or that of a copy.
 * @throws the error of the file system or of what unpacks the file.
 */
export async function borrowPath(file: StoredFile): Promise<LentPath> {
  if (file.path === undefined) return copyFile(file);
  const { size } = await stat(file.path);
  return { path: file.path, size, release: async () => {} };
}

async function copyFile(file: StoredFile): Promise<LentPath> {
  const folder = await mkdtemp(join(tmpdir(), 'antler-unpacked-'));
  const release = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'file');
    const handle = await open(path, 'wx');
    let size = 0;
    try {
      for await (const chunk of file.chunks()) {
        await handle.write(chunk);
        size += chunk.length;
      }
    } finally {
      await handle.close();
    }
    return { path, size, release };
  } catch (error) {
    await release();
    throw error;
  }
}
