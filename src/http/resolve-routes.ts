// GET /resolve, and paths of the archive itself on this server: old links lead to what they named.
import type { Context, Hono } from 'hono';
import type { ResolveAnswer } from '../answers/answer-resolve.ts';
import type { Assets } from '../assets.ts';
import { placePath } from '../pages/thread-address.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { messageResponse, pageFrame } from './messages.tsx';
import { queryOf } from './request-checks.ts';
import { respond } from './respond.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

/** Adds GET /resolve: a redirect, the choice between several, or a page that says that nobody knows the address. */
export function addResolvePage(app: Hono, { live, version }: AppDependencies, assets: Assets): void {
  app.get('/resolve', (c) =>
    live.borrow(async (served) => {
      const url = queryOf(c).get('url') ?? '';
      const matches = await findMatches(c, served, url);
      const [only] = matches;
      if (only !== undefined && matches.length === 1) return redirect(c, placePath(only.url));
      if (matches.length === 0 && url !== '') return unknown(c, served, assets);
      const tag = entityTag(['page', served.edition, version, assets.hash, 'resolve', url]);
      return answerFromSnapshot(c, served, { tag, question: { kind: 'resolve-page', url } });
    }),
  );
}

/** Redirects a path that the archive knows, where no route answers; null when it does not. */
export async function redirectOldPath(c: Context, served: ServedSnapshot): Promise<Response | null> {
  const { pathname, search } = new URL(c.req.url);
  const old = pathname + search;
  const matches = await findMatches(c, served, old);
  const [only] = matches;
  if (only === undefined) return null;
  return redirect(
    c,
    matches.length === 1 ? placePath(only.url) : `/resolve?${new URLSearchParams({ url: old })}`,
  );
}

async function findMatches(
  c: Context,
  served: ServedSnapshot,
  url: string,
): Promise<ResolveAnswer['matches']> {
  if (url === '') return [];
  const { signal } = c.req.raw;
  const question = { kind: 'resolve', url } as const;
  const { answer } = await served.ask({ question, encoding: null, isGone: () => signal.aborted });
  if (answer === null) return [];
  // The answer is our own, made by another thread.
  return (JSON.parse(new TextDecoder().decode(answer.body)) as ResolveAnswer).matches;
}

/** For good, but asked again each time: another snapshot may know more. */
function redirect(c: Context, location: string): Response {
  return respond(c, null, { status: 301, headers: { Location: location, 'Cache-Control': 'no-cache' } });
}

async function unknown(c: Context, served: ServedSnapshot, assets: Assets): Promise<Response> {
  return messageResponse(c, {
    status: 404,
    frame: pageFrame(assets, await served.siteName()),
    title: 'Not in this archive',
    sentences: ['No page of this archive is known by this address. A search may find what it said.'],
  });
}
