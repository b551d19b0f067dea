// Texts that stand in data rather than in the page: plain, with markup, or with markup whose marks were escaped.
import { parsePage } from './parse-page.ts';
import { findFirst } from './select.ts';
import { type Body, readBody } from './text.ts';
import { subtree } from './tree.ts';

const tag = /<(?:\/?[a-z][^<>]*|!--)>/i;
const entity = /&(?:#\d{2,6}|#x[\da-f]{2,6}|\w{2,10});/i;

/** The body a text of the data holds: markup is read as in a page; line breaks of plain text stay. */
export function bodyOfData(text: string, baseUrl: string | null): Body {
  const html = tag.test(text) ? text : entity.test(text) ? unescapeOnce(text) : text;
  const source = tag.test(html) ? html : escapeText(html).replace(/\r\n?|\n/g, '<br>');
  const { tree } = parsePage(source);
  const body = findFirst(tree, 'body');
  const range = body === null ? { from: 0, to: tree.nodes.length } : subtree(tree, body);
  return readBody(tree, [range], { dropped: new Set(), baseUrl });
}

/** Entities decoded, white space kept as the markup has it. */
function unescapeOnce(text: string): string {
  const { tree } = parsePage(`<pre>\n${text}`);
  return readBody(tree, [{ from: 0, to: tree.nodes.length }], { dropped: new Set(), baseUrl: null }).text;
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
