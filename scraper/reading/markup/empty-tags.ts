// Empty elements in pages written as XML: `<textarea/>`, `<i class="icon"/>`. A parser of HTML takes them for opening tags,
// and the rest of the page for their contents.

const voidTag = /<(?:br|img|hr|input|meta|link)\b[^<>]{0,1000}>/gi;
const selfClosed = /<([a-z][\w:-]{0,40})((?:\s[^<>]{0,2000})?)\/>/gi;
const emptyTag = /<(?!br|img|hr|input|meta|link)[a-z][^<>]{0,2000}\/>/i;
const voidName = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;
/** Void tags looked at to tell whether a page was written as XML. */
const sample = 400;

/** Gives empty elements an end tag where every void tag says that the page is XML; else the same string. Linear. */
export function closeEmptyTags(html: string): string {
  if (!isXml(html) || !emptyTag.test(html)) return html;
  return html.replace(selfClosed, (whole, name: string, rest: string) =>
    voidName.test(name) ? whole : `<${name}${rest}></${name}>`,
  );
}

function isXml(html: string): boolean {
  let seen = 0;
  for (const [tag] of html.matchAll(voidTag)) {
    if (!tag.endsWith('/>')) return false;
    if (++seen >= sample) break;
  }
  return seen >= 3;
}
