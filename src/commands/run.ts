// Runs one command line from its words to its exit code. The only reader of the process's streams and environment.
import { readConfigFile } from '../config-file.ts';
import { createLog } from '../log.ts';
import { createOutput, flushed, type Output, OutputClosed, type OutputStream } from '../output.ts';
import { packageVersion } from '../package-root.ts';
import { createProgress, type Progress } from '../progress.ts';
import { type ReadSettings, readSettings } from '../settings.ts';
import type { SettingName } from '../settings-table.ts';
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
  /** How progress is told; left out: as lines on stderr. `write` puts a line there. */
  readonly progress?: (write: (text: string) => void) => Progress;
  /** Calls the listener whenever the keeper wants files to be read again. */
  readonly onReload?: (listener: () => void) => void;
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
  const read = () => readAllSettings(line, program.env);
  const { settings, given } = read();
  const isQuiet = settings.logLevel === 'error' || settings.logLevel === 'warn';
  const progress =
    program.progress?.((text) => void program.stderr.write(text)) ??
    createProgress(program.stderr, { isQuiet });
  const writeError = (text: string) => progress.above(`${text}\n`);
  const style = line.command.name === 'serve' ? 'json' : 'lines';
  const log = createLog({ level: settings.logLevel, style, write: (text) => progress.above(text) });
  const reloading = { onReload: program.onReload ?? (() => undefined), readSettings: () => read().settings };
  const { run } = await line.command.load();
  const context = { words: line.words, settings, given, out, log, progress, writeError, signal, version };
  return run({ ...context, ...reloading, environment: program.env, now: () => new Date() });
}

/** Where the file of settings lies is said by flag or environment, and found out first. */
function readAllSettings(
  { command, flags, mistakes }: Run,
  environment: ProgramProcess['env'],
): ReadSettings {
  const names: readonly SettingName[] = ['data', ...command.settings];
  const hint = `antler ${command.name} --help tells how it is used.`;
  const { config } = readSettings({ names: ['config'], flags, environment, hint }).settings;
  const file = config === null ? null : readConfigFile(config);
  return readSettings({ names, flags, environment, file, mistakes, hint });
}
