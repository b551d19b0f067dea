// One page in, one reading out: decode, unwrap, parse, choose the dialect, read. The only entrance to the dialects.
import { decodePage } from './decode/decode.ts';
import { joinSurrogateReferences } from './decode/double-escapes.ts';
import type { Repair } from './decode/model.ts';
import type { ThreadReading } from './dialects/model.ts';
import type { Candidate } from './dialects/registry.ts';
import { dialects, rankDialects } from './dialects/registry.ts';
import { readFeed } from './feeds/read-feed.ts';
import type { Page, Reading, Skip, SkipReason, ThreadPart } from './model.ts';
import { parsePage } from './reading/markup/parse-page.ts';
import type { PagePath } from './reading/markup/urls.ts';
import { identifyThread } from './reading/page/identity.ts';
import { whyNotHtml } from './reading/page/not-html.ts';
import { type PageView, viewPage } from './reading/page/page-view.ts';
import { findTheme } from './reading/page/theme.ts';
import { unwrapPage } from './reading/page/wrappers.ts';

export interface ExtractOptions {
  /** Base address for pages that name none, or null. */
  readonly siteUrl: string | null;
}

/** Raised when the shared reading changes its output; dialects have versions of their own. */
const readingVersion = 5;

/** Versions of everything that shapes a reading, for the ledger of pages that need not be read again. */
export const extractProgram = [
  `reading${readingVersion}`,
  ...dialects.map(({ name, version }) => `${name}${version}`),
]
  .sort()
  .join(' ');

/** Reads one page: a part of a thread, or a skip with its reason. Same page, same reading. Linear in the page's size. */
export function extractPage(page: Page, options: ExtractOptions): Reading {
  const opened = openPage(page, options);
  if ('settled' in opened) return opened.settled;
  const [best] = rankDialects(opened.view);
  if (!best) return skip(page, 'no-content', 'no dialect takes this page');
  return readWith(page, opened, best);
}

/** What was seen in a page and what became of it. */
export interface PageExplanation {
  readonly page: string;
  readonly charset: string;
  readonly charsetEvidence: string;
  /** Archive tools that left their remarks. */
  readonly tools: readonly string[];
  readonly limits: readonly string[];
  /** What was changed in the page's text before it was read. */
  readonly repairs: readonly Repair[];
  /** Most confident first; empty when the page is no HTML. */
  readonly candidates: readonly {
    readonly dialect: string;
    readonly confidence: number;
    readonly evidence: readonly string[];
  }[];
  /** What the chosen dialect found and left out, and why. */
  readonly notes: readonly string[];
  readonly reading: Reading;
}

/** Reads one page and says how. */
export function explainPage(page: Page, options: ExtractOptions): PageExplanation {
  const opened = openPage(page, options);
  const { charset, evidence: charsetEvidence } = opened.decoded;
  const base = { page: page.path, charset, charsetEvidence, tools: opened.tools };
  if ('settled' in opened)
    return {
      ...base,
      limits: [],
      repairs: [],
      candidates: [],
      notes: [opened.settled.detail],
      reading: opened.settled,
    };
  const ranked = rankDialects(opened.view);
  const candidates = ranked.map(({ dialect, detection }) => ({ dialect: dialect.name, ...detection }));
  const [best] = ranked;
  const read = best?.dialect.read(opened.view);
  const notes = read?.kind === 'thread' ? read.notes : [read?.detail ?? 'no dialect takes this page'];
  const reading = best
    ? readWith(page, opened, best)
    : skip(page, 'no-content', 'no dialect takes this page');
  return { ...base, limits: opened.view.limits, repairs: opened.repairs, candidates, notes, reading };
}

interface Opened {
  readonly decoded: { readonly charset: string; readonly evidence: string };
  readonly tools: readonly string[];
}

interface OpenView {
  readonly view: PageView;
  readonly repairs: readonly Repair[];
}

function openPage(page: Page, options: ExtractOptions): Opened & (OpenView | { readonly settled: Skip }) {
  const early = whyNotHtml(page.bytes, null);
  if (early)
    return {
      decoded: { charset: 'none', evidence: 'not decoded' },
      tools: [],
      settled: skip(page, early.reason, early.detail),
    };
  const decoded = decodePage(page.bytes, page.transportCharset);
  const unwrapped = unwrapPage(decoded.text);
  const why = whyNotHtml(page.bytes, unwrapped.html);
  const opened = { decoded, tools: unwrapped.tools };
  if (why?.reason === 'feed') return { ...opened, settled: readFeed(unwrapped.html, page) };
  if (why) return { ...opened, settled: skip(page, why.reason, why.detail) };
  const joined = joinSurrogateReferences(unwrapped.html);
  const parsed = parsePage(joined.text);
  const repairs = [...decoded.repairs, ...surrogateRepairs(joined.count), ...parsed.repairs];
  const view = viewPage(parsed, {
    path: page.path,
    ownUrl: page.url ?? unwrapped.originalUrl,
    siteUrl: options.siteUrl,
    capturedAt: page.capturedAt ?? unwrapped.capturedAt,
  });
  return { ...opened, view, repairs };
}

function surrogateRepairs(count: number): Repair[] {
  return count === 0 ? [] : [{ table: 'surrogates', rounds: 1, count }];
}

function readWith(page: Page, { view, repairs }: OpenView, { dialect }: Candidate): Reading {
  const read = dialect.read(view);
  if (read.kind === 'none') return skip(page, read.reason, read.detail);
  const part = toPart(view, dialect.name, read);
  return repairs.length === 0 ? part : { ...part, repairs };
}

function toPart(view: PageView, dialect: string, read: ThreadReading): ThreadPart {
  const theme = findTheme(view.tree);
  const identity = identifyThread(view, {
    postNumber: read.postNumber,
    hasUniqueNumber: read.hasUniqueNumber,
    readAddress: read.readAddress ?? asItStands,
    title: read.post?.title ?? read.postTitle ?? '',
    commentNumbers: read.hasSiteIds ? siteIds(read) : [],
  });
  return {
    kind: 'part',
    page: view.path,
    dialect,
    ...(theme === null ? {} : { theme }),
    host: view.host,
    url: identity.url,
    site: read.site,
    aliases: identity.aliases,
    commentPage: identity.commentPage,
    isCopy: identity.isCopy,
    post: read.post,
    comments: read.comments.map((comment) => ({
      ...comment,
      url: identity.url === null || comment.url === null ? null : identity.url + comment.url,
    })),
    declaredCommentCount: read.declaredCommentCount,
    commentsState: read.commentsState,
    capturedAt: view.capturedAt,
    ...(view.dates.order === null ? {} : { dateOrder: view.dates.order }),
  };
}

function asItStands(page: PagePath): PagePath {
  return page;
}

function siteIds(read: ThreadReading): string[] {
  const numbers = read.comments.map((comment) => comment.id).filter((id) => /^\d{2,}$/.test(id));
  return numbers.sort((a, b) => Number(a) - Number(b));
}

function skip(page: Page, reason: SkipReason, detail: string): Skip {
  return { kind: 'skip', page: page.path, reason, detail };
}
