// Where an old address leads: the choice between several documents, or the form to ask for one.
import type { ResolvedDocument } from '../../index/resolve.ts';
import { type Frame, Layout } from './layout.tsx';
import { titleOf } from './links.ts';
import { placePath } from './thread-address.ts';

/** What was asked and found. */
export interface ResolvePageProps {
  readonly frame: Frame;
  /** Empty: nothing was asked yet. */
  readonly url: string;
  readonly matches: readonly ResolvedDocument[];
}

/** The page at `/resolve`. */
export function ResolvePage({ frame, url, matches }: ResolvePageProps) {
  return (
    <Layout frame={frame} title="Old addresses" needsSearch>
      <div class="message">
        <h1>Old addresses</h1>
        {matches.length > 0 ? (
          <Choices url={url} matches={matches} />
        ) : (
          <p>An old link to the blog, in a bookmark or on another site, leads to the same words here.</p>
        )}
        <form class="quick" method="get" action="/resolve">
          <label for="url">An address of the archived site</label>
          <input type="url" id="url" name="url" value={url} autocomplete="off" dir="ltr" />
          <button type="submit">Find the page</button>
        </form>
      </div>
    </Layout>
  );
}

function Choices({ url, matches }: Omit<ResolvePageProps, 'frame'>) {
  return (
    <section>
      <p>
        Several pages were known as <bdi>{url}</bdi>:
      </p>
      <ul class="rows">
        {matches.map((match) => (
          <li>
            <a href={placePath(match.url)} dir="auto">
              {titleOf(match)}
            </a>{' '}
            <span class="byline">{match.type}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
