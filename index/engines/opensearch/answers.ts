// What the cluster answers, checked: as much of it as we read.
import { z } from 'zod';

const hit = z.object({
  _id: z.string(),
  _index: z.string(),
  _score: z.number().nullish(),
  _source: z.record(z.string(), z.unknown()).optional(),
  fields: z.record(z.string(), z.array(z.unknown())).optional(),
  sort: z.array(z.union([z.number(), z.string(), z.null()])).optional(),
});

const searchSchema = z.object({
  timed_out: z.boolean(),
  _shards: z.object({ failed: z.number() }),
  hits: z.object({ total: z.object({ value: z.number() }).optional(), hits: z.array(hit) }),
  aggregations: z.record(z.string(), z.unknown()).optional(),
});

/** One that was found. */
export type ClusterHit = z.infer<typeof hit>;
/** What a search found. */
export type SearchAnswer = z.infer<typeof searchSchema>;

const bucketsSchema = z.object({
  doc_count_error_upper_bound: z.number().optional(),
  sum_other_doc_count: z.number().optional(),
  buckets: z.array(z.looseObject({ key: z.union([z.number(), z.string()]), doc_count: z.number() })),
});
const keyedSchema = z.object({
  buckets: z.record(z.string(), z.looseObject({ doc_count: z.number() })),
});
const topSchema = z.object({ hits: z.object({ hits: z.array(hit) }) });

/** @throws Error for what is no answer to a search. */
export function readSearchAnswer(body: unknown): SearchAnswer {
  return searchSchema.parse(body);
}

/** Values with their counts. */
export function readBuckets(aggregation: unknown): z.infer<typeof bucketsSchema> {
  return bucketsSchema.parse(aggregation);
}

/** Counts by the name of their filter. */
export function readKeyed(aggregation: unknown): z.infer<typeof keyedSchema>['buckets'] {
  return keyedSchema.parse(aggregation).buckets;
}

/** The best of a bucket. */
export function readTopHits(aggregation: unknown): readonly ClusterHit[] {
  return topSchema.parse(aggregation).hits.hits;
}

/** One number of an aggregation. */
export function readNumber(aggregation: unknown, name: string): number {
  return z.looseObject({ [name]: z.number() }).parse(aggregation)[name] as number;
}

/** The first value of a field that was asked for by name. */
export function fieldText(found: ClusterHit, name: string): string {
  return String(found.fields?.[name]?.[0] ?? '');
}

/** As `fieldText`, for numbers; 0 when there is none. */
export function fieldNumber(found: ClusterHit, name: string): number {
  return Number(found.fields?.[name]?.[0] ?? 0);
}
