// Writes small Blogger exports for tests: backups as Blogger made them, and `feed.atom` as Takeout gives it.

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const tag = (number: string) => `tag:blogger.com,1999:blog-77.post-${number}`;

/** Entries of a backup of a fictional blog. */
export function backup(...entries: readonly string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blogger.com,1999:blog-77.archive</id><updated>2013-05-02T08:00:00.000-07:00</updated><title type='text'>Reed &amp; Rush</title><link rel='alternate' type='text/html' href='http://reed.example/'/><author><name>Ines</name><email>ines@mail.example</email></author>${entries.join('')}</feed>`;
}

export interface EntryFields {
  readonly number: string;
  readonly content?: string;
  readonly author?: string;
  readonly published?: string;
  /** XML that stands in the entry too. */
  readonly more?: string;
}

function entryOf(
  kind: string,
  { number, content = 'Text.', author = 'Ines', ...fields }: EntryFields,
): string {
  const { published = '2012-04-01T22:15:00.001-07:00', more = '' } = fields;
  return `<entry><id>${tag(number)}</id><published>${published}</published><updated>2013-01-01T00:00:00Z</updated><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#${kind}'/><content type='html'>${escapeXml(content)}</content><author><name>${escapeXml(author)}</name><uri>http://www.blogger.com/profile/9</uri><email>noreply@blogger.com</email></author>${more}</entry>`;
}

/** A post at `/2012/04/NAME.html`. */
export function backupPost(fields: EntryFields & { readonly name: string; readonly title: string }): string {
  const address = `http://reed.example/2012/04/${fields.name}.html`;
  const more = `<title type='text'>${escapeXml(fields.title)}</title><link rel='replies' type='text/html' href='${address}#comment-form'/><link rel='alternate' type='text/html' href='${address}' title='x'/>${fields.more ?? ''}`;
  return entryOf('post', { ...fields, more });
}

/** A comment of post `post`, answering comment `parent`. */
export function backupComment(
  fields: EntryFields & { readonly post: string; readonly parent?: string },
): string {
  const related = fields.parent
    ? `<link rel='related' type='application/atom+xml' href='http://www.blogger.com/feeds/77/${fields.post}/comments/default/${fields.parent}'/>`
    : '';
  const more = `<title type='text'>Start of it...</title>${related}<thr:in-reply-to href='http://reed.example/x.html' ref='${tag(fields.post)}' type='text/html'/>${fields.more ?? ''}`;
  return entryOf('comment', { ...fields, more });
}

/** Settings or a template. */
export function backupSetting(kind: 'settings' | 'template'): string {
  return entryOf(kind, { number: '1' });
}

/** Entries of a download of Google Takeout. */
export function takeout(...entries: readonly string[]): string {
  return `<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
  <id>tag:blogger.com,1999:blog-77</id>
  <title>Reed &amp; Rush</title>
  ${entries.join('\n')}
</feed>`;
}

/** An entry of Takeout; `inside` is XML of its own. */
export function takeoutEntry(
  number: string,
  type: 'POST' | 'PAGE' | 'COMMENT',
  inside: string,
  status = 'LIVE',
): string {
  return `<entry>
    <id>${tag(number)}</id>
    <blogger:type>${type}</blogger:type>
    <blogger:status>${status}</blogger:status>
    <author><name>Ines</name><uri></uri><blogger:type>BLOGGER</blogger:type></author>
    <published>2012-04-02T05:15:00Z</published>
    ${inside}
    <blogger:trashed/>
  </entry>`;
}
