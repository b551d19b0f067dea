// HTML that stands in a record of an export or a feed: read by the same rules as pages.
import { parsePage } from '../reading/markup/parse-page.ts';
import { type Body, lineOf, readBody } from '../reading/markup/text.ts';
import { cleanLine, collectLinks } from './record-texts.ts';

const NOTHING: ReadonlySet<number> = new Set();

/** The body of a post or comment; relative links are left out without `baseUrl`. Bare addresses count as links. */
export function readFragment(html: string, baseUrl: string | null): Body {
  const { tree } = parsePage(asPage(html));
  const body = readBody(tree, [{ from: 0, to: tree.nodes.length }], { dropped: NOTHING, baseUrl });
  return { ...body, links: collectLinks(body.links, body.text) };
}

/** A title or name on one line, without markup; empty when there is nothing. */
export function readFragmentLine(raw: string): string {
  if (!/[<&]/.test(raw)) return cleanLine(raw);
  const { tree } = parsePage(asPage(raw));
  return cleanLine(lineOf(tree, { from: 0, to: tree.nodes.length }));
}

/** Text typed without markup: its line ends are breaks. */
export function withLineBreaks(html: string): string {
  return /<(?:br|p|div|li)\b/i.test(html) ? html : html.replace(/\r\n?|\n/g, '<br>');
}

function asPage(html: string): string {
  return `<!doctype html><body>${html}`;
}
