// Answers methods that a route does not have: OPTIONS says which it has, the others get 405 (RFC 9110, 15.5.6).
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';

/** `onMethod` makes the 405 answer; `Allow` is added here. */
export function answerOtherMethods(
  app: Hono,
  fallbacks: { readonly onMethod: (c: Context, allow: string) => Response },
): MiddlewareHandler {
  return methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const allow = [...methods, 'OPTIONS'].join(', ');
      // The new answer would take over the type of the 404 before it.
      c.res.headers.delete('Content-Type');
      const response = c.req.method === 'OPTIONS' ? c.body(null, 204) : fallbacks.onMethod(c, allow);
      response.headers.set('Allow', allow);
      return response;
    },
  });
}
