// GET /docs: the interface for programs, readable. Made once, of the description that programs read.
import type { Hono } from 'hono';
import type { Assets } from '../../assets.ts';
import { DocsPage } from '../../pages/docs-page.tsx';
import { renderView } from '../../pages/render-view.ts';
import { createFixedAnswer, type FixedAnswer } from '../fixed-answer.ts';
import { pageFrame } from '../messages.tsx';
import { describeDocs } from './describe-docs.ts';

/** Adds GET /docs; `json` gives the description. */
export function addDocsRoute(app: Hono, assets: Assets, json: () => string): void {
  let answer: FixedAnswer | null = null;
  app.get('/docs', (c) => {
    answer ??= createDocs(assets, json());
    return answer(c);
  });
}

function createDocs(assets: Assets, json: string): FixedAnswer {
  const view = <DocsPage frame={pageFrame(assets, null)} {...describeDocs(json)} />;
  return createFixedAnswer(`<!DOCTYPE html>\n${renderView(view)}`, 'text/html; charset=utf-8');
}
