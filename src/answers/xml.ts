// Writes XML elements. What XML 1.0 cannot hold is left out, so that the result is always well-formed.

/** XML that is already escaped. */
export interface XmlNode {
  readonly xml: string;
}

/** Attributes in the order they are written. */
export type XmlAttributes = Readonly<Record<string, string | number | null>>;
/** What an element may hold. */
export type XmlContent = XmlNode | string | number | null;

/** An element; attributes and contents that are null are left out. `name` and attribute names must be names. */
export function element(
  name: string,
  attributes: XmlAttributes,
  ...contents: readonly XmlContent[]
): XmlNode {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  const inside = contents.map(writeContent).join('');
  return { xml: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` };
}

/** A whole document with this root. */
export function xmlDocument(root: XmlNode): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`;
}

/** Escaped for text and for attributes in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Everything but `Char` of XML 1.0, section 2.2; lone surrogates are among it. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function writeContent(content: XmlContent): string {
  if (content === null) return '';
  return typeof content === 'object' ? content.xml : escapeXml(String(content));
}
