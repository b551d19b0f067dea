// The kinds of parameters that the tables are made of: text, choices, numbers, dates. One schema each, which both checks
// the request and describes itself in the OpenAPI document.
import { z } from '@hono/zod-openapi';
import type { RepeatedParameter, SingleParameter } from './parameters.ts';

/** Any text. */
export function text(description: string): SingleParameter<string> {
  return { kind: 'single', schema: z.string().openapi({ description }), allowed: ['text'] };
}

/** Any text, several times. */
export function texts(description: string): RepeatedParameter<string> {
  return {
    kind: 'repeated',
    schema: z.string().openapi({ type: 'array', items: { type: 'string' }, description }),
    allowed: ['text'],
  };
}

/** One of `choices`; `initial` is what absence means, for the description only. */
export function choice<const T extends string>(
  choices: readonly [T, ...T[]],
  description: string,
  initial?: T,
): SingleParameter<T> {
  const schema = z
    .enum(choices)
    .openapi({ description, ...(initial === undefined ? {} : { default: initial }) });
  return { kind: 'single', schema: schema as z.ZodType<T, string>, allowed: choices };
}

/** Some of `choices`, separated by commas. Empty entries are ignored, repeated ones count once. */
export function choiceList<const T extends string>(
  choices: readonly [T, ...T[]],
  description: string,
): SingleParameter<readonly T[]> {
  const isChoice = (word: string): word is T => choices.some((known) => known === word);
  const schema = z
    .string()
    .refine((written) => splitList(written).every(isChoice))
    .transform((written): readonly T[] => [...new Set(splitList(written).filter(isChoice))])
    .openapi({
      type: 'array',
      items: { type: 'string', enum: [...choices] },
      param: { style: 'form', explode: false },
      description,
    });
  return { kind: 'single', schema, allowed: choices };
}

/** A whole number within bounds, both inclusive; `initial` is what absence means. */
export function wholeNumber(
  bounds: { readonly min: number; readonly max: number; readonly initial: number },
  description: string,
): SingleParameter<number> {
  const { min, max, initial } = bounds;
  const schema = z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)
    .openapi({ type: 'integer', minimum: min, maximum: max, default: initial, description });
  return { kind: 'single', schema, allowed: [`a whole number from ${min} to ${max}`] };
}

/** An ISO 8601 year, month or day that is in the calendar. */
export function partialDate(description: string): SingleParameter<string> {
  const schema = z
    .string()
    .refine(isPartialDate)
    .openapi({ description, pattern: PARTIAL_DATE.source, example: '2008-11' });
  return { kind: 'single', schema, allowed: ['a year (2008)', 'a month (2008-11)', 'a day (2008-11-04)'] };
}

/** Month and day (`06-18`), in front of them a year that does not matter. Its value is month and day. */
export function dayOfYear(description: string): SingleParameter<string> {
  const schema = z
    .string()
    .refine((written) => DAY_OF_YEAR.test(written) && isPartialDate(`2000-${written.slice(-5)}`))
    .transform((written) => written.slice(-5))
    .openapi({ description, pattern: DAY_OF_YEAR.source, example: '06-18' });
  return { kind: 'single', schema, allowed: ['month and day (06-18)'] };
}

const DAY_OF_YEAR = /^(?:\d{4}-)?\d{2}-\d{2}$/;
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function isPartialDate(written: string): boolean {
  const parts = PARTIAL_DATE.exec(written);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function splitList(written: string): readonly string[] {
  return written.split(',').filter((word) => word !== '');
}
