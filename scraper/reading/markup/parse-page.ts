// Text to flat tree through cheerio or parse5, with what a hostile page may cost bounded before the parser sees it.
import { load } from 'cheerio/slim';
import type { AnyNode, ParentNode } from 'domhandler';
import { parse } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import type { Repair } from '../../decode/model.ts';
import { closeEmptyTags } from './empty-tags.ts';
import { implyTags } from './implied-tags/imply-tags.ts';
import { mendTexts } from './mend-texts.ts';
import { openNoscript } from './noscript.ts';
import { flattenTree, type PageTree } from './tree.ts';

/** Above this many characters a page is read by the faster, looser parser and cut at `maxPageLength`. */
const looseAbove = 4_000_000;
const maxPageLength = 12_000_000;
/** Pictures and fonts written into the page, as SingleFile does: megabytes without a word of text. */
const embeddedFiles = /(data:[\w/+.-]{0,60};base64,)[A-Za-z0-9+/=]{200,}/g;
/** Browsers stop at 512; a conversation nested deeper than this is not made by people. */
const maxDepth = 800;
/** A parser that follows the standard copies every unclosed formatting element into every later block. */
const maxOpenFormatting = 40;
/** What the parser may hold open at once: it looks through all of it at every tag. Pages that hide their depth in
 * comments, scripts or pictures reach it. */
const maxOpenElements = 4 * maxDepth;
/** A parser that follows the standard compares every attribute of a tag with all before it. */
const maxAttributes = 1_000;

const voidTags = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Tags whose end is implied by the next one: their open tags say nothing about depth. */
const selfClosingTags = new Set(
  'a p li dt dd td th tr thead tbody tfoot option optgroup colgroup caption html head body'.split(' '),
);
const formattingTags = new Set('b big code em font i s small strike strong tt u'.split(' '));

/** Tags long enough for `maxAttributes`. */
const longTag = /<[a-zA-Z][^>]{2000,}/g;
/** A value in which a tag only seems to begin or end: where tags are long is then known to a parser alone. */
const quotedAngle = /=\s{0,9}(?:"[^"<>]*[<>]|'[^'<>]*[<>])/;

export interface ParsedPage {
  readonly tree: PageTree;
  /** What was left out to keep the cost bounded; empty for ordinary pages. */
  readonly limits: readonly string[];
  /** What was changed in its texts; empty for most pages. */
  readonly repairs: readonly Repair[];
}

/** Parses one page. Time and memory are bounded by its length, however it is nested. */
export function parsePage(text: string): ParsedPage {
  const limits: string[] = [];
  let html = openNoscript(text.includes(';base64,') ? text.replace(embeddedFiles, '$1') : text);
  if (html.length > maxPageLength) {
    html = html.slice(0, maxPageLength);
    limits.push(`cut at ${maxPageLength} characters`);
  }
  let implied = implyTags(html);
  if (implied === null || implied.hasEmptyTags) {
    const closed = closeEmptyTags(html);
    if (closed !== html) implied = implyTags(closed);
    html = closed;
  }
  // Most pages: a fifth of the time, and the same tree.
  if (implied !== null) return finishPage(parseLoosely(implied.html), limits);
  const flat = limitNesting(html);
  if (flat !== html) limits.push(`tags nested deeper than ${maxDepth} left out`);
  const why = flat.length > looseAbove ? 'its size' : holdsHugeTag(flat) ? 'a tag of many attributes' : null;
  const strict = why === null ? parseStrictly(flat) : null;
  if (strict === null) limits.push(`read by the faster parser because of ${why ?? 'its depth'}`);
  return finishPage(strict ?? parseLoosely(flat), limits);
}

function finishPage(root: ParentNode, limits: readonly string[]): ParsedPage {
  const tree = flattenTree(root);
  return { tree, limits, repairs: mendTexts(tree) };
}

/** Every `load` makes a class, and what a class holds outlives the collector of young objects: one serves all pages. */
const $ = load('');
/** What cheerio takes for markup: most pages, which are not copied then. */
const beginsAsMarkup = /^<[a-z!][^>]*>/i;
/** Tells cheerio that what follows is markup, however it begins. */
const mark = '<!---->';

function parseLoosely(html: string): ParentNode {
  const isMarkup = beginsAsMarkup.test(html);
  const first = $(isMarkup ? html : mark + html)[0];
  const root = first?.parent;
  if (!root) throw new TypeError('a parsed page has a root');
  if (!isMarkup) $(first).remove();
  return root;
}

class TooDeep extends Error {}

/** Parses as the standard says; null when more elements are open at once than a page of people has. */
function parseStrictly(html: string): ParentNode | null {
  let open = 0;
  const treeAdapter = {
    ...adapter,
    onItemPush: () => {
      if (++open > maxOpenElements) throw new TooDeep();
    },
    onItemPop: () => {
      open--;
    },
  };
  try {
    return parse<Htmlparser2TreeAdapterMap>(html, { treeAdapter });
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

/** True for a tag with more than `maxAttributes`; values in quotes count as one. */
function holdsHugeTag(html: string): boolean {
  for (const [tag] of html.matchAll(longTag))
    if (tag.replace(/"[^"]*"|'[^']*'/g, ' ').split(/[\s/]+/).length > maxAttributes) return true;
  return quotedAngle.test(html) && flattenTree(parseLoosely(html)).nodes.some(isHuge);
}

function isHuge(node: AnyNode): boolean {
  return 'attribs' in node && Object.keys(node.attribs).length > maxAttributes;
}

/** Drops open tags beyond the depth limits. Gives the same string when there are none. */
function limitNesting(html: string): string {
  const tag = /<(\/?)([a-zA-Z][^\s>/]{0,40})[^>]*>?/g;
  const open = new Map<string, number>();
  let depth = 0;
  let formatting = 0;
  const kept: string[] = [];
  let copied = 0;
  for (let match = tag.exec(html); match; match = tag.exec(html)) {
    const name = (match[2] ?? '').toLowerCase();
    if (voidTags.has(name) || selfClosingTags.has(name)) continue;
    const isFormatting = formattingTags.has(name);
    const count = open.get(name) ?? 0;
    if (match[1] === '/') {
      if (count === 0) continue;
      open.set(name, count - 1);
      depth--;
      if (isFormatting) formatting--;
    } else if (depth >= maxDepth || (isFormatting && formatting >= maxOpenFormatting)) {
      kept.push(html.slice(copied, match.index));
      copied = tag.lastIndex;
    } else {
      open.set(name, count + 1);
      depth++;
      if (isFormatting) formatting++;
    }
  }
  if (copied === 0) return html;
  return kept.join('') + html.slice(copied);
}
