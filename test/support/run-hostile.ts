// `npm run test:hostile [CASES [SEED [FIRST]]]`: twenty thousand broken pages and archives, in a process that is watched:
// none may crash it, hang it, or take more memory than it has.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostileMessage } from './hostile-reader.ts';

const [cases = 20_000, seed = Date.now() % 1_000_000, first = 0] = process.argv.slice(2).map(Number);
const READER = fileURLToPath(new URL('hostile-reader.ts', import.meta.url));
const HEAP_MB = 768;
const SILENCE_MS = 90_000;

const failures: string[] = [];
const tell = (line: string) => process.stdout.write(`${line}\n`);

/** Reads from this case on; gives the case to go on with. */
function readFrom(from: number): Promise<number> {
  return new Promise((resolve) => {
    const child = fork(READER, [seed, from, first + cases].map(String), {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP_MB}`],
    });
    let at = from;
    let isDone = false;
    let timer = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS);
    child.on('message', (message: HostileMessage) => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS);
      if ('case' in message) at = message.case;
      else if ('failure' in message) fail(message.failure);
      else {
        isDone = true;
        tell(JSON.stringify(message.tally));
      }
      if ('case' in message && at > from && at % 1_000 === 0)
        tell(`${at - first} cases, ${failures.length} failures`);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (!isDone) fail(`case ${at} of seed ${seed}: the reader ended (${signal ?? code})`);
      resolve(isDone ? first + cases : at + 1);
    });
  });
}

function fail(message: string): void {
  failures.push(message);
  tell(`FAILED ${message}`);
}

tell(`${cases} cases, seed ${seed}`);
for (let at = first; at < first + cases; ) at = await readFrom(at);
tell(`${cases - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
