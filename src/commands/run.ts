// Runs one command line from its words to its exit code. The only reader of the process's streams and environment.
import { createLog } from '../log.ts';
import { createOutput, flushed, type Output, OutputClosed, type OutputStream } from '../output.ts';
import { packageVersion } from '../package-root.ts';
import { createProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { describeFailure } from './failure.ts';
import { printCommandHelp, printProgramHelp } from './help.ts';
import type { CommandRow } from './model.ts';
import { type CommandLine, parseCommandLine } from './parse.ts';

/** What of a process is used; a test hands in its own. */
export interface ProgramProcess {
  /** As in Node: the program's own words come third. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

type Run = Extract<CommandLine, { kind: 'run' }>;

/** Runs the program. Never rejects: what goes wrong is told on stderr and in the exit code.
 * `signal` is aborted by SIGINT or SIGTERM; the command then ends as soon as it can. */
export async function runProgram(program: ProgramProcess, signal: AbortSignal): Promise<number> {
  try {
    return await runCommandLine(program, signal);
  } catch (error) {
    // Nobody reads any more, as with `antler extract … | head`: that is no failure.
    if (error instanceof OutputClosed) return 0;
    const lines = signal.aborted
      ? ['antler: Stopped before the end.']
      : describeFailure(error, Boolean(program.env.ANTLER_DEBUG));
    program.stderr.write(lines.map((line) => `${line}\n`).join(''));
    return 2;
  } finally {
    await Promise.all([flushed(program.stdout), flushed(program.stderr)]);
  }
}

async function runCommandLine(program: ProgramProcess, signal: AbortSignal): Promise<number> {
  program.stderr.on('error', () => {});
  const out = createOutput(program.stdout, program.env);
  const line = parseCommandLine(program.argv.slice(2));
  const version = packageVersion();
  if (line.kind === 'version') await out.line(version);
  else if (line.kind === 'help') await out.line(printHelp(line.command, version));
  else return runCommand(line, { program, signal, version, out });
  return 0;
}

function printHelp(command: CommandRow | null, version: string): string {
  return command === null ? printProgramHelp(version) : printCommandHelp(command);
}

interface Surroundings {
  readonly program: ProgramProcess;
  readonly signal: AbortSignal;
  readonly version: string;
  readonly out: Output;
}

async function runCommand(line: Run, around: Surroundings): Promise<number> {
  const { program, signal, version, out } = around;
  const { settings, given } = readSettings({
    names: ['data', ...line.command.settings],
    flags: line.flags,
    environment: program.env,
    mistakes: line.mistakes,
    hint: `antler ${line.command.name} --help tells how it is used.`,
  });
  const isQuiet = settings.logLevel === 'error' || settings.logLevel === 'warn';
  const progress = createProgress(program.stderr, { isQuiet });
  const writeError = (text: string) => progress.above(`${text}\n`);
  const style = line.command.name === 'serve' ? 'json' : 'lines';
  const log = createLog({ level: settings.logLevel, style, write: (text) => progress.above(text) });
  const { run } = await line.command.load();
  const context = { words: line.words, settings, given, out, log, progress, writeError, signal, version };
  return run({ ...context, now: () => new Date() });
}
