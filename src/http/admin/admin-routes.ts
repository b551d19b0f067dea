// POST /api/v1/admin/ingest, /rebuild, /rollback and GET /api/v1/admin/tasks/:id: for the keeper, with a token. They are
// there only when a token is set.
import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { AdminDesk } from '../../admin/desk.ts';
import { TASK_KINDS, type TaskKind } from '../../admin/model.ts';
import type { RouteDescription } from '../api-description.ts';
import { sendProblem } from '../problem.ts';
import { respond } from '../respond.ts';
import { taskSchema } from '../schemas.ts';
import { carriesToken } from './bearer-token.ts';

const PATH = '/api/v1/admin';
/** Nothing needs to be said beside the address. */
const MAX_BODY_BYTES = 1_000;

const SENTENCES: Readonly<Record<TaskKind, string>> = {
  ingest: 'Read the configured sources into the catalog',
  rebuild: 'Build a snapshot of the catalog and publish it',
  rollback: 'Publish the previous snapshot again',
};

/** The routes as the API describes them. */
export const ADMIN_ROUTES: readonly RouteDescription[] = [
  ...TASK_KINDS.map(
    (kind): RouteDescription => ({
      name: kind,
      method: 'post',
      path: `${PATH}/${kind}`,
      summary: `${SENTENCES[kind]}, in its turn; needs a bearer token`,
      answer: taskSchema,
      answerStatus: 202,
      problems: kind === 'ingest' ? [400, 401, 409, 413] : [400, 401, 413],
    }),
  ),
  {
    name: 'getTask',
    path: `${PATH}/tasks/{id}`,
    summary: 'What became of it; needs a bearer token',
    answer: taskSchema,
    problems: [401, 404],
  },
];

/** Adds them all. */
export function addAdminRoutes(app: Hono, desk: AdminDesk): void {
  const guard = requireToken(desk.token);
  for (const kind of TASK_KINDS) {
    app.post(`${PATH}/${kind}`, guard, async (c) => (await refuseBody(c)) ?? accept(c, kind, desk));
  }
  app.get(`${PATH}/tasks/:id`, guard, (c) => {
    const task = desk.tasks.get(c.req.param('id'));
    if (task !== null) return respondTask(c, task);
    const detail =
      'There is no such task; only the latest are remembered, and none from before the last start.';
    return sendProblem(c, { status: 404, title: 'Not found', detail });
  });
}

function requireToken(token: string): MiddlewareHandler {
  return async (c, next) => {
    if (carriesToken(c.req.header('authorization'), token)) return next();
    const detail = 'This needs the token of the keeper, as Authorization: Bearer TOKEN.';
    const challenge = { 'WWW-Authenticate': 'Bearer realm="antler admin"' };
    return sendProblem(c, { status: 401, title: 'Unauthorized', detail }, challenge);
  };
}

function accept(c: Context, kind: TaskKind, desk: AdminDesk): Response {
  if (kind === 'ingest' && !desk.hasSources) {
    const detail = 'No sources are configured: start the server with --source PATH (or ANTLER_SOURCES).';
    return sendProblem(c, { status: 409, title: 'No sources', detail });
  }
  const task = desk.ask(kind, c.get('client') ?? null);
  if (task === null) {
    const detail = 'Too many tasks are waiting already.';
    return sendProblem(c, { status: 503, title: 'Too busy', detail }, { 'Retry-After': '30' });
  }
  return respondTask(c, task, { status: 202, location: `${PATH}/tasks/${task.id}` });
}

function respondTask(
  c: Context,
  task: object,
  { status = 200, location }: { readonly status?: number; readonly location?: string } = {},
): Response {
  return respond(c, JSON.stringify(task), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(location === undefined ? {} : { Location: location }),
    },
  });
}

/** What is read, and from where, is the keeper's setting alone: a request cannot say it. */
async function refuseBody(c: Context): Promise<Response | null> {
  const text = await readAtMost(c.req.raw.body, MAX_BODY_BYTES);
  if (text === null) {
    const detail = `A body of more than ${MAX_BODY_BYTES} bytes is not read; none is needed.`;
    return sendProblem(c, { status: 413, title: 'Body too large', detail }, { Connection: 'close' });
  }
  if (text.trim() === '' || /^\{\s*\}$/.test(text.trim())) return null;
  const detail = 'This takes no body: what is read is configured where the server is started.';
  return sendProblem(c, { status: 400, title: 'Bad body', detail });
}

/** Null when there is more. */
async function readAtMost(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string | null> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString();
}
