// Asks everything that openapi.json describes, with values it allows and values it does not: only described statuses and
// types may come back, and bodies that fit their schemas.
import { z } from 'zod';
import { createRandom, type Random } from '../random.ts';

/** How to ask. */
export interface ApiRun {
  readonly origin: string;
  readonly count: number;
  readonly seed: number;
}

/** What came of it. */
export interface ApiReport {
  readonly asked: number;
  /** Answers by path and status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Description {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const TEXTS = [
  'tide',
  'the',
  '"the tide"',
  '-x',
  '',
  ' ',
  '2009',
  '2009-06',
  '0',
  '-1',
  '99999999',
  'post',
  'é',
  '%',
  '\u0000',
  '<b>',
];

export async function askApi({ origin, count, seed }: ApiRun): Promise<ApiReport> {
  const description = (await (await fetch(`${origin}/openapi.json`)).json()) as Description;
  const random = createRandom(seed);
  const check = createChecker(description);
  const operations = Object.entries(description.paths).flatMap(([path, { get }]) =>
    get === undefined ? [] : [{ path, get }],
  );
  const ids = await knownIds(origin);
  const answers: Record<string, number> = {};
  const faults: string[] = [];
  for (let asked = 0; asked < count; asked += 1) {
    const { path, get } = random.pick(operations);
    const address = makeAddress(random, path, get.parameters ?? [], ids);
    const response = await fetch(origin + address);
    const key = `${path} ${response.status}`;
    answers[key] = (answers[key] ?? 0) + 1;
    const fault = check(
      get,
      response.status,
      response.headers.get('content-type') ?? '',
      await response.text(),
    );
    if (fault !== null) faults.push(`${address}: ${fault}`);
  }
  return { asked: count, answers, faults };
}

/** Of documents, threads and people, so that some are found. */
async function knownIds(origin: string): Promise<readonly string[]> {
  const text = await (await fetch(`${origin}/api/v1/search?q=&limit=5`)).text();
  return [...text.matchAll(/"(?:id|slug)":"([^"]+)"/g)].map(([, id]) => id ?? '');
}

function makeAddress(
  random: Random,
  path: string,
  parameters: readonly Parameter[],
  ids: readonly string[],
): string {
  const inPath = path.replace(/\{\w+\}/g, () =>
    encodeURIComponent(random.share() < 0.7 ? random.pick(ids) : textOf(random, 'x')),
  );
  const query = parameters
    .filter((one) => one.in === 'query' && (one.required === true || random.share() < 0.3))
    .map(({ name, schema }) => `${name}=${encodeURIComponent(valueFor(random, schema))}`);
  if (random.share() < 0.05) query.push(`${encodeURIComponent(textOf(random, 'colour'))}=x`);
  if (random.share() < 0.05 && query[0] !== undefined) query.push(query[0]);
  return query.length === 0 ? inPath : `${inPath}?${query.join('&')}`;
}

function textOf(random: Random, fallback: string): string {
  return random.pick(TEXTS) || fallback;
}

/** Mostly of the schema. */
function valueFor(random: Random, schema: Schema): string {
  if (random.share() < 0.15) return random.pick(TEXTS);
  if (schema.enum !== undefined) return String(random.pick(schema.enum));
  if (schema.items?.enum !== undefined) return schema.items.enum.filter(() => random.share() < 0.6).join(',');
  if (schema.type === 'integer' || schema.type === 'number') {
    const [from, to] = [schema.minimum ?? 0, Math.min(schema.maximum ?? 100, 10_000)];
    return String(from + random.below(to - from + 1));
  }
  return random.pick(TEXTS);
}

/** What does not fit, as a sentence; null when all does. */
type Check = (operation: Operation, status: number, type: string, body: string) => string | null;

function createChecker({ components }: Description): Check {
  const known = new Map<object, z.ZodType>();
  const schemaOf = (schema: object): z.ZodType => {
    const made = known.get(schema) ?? readSchema(schema, components.schemas);
    known.set(schema, made);
    return made;
  };
  return ({ responses }, status, type, body) => {
    const plain = type.split(';')[0] ?? '';
    const content = responses[status]?.content?.[plain];
    if (content === undefined) return `${status} ${plain} is not described`;
    const result = schemaOf(content.schema).safeParse(plain.endsWith('json') ? JSON.parse(body) : body);
    return result.success ? null : `${status}: ${result.error.message}`;
  };
}

function readSchema(schema: object, schemas: Description['components']['schemas']): z.ZodType {
  const whole = JSON.stringify({ ...schema, $defs: schemas });
  return z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')));
}
