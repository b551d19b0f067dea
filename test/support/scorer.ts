// Runs a scorer that lies beside the checkout, as a process of its own: it knows the product by what it prints or serves.
import { spawn } from 'node:child_process';

/** What it prints. `codes` are those it may end with. @throws Error when it ends with another */
export function runScorer(words: readonly string[], codes: readonly number[] = [0]): Promise<string> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code !== null && codes.includes(code)
        ? resolve(output)
        : reject(new Error(`the scorer ended with ${code}`)),
    );
  });
}
