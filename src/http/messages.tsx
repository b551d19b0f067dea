// Pages that only say something: errors, for people.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Frame } from '../pages/layout.tsx';
import { MessagePage } from '../pages/message-page.tsx';
import { renderView } from '../pages/render-view.ts';
import { sendHtml } from './send.ts';

/** What a page of words says. */
export interface Message {
  readonly status: ContentfulStatusCode;
  readonly frame: Frame;
  readonly title: string;
  readonly sentences: readonly string[];
}

/** The message as a page; below 500 with the search box. */
export function messageResponse(c: Context, message: Message): Response {
  const { status, frame, title, sentences } = message;
  const response = sendHtml(
    c,
    renderView(<MessagePage frame={frame} title={title} sentences={sentences} hasForm={status < 500} />),
    status,
  );
  response.headers.set('Cache-Control', 'no-store');
  return response;
}
