// What a page shows to readers without scripts, where that is the page: forums and shops that draw themselves by script
// keep their whole text in `noscript`, which a parser leaves as raw text.

const opening = /<noscript\b[^>]*>/gi;
const closing = /<\/noscript\b[^>]*>/gi;
/** Shorter ones hold a counter's picture, a lazy image or a request to switch scripts on. */
const minLength = 2_000;
const hasArticle = /<article\b/i;

/** Opens `noscript` parts that hold articles, and long ones that hold blocks of text. Gives the same string when there are none. Linear. */
export function openNoscript(html: string): string {
  const kept: string[] = [];
  let copied = 0;
  opening.lastIndex = 0;
  for (let start = opening.exec(html); start; start = opening.exec(html)) {
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(html);
    if (!end) break;
    const inner = html.slice(opening.lastIndex, end.index);
    opening.lastIndex = closing.lastIndex;
    const isText = inner.length < minLength ? hasArticle.test(inner) : /<(?:p|article|td)\b/i.test(inner);
    if (!isText) continue;
    kept.push(html.slice(copied, start.index), '<div>', inner, '</div>');
    copied = closing.lastIndex;
  }
  return copied === 0 ? html : kept.join('') + html.slice(copied);
}
