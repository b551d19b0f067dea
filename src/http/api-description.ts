// Describes the API's routes as OpenAPI 3.1, from the schemas that check requests.
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { createFixedAnswer, type FixedAnswer } from './fixed-answer.ts';
import type { ParameterTable } from './parameters.ts';
import { problemSchema } from './schemas.ts';

/** What the description says of a route. */
export interface RouteDescription {
  /** What generated clients call it. */
  readonly name: string;
  /** As OpenAPI writes it: `/api/v1/threads/{id}`. */
  readonly path: string;
  /** `get` unless given. */
  readonly method?: 'get' | 'post';
  readonly summary: string;
  /** Parameters of the query string, when it has any. */
  readonly parameters?: ParameterTable;
  /** Names of those that must be there; the others may be left out. */
  readonly required?: readonly string[];
  readonly answer: z.ZodType;
  /** Type of the answer; JSON unless given. */
  readonly answerType?: string;
  /** 200 unless given. */
  readonly answerStatus?: number;
  /** Statuses of the problems beside 500 and 503. */
  readonly problems: readonly number[];
  /** What a 503 means when it has the shape of the answer and is no problem. */
  readonly unready?: string;
}

const PROBLEM_TITLES: Readonly<Record<number, string>> = {
  400: 'A bad parameter; `errors` names each.',
  401: 'No token, or another one.',
  404: 'No such thing in this archive.',
  409: 'Not as the server is set up.',
  410: 'The snapshot of the cursor is not served any more.',
  413: 'The body is too large.',
  429: 'Asked too often; `Retry-After` says when to ask again.',
  500: 'An error of the server.',
  503: 'No snapshot is served yet, or too many searches wait.',
};

/** Serves the description at /openapi.json; `json` gives it. */
export function addDescriptionRoute(app: Hono, json: () => string): void {
  let answer: FixedAnswer | null = null;
  app.get('/openapi.json', (c) => {
    answer ??= createFixedAnswer(json(), 'application/json; charset=utf-8');
    return answer(c);
  });
}

/** The description of these routes, as JSON. */
export function createDescription(version: string, routes: readonly RouteDescription[]): string {
  return JSON.stringify(describeApi(version, routes));
}

function describeApi(version: string, routes: readonly RouteDescription[]) {
  // Only its registry is used: the routes check their parameters themselves, all at once and in our words.
  const description = new OpenAPIHono();
  for (const route of routes) description.openAPIRegistry.registerPath(describeRoute(route));
  return description.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Antler',
      version,
      description: 'Search of an archived blog: its posts and their comments.',
    },
    servers: [{ url: '/' }],
  });
}

function describeRoute(route: RouteDescription) {
  return {
    method: route.method ?? 'get',
    path: route.path,
    operationId: route.name,
    summary: route.summary,
    request: {
      query: z.object(querySchemas(route)),
      ...pathSchemas(route.path),
    },
    responses: {
      ...Object.fromEntries(
        [...route.problems, 429, 500, 503].map((status) => [status, problemResponse(status)]),
      ),
      [route.answerStatus ?? 200]: answerResponse('Done.', route),
      ...(route.unready === undefined ? {} : { 503: answerResponse(route.unready, route) }),
    },
  } as const;
}

/** The names in braces are part of the path. */
function pathSchemas(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  if (names.length === 0) return {};
  return { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) };
}

function querySchemas({ parameters = {}, required = [] }: RouteDescription): Record<string, z.ZodType> {
  const schemaOf = (name: string, schema: z.ZodType) =>
    required.includes(name) ? schema : schema.optional();
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { schema }]) => [name, schemaOf(name, schema)]),
  );
}

function answerResponse(description: string, { answer, answerType = 'application/json' }: RouteDescription) {
  return { description, content: { [answerType]: { schema: answer } } };
}

function problemResponse(status: number) {
  return {
    description: PROBLEM_TITLES[status] ?? 'A problem.',
    content: { 'application/problem+json': { schema: problemSchema } },
  };
}
