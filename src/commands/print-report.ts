// Prints the report of an ingest for people: what the catalog holds, what was skipped and why, what does not add up.
import type {
  CountMismatch,
  FamilyReport,
  IngestReport,
  RepairReport,
  SkipSummary,
} from '../ingest/model.ts';
import { countOf, printCount, printDuration } from '../numbers.ts';
import { describeRepair } from '../repairs.ts';
import { isFailure } from '../skip-reasons.ts';
import { oneLine } from '../terminal-text.ts';

const SHOWN_EXAMPLES = 2;
const SHOWN_MISMATCHES = 5;
const SHOWN_FAMILIES = 12;
const SHOWN_REPAIRS = 5;

/** True when a page could not be read: the exit code is then 1. */
export function hasFailures(report: IngestReport): boolean {
  return report.skips.some(({ reason }) => isFailure(reason));
}

/** The lines to print. Counts are of the whole catalog, but those of pages are of this run. */
export function printReport(report: IngestReport): readonly string[] {
  const { pages, threads, posts, comments, pings, seconds } = report;
  return [
    `This time: ${countOf(pages.read, 'page')} with posts or comments, ${printCount(pages.skipped)} skipped, ${printCount(pages.unchanged)} unchanged since before (${printDuration(seconds * 1000)})`,
    `In all: ${countOf(threads, 'thread')}, ${countOf(posts, 'post')}, ${countOf(comments, 'comment')}, ${countOf(pings, 'ping')}${report.skips.length === 0 ? '' : '; pages that give none:'}`,
    ...report.skips.flatMap(printSkips),
    ...printFamilies(report.families),
    ...printMismatches(report),
    ...printRepairs(report.repairs),
    ...printOddities(report),
  ];
}

/** Failures are shown with each example's reason, ordinary skips in one line. */
function printSkips({ reason, count, examples }: SkipSummary): string[] {
  if (!isFailure(reason)) {
    const shown = examples.slice(0, SHOWN_EXAMPLES).map((skip) => oneLine(skip.page));
    return [
      `  skipped ${printCount(count)} (${reason}): ${shown.join(', ')}${count > shown.length ? ', …' : ''}`,
    ];
  }
  const rest = count - examples.length;
  return [
    `  could not read ${printCount(count)} (${reason}):`,
    ...examples.map((skip) => `    ${oneLine(skip.page)}: ${oneLine(skip.detail)}`),
    ...(rest > 0 ? [`    and ${printCount(rest)} more`] : []),
  ];
}

const FAMILY_COLUMNS = ['pages', 'threads', 'comments', 'pings', 'count agrees', 'no author', 'no date'];

/** A table: one line a dialect and theme, its numbers under their names. */
function printFamilies(families: readonly FamilyReport[]): string[] {
  if (families.length === 0) return [];
  const shown = families.slice(0, SHOWN_FAMILIES);
  const rows = [['by dialect and theme', ...FAMILY_COLUMNS], ...shown.map(familyCells)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  const rest = families.length - shown.length;
  return [...lines.map((line) => `  ${line}`), ...(rest > 0 ? [`  and ${printCount(rest)} more`] : [])];
}

function familyCells(family: FamilyReport): string[] {
  const { dialect, theme, pages, threads, comments, pings, counted } = family;
  const agreeing = `${printCount(counted.threads - counted.mismatches)} of ${printCount(counted.threads)}`;
  return [
    oneLine(theme === null ? dialect : `${dialect} ${theme}`).slice(0, 40),
    ...[pages, threads, comments, pings].map(printCount),
    counted.threads === 0 ? '-' : agreeing,
    ...[family.withoutAuthor.pages, family.withoutDate.pages].map(printCount),
  ];
}

function printRepairs(repairs: readonly RepairReport[]): string[] {
  const rest = repairs.length - SHOWN_REPAIRS;
  return [
    ...repairs.slice(0, SHOWN_REPAIRS).map((repair) => {
      const [example] = repair.examples;
      const shown = example
        ? `: \u201c${oneLine(example.before)}\u201d became \u201c${oneLine(example.after)}\u201d`
        : '';
      return `  repaired ${countOf(repair.places, 'place')} on ${countOf(repair.pages, 'page')} (${describeRepair(repair)})${shown}`;
    }),
    ...(rest > 0 ? [`  and ${countOf(rest, 'other kind')} of repair`] : []),
  ];
}

function printMismatches({ counted, mismatches }: IngestReport): string[] {
  if (counted.threads === 0) return [];
  const right = counted.threads - counted.mismatches;
  const rest = counted.mismatches - Math.min(SHOWN_MISMATCHES, mismatches.length);
  return [
    `  ${printCount(right)} of ${countOf(counted.threads, 'page')} that print a number of comments gave exactly as many`,
    ...mismatches.slice(0, SHOWN_MISMATCHES).map(describeMismatch),
    ...(rest > 0 ? [`    and ${printCount(rest)} more: --report writes all of them to a file`] : []),
  ];
}

function describeMismatch({ page, declared, comments, pings }: CountMismatch): string {
  const found = `${countOf(comments, 'comment')}${pings === 0 ? '' : ` and ${countOf(pings, 'ping')}`}`;
  return `    ${oneLine(page)} prints ${printCount(declared)}, found ${found}`;
}

function printOddities(report: IngestReport): string[] {
  const { repeatedIds, unknownParents, homelessComments, missing } = report;
  const removed = missing.removed > 0 ? 'dropped' : 'kept; --prune drops them';
  return [
    ...(repeatedIds > 0
      ? [`  ${countOf(repeatedIds, 'record')} with an id that came again: the last one counts`]
      : []),
    ...(unknownParents > 0
      ? [
          `  ${countOf(unknownParents, 'reply', 'replies')} whose parent is no comment of the thread, made top-level`,
        ]
      : []),
    ...(homelessComments > 0
      ? [
          `  ${countOf(homelessComments, 'comment')} left out: only feeds hold them, and no page or export their posts`,
        ]
      : []),
    ...(missing.count > 0 ? [`  ${countOf(missing.count, 'page')} gone from the source (${removed})`] : []),
  ];
}
