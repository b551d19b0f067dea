// The fingerprint of a file's bytes, by which a file that did not change is known again.
import { createHash } from 'node:crypto';
import type { StoredFile } from './stored-file.ts';

/**
 * SHA-256 of a file as it lies there, hex. Reads it once, a piece at a time.
 * @throws the error of the file system or of what unpacks the file.
 */
export async function hashFile(file: StoredFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.chunks()) hash.update(chunk);
  return hash.digest('hex');
}
