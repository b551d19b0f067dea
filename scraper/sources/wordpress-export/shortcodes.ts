// Shortcodes of posts: the words in brackets go, what they enclose stays. Other text in brackets is left as it is.

/** Those that stand alone, so that nothing but their name tells them from other words in brackets. */
const KNOWN = new Set(
  (
    'caption wp_caption gallery playlist audio video embed youtube vimeo dailymotion googlevideo soundcloud flickr ' +
    'slideshare scribd polldaddy poll tweet gist contact-form contact-form-7 contact-field googlemaps wpvideo ' +
    'archives recent_posts sitemap toc ted bandcamp spotify instagram'
  ).split(' '),
);
const CODE = new Set(
  'code sourcecode source highlight php csharp java javascript css xml html sql python ruby bash'.split(' '),
);
const QUOTES = new Set(['quote', 'blockquote']);

// A bracket ends the attributes, so no character is looked at from more than one opening bracket.
const SHORTCODE = /\[(\[?)(\/?)([a-z][a-z0-9_-]{0,40})((?:[\s=/][^[\]]*)?)\](\]?)/gi;
const ATTRIBUTES = /^(?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"']+))+\s*\/?$/;
const CAPTION = /\scaption=(?:"([^"]*)"|'([^']*)')/;
const ADDRESS = /https?:\/\/[^\s"'<>\]]+/;

/** A post's raw text without shortcodes. Code becomes `<pre>`, an embedded address a link. Linear. */
export function replaceShortcodes(raw: string): string {
  if (!raw.includes('[')) return raw;
  const closed = new Set<string>();
  for (const [, , slash, name = ''] of raw.matchAll(SHORTCODE))
    if (slash === '/') closed.add(name.toLowerCase());
  return raw.replace(
    SHORTCODE,
    (written: string, doubled: string, slash: string, name: string, rest: string, end: string) => {
      if (doubled !== '' && end !== '') return written.slice(1, -1);
      const known = name.toLowerCase();
      const isPair = closed.has(known);
      if (!isPair && !KNOWN.has(known) && !ATTRIBUTES.test(rest)) return written;
      return doubled + replacementOf(known, slash === '/', rest, isPair) + end;
    },
  );
}

function replacementOf(name: string, isClosing: boolean, rest: string, isPair: boolean): string {
  const slash = isClosing ? '/' : '';
  if (isPair && CODE.has(name)) return `<${slash}pre>`;
  if (isPair && QUOTES.has(name)) return `<${slash}blockquote>`;
  if (isClosing) return '';
  const caption = CAPTION.exec(rest);
  if (caption) return `${caption[1] ?? caption[2] ?? ''}\n`;
  const address = KNOWN.has(name) ? ADDRESS.exec(rest)?.[0] : undefined;
  return address === undefined ? '' : `<a href="${address}"></a>`;
}
