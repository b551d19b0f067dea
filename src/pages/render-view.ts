// Turns views into text. Views here are synchronous and plain; one that is not is a mistake of ours.
import type { HtmlEscapedString } from 'hono/utils/html';

/** The view as HTML. @throws Error when a view is asynchronous */
export function renderView(view: HtmlEscapedString | Promise<HtmlEscapedString>): string {
  const html: unknown = view.toString();
  if (typeof html !== 'string') throw new Error('a view must not be asynchronous');
  return html;
}
