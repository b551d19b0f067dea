// GET /archive/*: the archived pages themselves with their stylesheets, pictures and fonts, shut into a sandbox. Nothing of
// them runs, asks other hosts or sees our pages.
import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import { type ArchivedFile, type ArchivedPlace, openArchived } from '../archived-pages/archived-files.ts';
import { showsArchive } from '../archived-pages/archived-threads.ts';
import { tamePage } from '../archived-pages/tame-page.ts';
import type { Assets } from '../assets.ts';
import { Busy } from '../search-threads/model.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag, isKnown, notModified, tagHeaders } from './entity-tag.ts';
import { messageResponse, pageFrame } from './messages.tsx';
import { redirectOldPath } from './resolve-routes.ts';
import { respond } from './respond.ts';

const ROOT = '/archive/';
/** Files that are read or sent at a time; who comes then is told to come again. */
const MAX_OPEN = 64;
/** Smaller files are read as a whole. */
const STREAMED_FROM_BYTES = 262_144;

/** Adds GET /archive/threads/:id, which leads to the page of a thread, and GET /archive/:source/*. */
export function addArchivedPages(app: Hono, { live, version }: AppDependencies, assets: Assets): void {
  const { site } = assets.pageFiles;
  if (site.archive === 'off') return;
  const counter = { open: 0 };
  const isWithheld = ({ hasRemoved }: ServedSnapshot) => !showsArchive(site, hasRemoved);
  app.get('/archive/threads/:id', (c) =>
    live.borrow((served) => {
      const making = { served, assets };
      return isWithheld(served) ? withhold(c, making) : leadToPage(c, c.req.param('id'), making);
    }),
  );
  app.get('/archive/*', (c) =>
    live.borrow(async (served) => {
      const place = placeOf(new URL(c.req.url));
      if (place === null) return missing(c, { served, assets });
      if (isWithheld(served)) return withhold(c, { served, assets });
      if (counter.open >= MAX_OPEN) throw new Busy('Too many archived files are being read.');
      counter.open += 1;
      const done = () => {
        counter.open -= 1;
      };
      const file = await openArchived(served.manifest.archive.sources, place).catch((error: unknown) => {
        done();
        throw error;
      });
      if (file.kind === 'file') return sendFile(c, file, { version, done });
      done();
      return sayWhatElse(c, file.kind, { served, assets });
    }),
  );
}

interface Making {
  readonly served: ServedSnapshot;
  readonly assets: Assets;
}

/** Null for what no mirror holds. Encoded slashes and dots are letters of a name here, and refused as such. */
function placeOf({ pathname, search }: URL): ArchivedPlace | null {
  const [source = '', ...rest] = pathname.slice(ROOT.length).split('/');
  if (!/^\d{1,4}$/.test(source)) return null;
  const isFolder = rest.at(-1) === '';
  try {
    const names = (isFolder ? rest.slice(0, -1) : rest).map(decodeURIComponent);
    const query = decodeURIComponent(search.slice(1));
    return rest.length === 0 ? null : { source: Number(source), names, isFolder, query };
  } catch {
    return null;
  }
}

async function leadToPage(c: Context, id: string, making: Making): Promise<Response> {
  const { signal } = c.req.raw;
  const question = { kind: 'archived-page', id } as const;
  const { answer } = await making.served.ask({ question, encoding: null, isGone: () => signal.aborted });
  if (answer === null) return missing(c, making);
  const path = new TextDecoder().decode(answer.body).split('/').map(encodeURIComponent).join('/');
  return respond(c, null, {
    status: 302,
    headers: { Location: `${ROOT}${path}`, 'Cache-Control': 'no-cache' },
  });
}

/** Closes the file whatever happens. */
async function sendFile(
  c: Context,
  file: Extract<ArchivedFile, { readonly kind: 'file' }>,
  { version, done }: { readonly version: string; readonly done: () => void },
): Promise<Response> {
  const { handle, bytes, modifiedMs, contentType } = file;
  let isSending = false;
  try {
    const tag = entityTag(['archived', version, c.req.url, String(bytes), String(modifiedMs)]);
    if (isKnown(c, tag)) return notModified(c, tag);
    if (contentType === null) {
      const page = await tamePage(await handle.readFile());
      return respond(c, page.bytes, { headers: headersOf(tag, page.contentType, page.styles) });
    }
    const headers = headersOf(tag, contentType, []);
    if (c.req.raw.method === 'HEAD') return respond(c, null, { headers });
    if (bytes < STREAMED_FROM_BYTES) return respond(c, new Uint8Array(await handle.readFile()), { headers });
    isSending = true;
    const stream = handle.createReadStream({ autoClose: true }).once('close', done);
    return respond(c, Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers });
  } finally {
    if (!isSending) {
      await handle.close();
      done();
    }
  }
}

/** The sandbox gives the page an origin of its own and takes scripts, forms and automatic moves away from it. */
function headersOf(tag: string, contentType: string, styles: readonly string[]): Record<string, string> {
  const policy = [
    'sandbox',
    "default-src 'none'",
    "img-src 'self' data:",
    ["style-src 'self'", ...styles].join(' '),
    "font-src 'self' data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    ...tagHeaders(tag),
    'Content-Type': contentType,
    'Content-Security-Policy': policy.join('; '),
    'X-Robots-Tag': 'noindex',
    // Fonts are asked for with CORS, and a page in a sandbox is of no origin.
    ...(contentType.startsWith('font/') ? { 'Access-Control-Allow-Origin': '*' } : {}),
  };
}

async function sayWhatElse(
  c: Context,
  kind: Exclude<ArchivedFile['kind'], 'file'>,
  making: Making,
): Promise<Response> {
  if (kind === 'folder') {
    const { pathname, search } = new URL(c.req.url);
    return respond(c, null, { status: 301, headers: { Location: `${pathname}/${search}` } });
  }
  const sentence = 'This file of the archive is too large to be shown here.';
  return kind === 'nothing' ? missing(c, making) : message(c, 403, { ...making, sentence });
}

function withhold(c: Context, making: Making): Promise<Response> {
  const sentence =
    'Something was removed from this archive at request. The archived pages may still show it, and are not shown.';
  return message(c, 403, { ...making, sentence });
}

/** An old site may have had such a path itself. */
async function missing(c: Context, making: Making): Promise<Response> {
  const old = await redirectOldPath(c, making.served);
  const sentence =
    'The archive has no page here, or it no longer lies where it was read. A search finds what was said on it.';
  return old ?? message(c, 404, { ...making, sentence });
}

async function message(
  c: Context,
  status: number,
  { served, assets, sentence }: Making & { readonly sentence: string },
): Promise<Response> {
  const frame = pageFrame(assets, await served.siteName());
  return messageResponse(c, { status, frame, title: 'No archived page', sentences: [sentence] });
}
