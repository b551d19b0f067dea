// Pages that only say something: errors, for people.
import type { Context } from 'hono';
import type { Assets } from '../assets.ts';
import type { Frame } from '../pages/layout.tsx';
import { MessagePage } from '../pages/message-page.tsx';
import { renderView } from '../pages/render-view.ts';
import { respondHtml } from './respond.ts';

/** What pages know of the server; the archive's name is null while no snapshot is served. */
export function pageFrame(assets: Assets, siteName: string | null): Frame {
  return { siteName: siteName ?? 'Antler', ...assets.pageFiles };
}

/** What a page of words says. */
export interface Message {
  readonly status: number;
  readonly frame: Frame;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The message as a page; below 500 with the search box. */
export function messageResponse(c: Context, message: Message): Response {
  return sendMessage(c, renderMessage(message), message);
}

/** A message whose page is made already. */
export function sendMessage(
  c: Context,
  page: string,
  { status, headers }: Pick<Message, 'status' | 'headers'>,
): Response {
  return respondHtml(c, page, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

/** The page of a message. */
export function renderMessage({ status, frame, title, sentences }: Omit<Message, 'headers'>): string {
  return renderView(<MessagePage frame={frame} title={title} sentences={sentences} hasForm={status < 500} />);
}
