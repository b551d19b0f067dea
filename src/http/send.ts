// Sends whole texts with their length, so that short ones are left uncompressed.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Sends a value as JSON. */
export function sendJson(c: Context, value: unknown, status: ContentfulStatusCode = 200): Response {
  return sendText(c, JSON.stringify(value), 'application/json; charset=utf-8', status);
}

/** Sends a page; the doctype is added. */
export function sendHtml(c: Context, html: string, status: ContentfulStatusCode = 200): Response {
  return sendText(c, `<!DOCTYPE html>\n${html}`, 'text/html; charset=utf-8', status);
}

/** Sends a text of any type. */
export function sendText(
  c: Context,
  text: string,
  contentType: string,
  status: ContentfulStatusCode = 200,
): Response {
  return c.body(text, status, {
    'Content-Type': contentType,
    'Content-Length': String(Buffer.byteLength(text)),
  });
}
