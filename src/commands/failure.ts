// Tells why a command could not run: one clear sentence, what to do next, and for our own mistakes where they happened.
import { IndexError } from '../../index/errors.ts';
import { describeCause, systemCode } from '../../index/system-errors.ts';
import { ScraperError } from '../../scraper/errors.ts';
import { CommandError } from '../errors.ts';
import { oneLine, printable } from '../terminal-text.ts';

/** Lines for stderr that tell what `error` means. `withStack` adds where an unexpected error happened. */
export function describeFailure(error: unknown, withStack: boolean): readonly string[] {
  if (isOurs(error)) {
    const [first = '', ...others] = error.message.split('\n').map(oneLine);
    const stack = withStack ? [printable(String(error.stack)), ...causeOf(error)] : [];
    return [`antler: ${first}`, ...others.map((line) => `        ${line}`), oneLine(error.hint), ...stack];
  }
  const sentence = systemSentence(error);
  if (sentence !== null) return [`antler: ${sentence}`, ...(withStack ? [stackOf(error)] : [])];
  const message = error instanceof Error ? error.message : String(error);
  const tail = withStack ? stackOf(error) : 'Run it again with ANTLER_DEBUG=1 to see where, and report it.';
  return [`antler: Something unexpected happened: ${oneLine(message)}`, 'This is a bug in antler.', tail];
}

function isOurs(error: unknown): error is ScraperError | IndexError | CommandError {
  return error instanceof ScraperError || error instanceof IndexError || error instanceof CommandError;
}

/** What the operating system refused, for a place that nobody foresaw; null for errors of another kind. */
function systemSentence(error: unknown): string | null {
  if (systemCode(error) === null || !(error instanceof Error)) return null;
  const path = 'path' in error && typeof error.path === 'string' ? ` (${oneLine(error.path)})` : '';
  return `Could not go on: ${describeCause(error)}${path}.`;
}

function causeOf(error: Error): string[] {
  return error.cause === undefined ? [] : [`caused by ${stackOf(error.cause)}`];
}

function stackOf(error: unknown): string {
  return printable(error instanceof Error ? String(error.stack) : String(error));
}
