// Entry of a task's process: runs one command as the command line would, and tells its parent how far it is.
import { runProgram } from '../commands/run.ts';
import { reportProgress } from './report-progress.ts';

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
// Without its parent nobody would ever hear of it.
process.once('disconnect', () => stop.abort());

const send = (message: object) => {
  if (process.connected) process.send?.(message, () => undefined);
};
const { argv, env, stdout, stderr } = process;
const program = { argv, env, stdout, stderr, progress: reportProgress(send) };
process.exit(await runProgram(program, stop.signal));
