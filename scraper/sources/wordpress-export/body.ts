// Bodies of an export: WordPress' raw text to HTML, and HTML to text by the same rules as pages.
import type { Body } from '../../reading/markup/text.ts';
import { readFragment } from '../html-fragment.ts';
import { markParagraphs } from './paragraphs.ts';
import { replaceShortcodes } from './shortcodes.ts';

/** What a body is read with. */
export interface ExportBodyOptions {
  /** Shortcodes work in posts, not in comments. */
  readonly hasShortcodes: boolean;
  /** Address that relative links are resolved against, or null: then they are left out. */
  readonly baseUrl: string | null;
}

/** Reads the text of a post or comment as the database holds it. Addresses that stand bare in it count as links. */
export function readExportBody(raw: string, { hasShortcodes, baseUrl }: ExportBodyOptions): Body {
  return readFragment(markParagraphs(hasShortcodes ? replaceShortcodes(raw) : raw), baseUrl);
}
