// A server as a process of its own: started, its address read off what it prints, its memory watched, ended.

import { spawn } from 'node:child_process';
import { peakMemory } from '../measure.ts';

/** A server that runs. */
export interface BenchServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Until now, mebibytes; null where the system does not tell. */
  peakMebibytes(): number | null;
  stop(): Promise<void>;
}

/** Starts `node` with these words. @throws Error when it ends without having printed an address */
export async function startServer(words: readonly string[]): Promise<BenchServer> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /serves (http:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`a server ended without printing its address: ${words}`)));
  });
  return {
    origin,
    peakMebibytes: () => peakMemory(child.pid),
    stop: () => {
      child.kill();
      return gone;
    },
  };
}
