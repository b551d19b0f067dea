// Loaded into the program by a test (node --import): ends it like a power cut, by SIGKILL, before its n-th file operation.
// With 0 it ends by itself and tells on stderr how many there were. SQLite's and worker threads' operations do not count.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const killAt = Number(process.env.KILL_AT_OPERATION);
let done = 0;

function count(target, names) {
  for (const name of names) {
    const original = target[name];
    target[name] = function (...args) {
      done += 1;
      if (done === killAt) process.kill(process.pid, 'SIGKILL');
      return original.apply(this, args);
    };
  }
}

if (isMainThread) {
  const path = join(tmpdir(), `antler-kill-${process.pid}`);
  const handle = await fs.promises.open(path, 'w');
  count(Object.getPrototypeOf(handle), ['write', 'writeFile', 'sync']);
  await handle.close();
  fs.rmSync(path);
  count(fs.promises, ['open', 'rename', 'mkdir', 'rm']);
  count(fs, ['mkdirSync', 'writeFileSync', 'rmSync']);
  syncBuiltinESMExports();
  if (killAt === 0) process.on('exit', () => fs.writeSync(2, `operations: ${done}\n`));
}
