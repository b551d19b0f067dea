// The interface for programs, for people: every route with its parameters and answers, every shape that has a name.
import { type Frame, Layout } from './layout.tsx';

/** A parameter of a route. */
export interface DocsParameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: string;
  /** What absence means, or null. */
  readonly initial: string | null;
  readonly description: string;
}

/** What may come back. */
export interface DocsAnswer {
  readonly status: string;
  readonly type: string;
  readonly description: string;
  /** Name of a shape, or null. */
  readonly shape: string | null;
}

/** A route. */
export interface DocsRoute {
  readonly name: string;
  /** Its path; its method before it unless it is `GET`. */
  readonly title: string;
  readonly summary: string;
  readonly parameters: readonly DocsParameter[];
  readonly answers: readonly DocsAnswer[];
}

/** A shape that several answers have. */
export interface DocsShape {
  readonly name: string;
  readonly description: string | null;
  /** In the words of TypeScript. */
  readonly shape: string;
}

/** What the page shows. */
export interface DocsPageProps {
  readonly frame: Frame;
  readonly routes: readonly DocsRoute[];
  readonly shapes: readonly DocsShape[];
}

/** The page at `/docs`. */
export function DocsPage({ frame, routes, shapes }: DocsPageProps) {
  return (
    <Layout frame={frame} title="For programs" needsSearch>
      <div class="help docs">
        <h1>For programs</h1>
        <p>
          How to ask{' '}
          <a href="/">
            <bdi>{frame.siteName}</bdi>
          </a>{' '}
          from a program. Every route answers <code>GET</code> and <code>HEAD</code> unless it names another
          method, in UTF-8; pages of any origin may read the API and the feeds. Errors are problem details
          (RFC 9457). The same as <a href="/openapi.json">OpenAPI 3.1</a>, from which clients can be
          generated. How queries are written: <a href="/help">how to search</a>.
        </p>
        <nav aria-label="Routes">
          <ul>
            {routes.map(({ name, title, summary }) => (
              <li>
                <a href={`#${name}`}>{title}</a> {summary}
              </li>
            ))}
          </ul>
        </nav>
        {routes.map((route) => (
          <Route route={route} />
        ))}
        <h2 id="shapes">Shapes</h2>
        {shapes.map(({ name, description, shape }) => (
          <section aria-labelledby={`shape-${name}`}>
            <h3 id={`shape-${name}`}>{name}</h3>
            {description !== null && <p>{description}</p>}
            <pre tabindex={0}>{shape}</pre>
          </section>
        ))}
      </div>
    </Layout>
  );
}

function Route({ route }: { readonly route: DocsRoute }) {
  return (
    <section aria-labelledby={route.name}>
      <h2 id={route.name}>{route.title}</h2>
      <p>{route.summary}.</p>
      {route.parameters.length > 0 && <Parameters parameters={route.parameters} />}
      <ul>
        {route.answers.map(({ status, type, description, shape }) => (
          <li>
            <code>{status}</code> {description} <code>{type}</code>
            {shape !== null && (
              <>
                {' '}
                <a href={`#shape-${shape}`}>{shape}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Parameters({ parameters }: { readonly parameters: readonly DocsParameter[] }) {
  return (
    <table>
      <thead class="hidden">
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, isRequired, type, initial, description }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              {isRequired && 'Required. '}
              {description} <code>{type}</code>
              {initial !== null && initial !== '' && (
                <>
                  , default <code>{initial}</code>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
