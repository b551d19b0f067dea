// One entry of a Movable Type export as it stands there: fields first, then sections between lines of five dashes.

/** Texts are trimmed. */
export interface ExportEntry {
  /** Values of a field in order; empty when there is none. */
  fieldsOf(name: string): readonly string[];
  /** The first value of a field; empty when there is none. */
  fieldOf(name: string): string;
  /** Text of the section; empty when there is none. */
  textOf(section: 'BODY' | 'EXTENDED BODY'): string;
  /** Comments and pings in order. */
  readonly answers: readonly ExportAnswer[];
}

export interface ExportAnswer {
  readonly kind: 'comment' | 'ping';
  readonly fields: ReadonlyMap<string, string>;
  readonly text: string;
}

const SECTION = /^(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):[ \t]*$/;
const FIELD = /^([A-Z][A-Z ]{1,30}):(.*)$/;
const DASHES = /^-{5}[ \t]*$/;
const END_OF_ENTRY = /\n-{8}\s*$/;
const ANSWER_FIELDS = new Set(['AUTHOR', 'EMAIL', 'IP', 'URL', 'DATE', 'TITLE', 'BLOG NAME']);

/** Takes an entry apart. Linear in its length. */
export function parseEntry(text: string): ExportEntry {
  const fields: (readonly [name: string, value: string])[] = [];
  const sections: { readonly name: string; readonly lines: string[] }[] = [];
  const lines = text.replace(/\r\n?/g, '\n').replace(END_OF_ENTRY, '\n').split('\n');
  lines.forEach((line, at) => {
    const section = DASHES.test(lines[at - 1] ?? '') ? SECTION.exec(line)?.[1] : undefined;
    const last = sections.at(-1);
    if (section !== undefined) sections.push({ name: section, lines: [] });
    else if (last) last.lines.push(line);
    else {
      const [, name, value] = FIELD.exec(line) ?? [];
      if (name !== undefined && value !== undefined) fields.push([name, value.trim()]);
    }
  });
  const fieldsOf = (name: string) => fields.filter(([own]) => own === name).map(([, value]) => value);
  return {
    fieldsOf,
    fieldOf: (name) => fieldsOf(name)[0] ?? '',
    textOf: (name) =>
      sections
        .filter((section) => section.name === name)
        .map(textOf)
        .join('\n\n'),
    answers: sections.filter(({ name }) => name === 'COMMENT' || name === 'PING').map(readAnswer),
  };
}

interface Section {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Without the line of dashes that ends it. */
function textOf({ lines }: Section): string {
  const end = lines.findLastIndex((line) => line.trim() !== '');
  return lines
    .slice(0, DASHES.test(lines[end] ?? '') ? end : lines.length)
    .join('\n')
    .trim();
}

/** Fields stand before the text, each once: what looks like one behind them is text. */
function readAnswer(section: Section): ExportAnswer {
  const fields = new Map<string, string>();
  let at = 0;
  for (; at < section.lines.length; at++) {
    const [, name = '', value = ''] = FIELD.exec(section.lines[at] ?? '') ?? [];
    if (!ANSWER_FIELDS.has(name) || fields.has(name)) break;
    fields.set(name, value.trim());
  }
  const text = textOf({ name: section.name, lines: section.lines.slice(at) });
  return { kind: section.name === 'PING' ? 'ping' : 'comment', fields, text };
}
