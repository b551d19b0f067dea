// Text with ranges as HTML: escaped, with <mark> and nothing else.
import type { TextRange } from './model.ts';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const SPECIAL = /[&<>"']/;
const SPECIALS = /[&<>"']/g;

/** The text escaped for HTML and XML, each range inside `<mark>`. Ranges must be sorted and must not overlap. */
export function markedHtml(text: string, ranges: readonly TextRange[]): string {
  const toHtml = SPECIAL.test(text) ? escapeHtml : asItIs;
  let html = '';
  let at = 0;
  for (const [start, end] of ranges) {
    html += `${toHtml(text.slice(at, start))}<mark>${toHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + toHtml(text.slice(at));
}

function escapeHtml(text: string): string {
  return text.replace(SPECIALS, (character) => ENTITIES.get(character) ?? character);
}

function asItIs(text: string): string {
  return text;
}
