// The log: short lines for people in commands, one JSON object a line while serving. Always on stderr, never on stdout.
import { printable, printableJson } from './terminal-text.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Named values beside a message. Never a reader's query or address. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  /** The least important level that is written; may be set anew. */
  level: LogLevel;
}

export interface LogOptions {
  /** The least important level that is written. */
  readonly level: LogLevel;
  readonly style: 'json' | 'lines';
  /** Gets each line with its line feed. */
  readonly write: (line: string) => void;
  readonly now?: () => Date;
}

/** Makes a log. Fields named `level`, `time` or `msg` lose against the log's own. */
export function createLog(options: LogOptions): Log {
  const now = options.now ?? (() => new Date());
  const print = options.style === 'json' ? jsonLine : textLine;
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(log.level)) return;
      options.write(print(level, now(), message, fields));
    };
  const log: Log = {
    ...{ error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') },
    level: options.level,
  };
  return log;
}

function jsonLine(level: LogLevel, time: Date, msg: string, fields: LogFields): string {
  return `${printableJson({ level, time: time.toISOString(), msg, ...withoutOwn(fields) })}\n`;
}

function textLine(level: LogLevel, _time: Date, message: string, fields: LogFields): string {
  const label = level === 'error' ? 'antler: ' : level === 'warn' ? 'warning: ' : '';
  const named = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  const tail = named.map(([name, value]) => ` ${name}=${value}`).join('');
  return `${printable(label + message + tail).replaceAll('\n', ' ')}\n`;
}

function withoutOwn(fields: LogFields): LogFields {
  const { level: _level, time: _time, msg: _msg, ...others } = fields;
  return others;
}
