// Measuring tools of the benchmarks: quantiles, and processes watched for their time and peak memory.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** What one process took. */
export interface ProcessCost {
  readonly code: number | null;
  readonly elapsedMs: number;
  /** Peak resident memory, mebibytes; null where `/proc` does not tell. */
  readonly peakMebibytes: number | null;
  readonly stderr: string;
}

const SAMPLE_EVERY_MS = 50;

/** The value below which `share` (0 to 1) of the values lie; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The middle value; NaN for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Runs `node` with these arguments to its end, its standard output going to a file. */
export async function runNode(words: readonly string[], outputFile: string): Promise<ProcessCost> {
  const output = await open(outputFile, 'w');
  try {
    const startedAt = performance.now();
    const child = spawn(process.execPath, words, { stdio: ['ignore', output.fd, 'pipe'] });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    let peakMebibytes: number | null = null;
    const timer = setInterval(() => {
      peakMebibytes = peakMemory(child.pid) ?? peakMebibytes;
    }, SAMPLE_EVERY_MS);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    clearInterval(timer);
    return { code, elapsedMs: performance.now() - startedAt, peakMebibytes, stderr };
  } finally {
    await output.close();
  }
}

/** Peak resident memory of a running process, mebibytes. */
export function peakMemory(pid: number | undefined): number | null {
  try {
    const kibibytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) / 1024;
  } catch {
    return null; // ended already, or a system without /proc
  }
}

/** What this process took since its start, all threads together. */
export function ownCost(): { readonly cpuMs: number; readonly peakMebibytes: number } {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMebibytes: maxRSS / 1024 };
}

/** Runs a program that prints a line of JSON last; gives what that says. @throws Error with what it wrote when it fails */
export async function runReporting<T>(words: readonly string[], outputFile: string): Promise<T> {
  const { code, stderr } = await runNode(['--import', 'tsx', ...words], outputFile);
  const line = readFileSync(outputFile, 'utf8').trim().split('\n').at(-1) ?? '';
  if (code !== 0) throw new Error(`${words.join(' ')} fails: ${stderr}`);
  return JSON.parse(line) as T;
}

/** Bytes of the files below a folder whose path matches. */
export function folderSize(folder: string, path: RegExp): number {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (path.test(file) && statSync(file).isFile()) bytes += statSync(file).size;
  }
  return bytes;
}
