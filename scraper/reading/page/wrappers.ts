// What archive and mirror tools add around a page: taken off, and read for the page's own address and capture time.
import { unwrapArchive } from '../markup/urls.ts';

export interface UnwrappedPage {
  readonly html: string;
  /** Address the tool wrote into the page, or null. */
  readonly originalUrl: string | null;
  readonly capturedAt: string | null;
  /** Names of the tools, for explanations. */
  readonly tools: readonly string[];
}

/** Remarks of tools stand near the start or the end. */
const edge = 20_000;

/** Takes off the Wayback toolbar and reads the remarks of HTTrack, browsers, SingleFile and the Wayback Machine. */
export function unwrapPage(text: string): UnwrappedPage {
  const edges = text.length > edge * 2 ? text.slice(0, edge) + text.slice(-edge) : text;
  const tools: string[] = [];
  let originalUrl: string | null = null;
  let capturedAt: string | null = null;
  const mirrored =
    /<!--\s*Mirrored from (\S+) by HTTrack[^>]*?,\s*(\w{3}, \d{1,2} \w{3} \d{4} [\d:]+ GMT)?/i.exec(edges);
  if (mirrored) {
    tools.push('HTTrack');
    originalUrl = `http://${unescapeAmp(mirrored[1] ?? '').replace(/^https?:\/\//i, '')}`;
    capturedAt = isoOf(mirrored[2]);
  }
  const saved = /<!--\s*saved from url=\(\d+\)(\S+?)\s*-->/i.exec(edges);
  if (saved) {
    tools.push('browser');
    originalUrl ??= saved[1] ?? null;
  }
  const single = /Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n(]+))?/i.exec(edges);
  if (single) {
    tools.push('SingleFile');
    originalUrl ??= single[1] ?? null;
    capturedAt ??= isoOf(single[2]);
  }
  const wayback = /FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d{1,2}, \d{4})/.exec(edges);
  if (wayback) {
    tools.push('Wayback Machine');
    capturedAt ??= isoOf(`${wayback[1]} UTC`);
  }
  if (originalUrl !== null) originalUrl = unwrapArchive(originalUrl);
  return { html: withoutToolbar(text), originalUrl, capturedAt, tools };
}

function withoutToolbar(text: string): string {
  const start = text.indexOf('<!-- BEGIN WAYBACK TOOLBAR INSERT');
  if (start < 0) return text;
  const mark = '<!-- END WAYBACK TOOLBAR INSERT';
  const end = text.indexOf(mark, start);
  if (end < 0) return text;
  const after = text.indexOf('-->', end);
  return text.slice(0, start) + (after < 0 ? '' : text.slice(after + 3));
}

function unescapeAmp(text: string): string {
  return text.replace(/&amp;/g, '&');
}

function isoOf(text: string | undefined): string | null {
  const time = text === undefined ? Number.NaN : Date.parse(text.trim());
  return Number.isFinite(time) ? new Date(time).toISOString().replace(/\.\d+Z$/, 'Z') : null;
}
