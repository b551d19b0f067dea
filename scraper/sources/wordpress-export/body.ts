// Bodies and single lines of an export: WordPress' raw text to HTML, and HTML to text by the same rules as pages.
import { parsePage } from '../../reading/markup/parse-page.ts';
import { type Body, lineOf, readBody } from '../../reading/markup/text.ts';
import { cleanLine, collectLinks } from '../record-texts.ts';
import { markParagraphs } from './paragraphs.ts';
import { replaceShortcodes } from './shortcodes.ts';

/** What a body is read with. */
export interface ExportBodyOptions {
  /** Shortcodes work in posts, not in comments. */
  readonly hasShortcodes: boolean;
  /** Address that relative links are resolved against, or null: then they are left out. */
  readonly baseUrl: string | null;
}

const NOTHING: ReadonlySet<number> = new Set();

/** Reads the text of a post or comment as the database holds it. Addresses that stand bare in it count as links. */
export function readExportBody(raw: string, { hasShortcodes, baseUrl }: ExportBodyOptions): Body {
  const html = markParagraphs(hasShortcodes ? replaceShortcodes(raw) : raw);
  const { tree } = parsePage(asPage(html));
  const whole = { from: 0, to: tree.nodes.length };
  const body = readBody(tree, [whole], { dropped: NOTHING, baseUrl });
  return { ...body, links: collectLinks(body.links, body.text) };
}

/** A title or name on one line, without markup; empty when there is nothing. */
export function readExportLine(raw: string): string {
  if (!/[<&]/.test(raw)) return cleanLine(raw);
  const { tree } = parsePage(asPage(raw));
  return cleanLine(lineOf(tree, { from: 0, to: tree.nodes.length }));
}

function asPage(html: string): string {
  return `<!doctype html><body>${html}`;
}
