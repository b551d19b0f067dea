// Reads the OpenAPI document into what the page about it shows: routes with their parameters and answers, named shapes.
import type { DocsAnswer, DocsParameter, DocsRoute, DocsShape } from '../../pages/docs-page.tsx';
import { type JsonSchema, nameOf, printSchema } from './print-schema.ts';

/** As much of an OpenAPI document as ours has. */
interface OpenApiDocument {
  /** By path, then by method in small letters. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Response>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

interface Response {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** `json`: the description as it is served. */
export function describeDocs(json: string): {
  readonly routes: readonly DocsRoute[];
  readonly shapes: readonly DocsShape[];
} {
  // Made by ourselves, of our own schemas.
  const { paths, components } = JSON.parse(json) as OpenApiDocument;
  return {
    routes: Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => describeRoute(path, method, operation)),
    ),
    shapes: Object.entries(components.schemas).map(([name, schema]) => ({
      name,
      description: schema.description ?? null,
      shape: printSchema(schema),
    })),
  };
}

function describeRoute(path: string, method: string, operation: Operation): DocsRoute {
  return {
    name: operation.operationId,
    title: method === 'get' ? path : `${method.toUpperCase()} ${path}`,
    summary: operation.summary,
    parameters: (operation.parameters ?? []).map(describeParameter),
    answers: Object.entries(operation.responses).map(([status, response]) =>
      describeAnswer(status, response),
    ),
  };
}

function describeParameter({ name, in: place, required, description, schema }: Parameter): DocsParameter {
  const { minimum, maximum, default: initial } = schema;
  const bounds = minimum === undefined || maximum === undefined ? '' : `, ${minimum} to ${maximum}`;
  return {
    name,
    isRequired: required === true,
    type: `${printSchema(schema)}${bounds}`,
    initial: initial === undefined ? null : String(initial),
    description: description ?? (place === 'path' ? 'Part of the path.' : ''),
  };
}

function describeAnswer(status: string, { description, content }: Response): DocsAnswer {
  const [type = '', body] = Object.entries(content)[0] ?? [];
  const reference = body?.schema.$ref;
  return { status, type, description, shape: reference === undefined ? null : nameOf(reference) };
}
