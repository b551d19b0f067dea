// The shapes of the API's answers, for the OpenAPI document and for tests that hold answers against it. Data only.

import { z } from '@hono/zod-openapi';
import { FACETS, INTERVALS } from '../../index/model.ts';
import { TASK_KINDS, TASK_STATES } from '../admin/model.ts';

const count = z.int().min(0);
const id = z.string().min(1);
const path = z.string().startsWith('/').openapi({ description: 'A path on this server.' });
const url = z.string().openapi({ description: 'As archived; may be no working address.' });
const isoDate = z.string().openapi({
  description: 'ISO 8601, cut to its precision, with the offset it was written in.',
  example: '2009-06-18T14:03:00-05:00',
});
const range = z.tuple([count, count]).openapi({
  type: 'array',
  items: { type: 'integer', minimum: 0 },
  minItems: 2,
  maxItems: 2,
  description: 'Start and end as UTF-16 offsets, the end excluded.',
});

/** `nullable()` of a named schema would let the name itself mean null, wherever the description uses it. */
const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()]);

const personSchema = z.object({ name: z.string(), slug: id }).openapi('Person');
const datePrecision = z.enum(['year', 'month', 'day', 'minute', 'second']).nullable();
const inReplyTo = z.object({ id, author: orNull(personSchema) }).nullable();

const snippetSchema = z
  .object({ html: z.string(), text: z.string(), ranges: z.array(range) })
  .openapi('Snippet', { description: '`html` is `text` escaped, with only <mark> added at `ranges`.' });

const threadSummary = {
  id,
  title: z.string().nullable(),
  url: path,
  commentCount: count,
};

const hitFields = {
  id,
  type: z.enum(['post', 'comment']),
  score: z.number(),
  url: path,
  originalUrl: url.nullable(),
  title: z.string().nullable(),
  author: orNull(personSchema),
  publishedAt: isoDate.nullable(),
  datePrecision,
  thread: z.object({ ...threadSummary, hitCount: count, position: count }),
  inReplyTo,
  snippet: snippetSchema,
};

const furtherHitSchema = z.object(hitFields).openapi('FurtherHit');
const hitSchema = z
  .object({ ...hitFields, more: z.array(furtherHitSchema).max(3).optional() })
  .openapi('Hit', { description: '`more` is there with group=thread.' });

const snapshotSchema = z.object({ id, builtAt: z.iso.datetime() }).openapi('Snapshot');

/** GET /api/v1/search. */
export const searchAnswerSchema = z
  .object({
    query: z.string(),
    interpreted: z.string(),
    totalHits: count,
    totalThreads: count,
    limit: count,
    offset: count,
    processingTimeMs: z.number().min(0),
    hits: z.array(hitSchema),
    facets: z.partialRecord(z.enum(FACETS), z.record(z.string(), count)),
    facetsCut: z.array(z.enum(FACETS)),
    estimated: z
      .array(z.enum(['totalThreads', 'facets']))
      .optional()
      .describe('Counts that are near the truth and not it; absent where all are exact.'),
    histogram: z
      .object({
        interval: z.enum(INTERVALS),
        buckets: z.array(z.object({ key: z.string(), count })),
        undated: count,
      })
      .nullable(),
    relaxed: z
      .object({ fuzzy: z.record(z.string(), z.string()).optional(), dropped: z.array(z.string()).optional() })
      .nullable(),
    warnings: z.array(z.string()),
    snapshot: snapshotSchema,
    links: z.object({ self: path, next: path.nullable(), html: path, atom: path }),
  })
  .openapi('SearchAnswer');

const entryFields = {
  id,
  url: path,
  originalUrl: url.nullable(),
  title: z.string().nullable(),
  author: orNull(personSchema),
  byPostAuthor: z.boolean(),
  publishedAt: isoDate.nullable(),
  datePrecision,
  inReplyTo,
  text: z.string(),
  quotes: z.array(range),
  tags: z.array(z.string()),
  links: z.array(url),
};

const documentSchema = z
  .object({
    ...entryFields,
    type: z.enum(['post', 'comment']),
    position: count,
    thread: z.object({ ...threadSummary, originalUrl: url.nullable(), position: count }),
  })
  .openapi('Document');

/** GET /api/v1/documents/:id. */
export const documentAnswerSchema = z
  .object({
    document: documentSchema,
    ancestors: z.array(documentSchema),
    replies: z.array(documentSchema),
  })
  .openapi('DocumentAnswer');

const postSchema = z
  .object({ ...entryFields, type: z.literal('post'), position: z.literal(0) })
  .openapi('Post');
const replyFields = { ...entryFields, parentId: id.nullable(), depth: count };
const commentSchema = z
  .object({ ...replyFields, type: z.literal('comment'), position: count })
  .openapi('Comment');
const pingSchema = z
  .object({ ...replyFields, type: z.enum(['pingback', 'trackback']), position: z.null() })
  .openapi('Ping');

/** GET /api/v1/threads/:id. */
export const threadAnswerSchema = z
  .object({
    thread: z.object({
      ...threadSummary,
      originalUrl: url.nullable(),
      site: z.string().nullable(),
      declaredCommentCount: count.nullable(),
      capturedAt: z.string().nullable(),
    }),
    post: orNull(postSchema),
    comments: z.array(commentSchema),
    pings: z.array(pingSchema),
    hits: z.array(id).optional(),
  })
  .openapi('ThreadAnswer', { description: '`hits` is there with `q`.' });

/** GET /api/v1/suggest. */
export const suggestAnswerSchema = z
  .object({
    query: z.string(),
    suggestions: z.array(
      z.object({ kind: z.enum(['title', 'person', 'term']), text: z.string(), url: path.nullable() }),
    ),
  })
  .openapi('SuggestAnswer', {
    description:
      'Titles of posts, people, and the query with words corrected that are nowhere in the archive.',
  });

/** GET /api/v1/resolve. */
export const resolveAnswerSchema = z
  .object({
    url: z.string(),
    matches: z
      .array(z.object({ id, type: z.enum(['post', 'comment']), url: path, title: z.string().nullable() }))
      .min(1),
  })
  .openapi('ResolveAnswer', { description: 'Several matches when the address stood for several pages.' });

const personSummaryFields = {
  name: z.string(),
  slug: id,
  posts: count,
  comments: count,
  firstAt: isoDate.nullable(),
  lastAt: isoDate.nullable(),
};
const exchangeSchema = z.object({ person: personSchema, count: z.int().min(1) }).openapi('Exchange');

/** GET /api/v1/people. */
export const peopleAnswerSchema = z
  .object({
    people: z.array(z.object(personSummaryFields).openapi('PersonSummary')),
    total: count,
    limit: count,
    offset: count,
  })
  .openapi('PeopleAnswer');

/** GET /api/v1/people/:slug. */
export const personAnswerSchema = z
  .object({
    ...personSummaryFields,
    years: z.array(z.object({ year: z.int(), count: z.int().min(1) })),
    undated: count,
    repliedTo: z.array(exchangeSchema).max(10),
    repliedBy: z.array(exchangeSchema).max(10),
    recent: z.array(furtherHitSchema).max(10),
  })
  .openapi('PersonAnswer', {
    description:
      'Posts and comments under one name as displayed; different people may have used it. `recent`: newest first.',
  });

/** GET /api/v1/stats. */
export const statsSchema = z
  .object({
    documents: count,
    posts: count,
    comments: count,
    pings: count,
    threads: count,
    people: count,
    firstAt: isoDate.nullable(),
    lastAt: isoDate.nullable(),
    snapshot: snapshotSchema,
    engine: z.string(),
    version: z.string(),
  })
  .openapi('Stats');

/** GET /search.atom, GET /on-this-day.atom. */
export const feedSchema = z.string().openapi({ description: 'Atom (RFC 4287).' });
/** GET /metrics. */
export const metricsSchema = z.string().openapi({ description: 'The text format of Prometheus, 0.0.4.' });

/** GET /healthz. */
export const healthSchema = z.object({ status: z.literal('ok') }).openapi('Health');
/** GET /readyz, ready or not. */
export const readinessSchema = z
  .object({
    ready: z.boolean(),
    snapshotId: z.string().nullable(),
    builtAt: z.string().nullable(),
    lastError: z.string().nullable(),
  })
  .openapi('Readiness');

/** Every error of the API. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ parameter: z.string(), value: z.string(), allowed: z.array(z.string()) }))
      .optional(),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details.' });

/** A task of the keeper. */
export const taskSchema = z
  .object({
    id: z.string(),
    kind: z.enum(TASK_KINDS),
    state: z.enum(TASK_STATES),
    enqueuedAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    progress: z.object({ label: z.string(), done: z.number(), total: z.number().nullable() }).nullable(),
    result: z.unknown(),
    error: z.string().nullable(),
  })
  .openapi('Task');
