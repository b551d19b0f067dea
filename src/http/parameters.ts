// Reads the parameters of a request's query string by a table. Knows no parameter itself.
import type { z } from '@hono/zod-openapi';

/** A parameter that may be given once. Its value is null when it is absent or empty. */
export interface SingleParameter<T> {
  readonly kind: 'single';
  /** Turns the value as written into what it means. */
  readonly schema: z.ZodType<T, string>;
  /** What may be written, for the reader of the error. */
  readonly allowed: readonly string[];
}

/** A parameter that may be given several times. Its value is a list, empty when it is absent. */
export interface RepeatedParameter<T> {
  readonly kind: 'repeated';
  readonly schema: z.ZodType<T, string>;
  readonly allowed: readonly string[];
}

/** A row of a table. */
export type Parameter = SingleParameter<unknown> | RepeatedParameter<unknown>;
/** Parameters by name, in canonical order. */
export type ParameterTable = Readonly<Record<string, Parameter>>;

/** What the parameters of a table mean. */
export type ParameterValues<Table extends ParameterTable> = {
  readonly [Name in keyof Table]: Table[Name] extends RepeatedParameter<infer T>
    ? readonly T[]
    : Table[Name] extends SingleParameter<infer T>
      ? T | null
      : never;
};

/** One entry of `errors` in a 400 problem. */
export interface ParameterError {
  readonly parameter: string;
  /** As written, cut after 200 characters; several values are joined by a comma and a space. */
  readonly value: string;
  readonly allowed: readonly string[];
}

/** A parameter that was not understood. */
export interface ParameterMistake extends ParameterError {
  readonly kind: 'unknown' | 'bad' | 'repeated';
}

/** What was understood, and what was not. */
export interface ReadParameters<Table extends ParameterTable> {
  /** A parameter with a mistake counts as absent here. */
  readonly values: ParameterValues<Table>;
  /** All of them at once, in the order of the query string. */
  readonly mistakes: readonly ParameterMistake[];
}

const SHOWN_VALUE_LENGTH = 200;
const MOST_MISTAKES = 50;

/** Reads `given` by `table`. Empty values count as absent. Never throws. */
export function readParameters<Table extends ParameterTable>(
  table: Table,
  given: URLSearchParams,
): ReadParameters<Table> {
  const mistakes: ParameterMistake[] = [];
  const values: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(table)) values[name] = table[name]?.kind === 'repeated' ? [] : null;
  for (const name of new Set(given.keys())) {
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined;
    const written = given.getAll(name).filter((value) => value !== '');
    if (written.length === 0) continue;
    const read =
      parameter === undefined ? unknownParameter(name, written, table) : readOne(name, written, parameter);
    if ('kind' in read) mistakes.push(read);
    else values[name] = read.meaning;
    if (mistakes.length >= MOST_MISTAKES) break;
  }
  // The loop above wrote exactly the names of the table, each by its own schema.
  return { values: values as ParameterValues<Table>, mistakes };
}

/** The mistake as the public answer has it. */
export function parameterError(mistake: ParameterMistake): ParameterError {
  return { parameter: mistake.parameter, value: mistake.value, allowed: mistake.allowed };
}

function unknownParameter(name: string, written: readonly string[], table: ParameterTable): ParameterMistake {
  return {
    kind: 'unknown',
    parameter: cut(name),
    value: cut(written.join(', ')),
    allowed: Object.keys(table),
  };
}

function readOne(
  name: string,
  written: readonly string[],
  parameter: Parameter,
): ParameterMistake | { readonly meaning: unknown } {
  if (parameter.kind === 'single' && written.length > 1)
    return { kind: 'repeated', parameter: name, value: cut(written.join(', ')), allowed: ['once'] };
  const meant: unknown[] = [];
  for (const value of written) {
    const { success, data } = parameter.schema.safeParse(value);
    if (!success) return { kind: 'bad', parameter: name, value: cut(value), allowed: parameter.allowed };
    meant.push(data);
  }
  return { meaning: parameter.kind === 'repeated' ? meant : meant[0] };
}

function cut(text: string): string {
  return text.length > SHOWN_VALUE_LENGTH ? `${text.slice(0, SHOWN_VALUE_LENGTH)}…` : text;
}
