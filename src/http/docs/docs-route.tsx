// GET /docs: the interface for programs, readable. Made once for each name of an archive, of the description that programs read.
import type { Hono } from 'hono';
import type { Assets } from '../../assets.ts';
import { DocsPage } from '../../pages/docs-page.tsx';
import { renderView } from '../../pages/render-view.ts';
import type { AppDependencies } from '../dependencies.ts';
import { createFixedAnswer, type FixedAnswer } from '../fixed-answer.ts';
import { pageFrame } from '../messages.tsx';
import { describeDocs } from './describe-docs.ts';

/** What the page is made of. */
export interface DocsParts {
  readonly assets: Assets;
  /** The description. */
  readonly json: () => string;
}

/** Adds GET /docs; it is there also while no archive is served. */
export function addDocsRoute(app: Hono, { live }: AppDependencies, parts: DocsParts): void {
  let made: { readonly siteName: string | null; readonly answer: FixedAnswer } | null = null;
  app.get('/docs', async (c) => {
    const siteName = live.state().ready ? await live.borrow((served) => served.siteName()) : null;
    if (made?.siteName !== siteName) made = { siteName, answer: createDocs(parts, siteName) };
    return made.answer(c);
  });
}

function createDocs({ assets, json }: DocsParts, siteName: string | null): FixedAnswer {
  const view = <DocsPage frame={pageFrame(assets, siteName)} {...describeDocs(json())} />;
  return createFixedAnswer(`<!DOCTYPE html>\n${renderView(view)}`, 'text/html; charset=utf-8');
}
