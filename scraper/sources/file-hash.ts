// The fingerprint of a file's bytes, by which a file that did not change is known again.
import { createHash } from 'node:crypto';
import { createReadStream, type PathLike } from 'node:fs';

/**
 * SHA-256 of a file as it lies there, hex. Reads it once, a megabyte at a time.
 * @throws the error of the file system.
 */
export async function hashFile(path: PathLike): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}
