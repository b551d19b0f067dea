// How another site gets the search box: a form to copy, and an element that shows results where it stands.

const PROPERTIES = ['accent', 'on-accent', 'paper', 'ink', 'quiet', 'rule', 'mark', 'mark-ink', 'font'];

/** The section of the help page; `origin` is this server's, such as `https://search.example`. */
export function Embedding({ origin }: { readonly origin: string }) {
  // A host may hold a quotation mark, which would end the attribute.
  const server = origin.replaceAll('"', '%22');
  const form = printForm(server);
  return (
    <section id="embed">
      <h2>Put this box on your site</h2>
      <p>A plain form, for any page:</p>
      <pre>
        <code>{form}</code>
      </pre>
      <p>
        Or a box with suggestions and results where it stands, in one file; until it is there, and without
        JavaScript, the form inside it remains:
      </p>
      <pre>
        <code>{printElement(server, form)}</code>
      </pre>
      <p>
        <code>label</code> and <code>limit</code> (results at first, 5, at most 20) are attributes. A style
        sheet sets its colours and letters:{' '}
        {PROPERTIES.map((name) => (
          <code>--antler-{name}</code>
        ))}
      </p>
    </section>
  );
}

function printForm(server: string): string {
  return [
    `<form action="${server}/search" method="get">`,
    '  <label>Search the archive <input type="search" name="q"></label>',
    '  <button>Search</button>',
    '</form>',
  ].join('\n');
}

function printElement(server: string, form: string): string {
  return [
    `<script type="module" src="${server}/antler-search.js"></script>`,
    `<antler-search src="${server}">`,
    form.replaceAll(/^/gm, '  '),
    '</antler-search>',
  ].join('\n');
}
