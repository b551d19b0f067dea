// Answers methods that a route does not have: OPTIONS says which it has, the others get 405 (RFC 9110, 15.5.6).
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { respondToOptions } from './respond.ts';

/** `onMethod` makes the 405 answer. */
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
      return c.req.method === 'OPTIONS' ? respondToOptions(c, allow) : fallbacks.onMethod(c, allow);
    },
  });
}
