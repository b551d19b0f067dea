// GET /api/v1/documents/:id: one post or comment, with its ancestors and replies when asked for.
import type { Context, Hono } from 'hono';
import type { DocumentId, Entry } from '../../index/model.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { type DocumentView, documentView } from './document-view.ts';
import { answerTagged, entityTag } from './entity-tag.ts';
import { choiceList } from './parameter-kinds.ts';
import { readParameters } from './parameters.ts';
import { badParameters, notFoundProblem } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { documentAnswerSchema } from './schemas.ts';
import { sendJson } from './send.ts';
import { ancestorsOf, readThread, repliesTo, type WholeThread } from './thread-reading.ts';

const INCLUDES = ['ancestors', 'replies'] as const;
type Include = (typeof INCLUDES)[number];

const DOCUMENT_PARAMETERS = {
  include: choiceList(
    INCLUDES,
    'Also give these: ancestors, from the post down to the parent; replies, the direct ones in reading order.',
  ),
} as const;

/** The route as the API describes it. */
export const DOCUMENT_ROUTE: RouteDescription = {
  name: 'getDocument',
  path: '/api/v1/documents/{id}',
  summary: 'One post or comment',
  parameters: DOCUMENT_PARAMETERS,
  answer: documentAnswerSchema,
  problems: [400, 404],
};

/** Adds GET /api/v1/documents/:id. */
export function addDocumentRoute(app: Hono, dependencies: AppDependencies): void {
  app.get('/api/v1/documents/:id', (c) => answerDocument(c, c.req.param('id'), dependencies));
}

function answerDocument(c: Context, id: string, dependencies: AppDependencies): Response | Promise<Response> {
  const { values, mistakes } = readParameters(DOCUMENT_PARAMETERS, queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  const include = INCLUDES.filter((name) => values.include?.includes(name));
  return dependencies.live.borrow((snapshot) => {
    const tag = entityTag(['document', snapshot.manifest.id, dependencies.version, id, ...include]);
    return answerTagged(c, tag, async () => {
      const answer = await documentAnswer(snapshot, id, include);
      return answer === null ? notFoundProblem(c, 'document') : sendJson(c, answer);
    });
  });
}

interface DocumentAnswer {
  readonly document: DocumentView;
  readonly ancestors: readonly DocumentView[];
  readonly replies: readonly DocumentView[];
}

/** Null when no post or comment has this id; pings are no documents. */
async function documentAnswer(
  snapshot: Snapshot,
  id: string,
  include: readonly Include[],
): Promise<DocumentAnswer | null> {
  // Any text may be asked for; the store knows which of them are ids.
  const entry = await snapshot.store.entry(id as DocumentId);
  if (entry === null || entry.position === null) return null;
  if (include.length === 0) return loneDocument(snapshot, entry);
  const thread = await readThread(snapshot.store, entry.threadId);
  if (thread === null) return null;
  const view = (shown: Entry) => documentView(shown, thread.info, parentIn(thread, shown));
  return {
    document: view(entry),
    ancestors: include.includes('ancestors') ? ancestorsOf(thread, entry).map(view) : [],
    replies: include.includes('replies') ? repliesTo(thread, entry).map(view) : [],
  };
}

/** Reads two entries, not the whole thread. */
async function loneDocument(snapshot: Snapshot, entry: Entry): Promise<DocumentAnswer | null> {
  const info = await snapshot.store.thread(entry.threadId);
  if (info === null) return null;
  const parent = entry.parentId === null ? null : await snapshot.store.entry(entry.parentId);
  return { document: documentView(entry, info, parent), ancestors: [], replies: [] };
}

function parentIn(thread: WholeThread, entry: Entry): Entry | null {
  return (entry.parentId === null ? null : thread.byId.get(entry.parentId)) ?? null;
}
