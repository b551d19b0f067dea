// JSON Schema as people read it: the shape of an answer in the words of TypeScript.

/** As much of JSON Schema as our description uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number | null)[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

const INDENT = '  ';

/** The shape in one line or several; named shapes by their names. Recurses as deep as our own schemas go. */
export function printSchema(schema: JsonSchema, indent = ''): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => printSchema(one, indent)).join(' | ');
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const types = schema.type === undefined ? ['any'] : [schema.type].flat();
  return types.map((type) => printType(type, schema, indent)).join(' | ');
}

/** `Hit` of `#/components/schemas/Hit`. */
export function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}

function printType(type: string, schema: JsonSchema, indent: string): string {
  if (type === 'array') return printList(schema.items ?? {}, indent);
  return type === 'object' ? printObject(schema, indent) : type;
}

function printList(items: JsonSchema, indent: string): string {
  const item = printSchema(items, indent);
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

function printObject(
  { properties, required = [], additionalProperties }: JsonSchema,
  indent: string,
): string {
  if (properties === undefined)
    return typeof additionalProperties === 'object'
      ? `{ [key]: ${printSchema(additionalProperties, indent)} }`
      : '{}';
  const inner = indent + INDENT;
  const lines = Object.entries(properties).map(([name, property]) => {
    const mark = required.includes(name) ? '' : '?';
    return `${inner}${name}${mark}: ${printSchema(property, inner)}\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}
