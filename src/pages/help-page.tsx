// How to search: the query language, readable, out of one table.
import type { Overview } from '../answers/overview.ts';
import { Embedding } from './embedding.tsx';
import { Examples } from './home-page.tsx';
import { type Frame, Layout } from './layout.tsx';
import { type HelpSection, QUERY_HELP } from './query-help.ts';

/** What the page needs. */
export interface HelpPageProps {
  readonly frame: Frame;
  readonly overview: Overview;
  /** This server's, for those who copy the box; null without a server. */
  readonly origin: string | null;
}

/** The page at `/help`. */
export function HelpPage({ frame, overview, origin }: HelpPageProps) {
  return (
    <Layout frame={frame} title="How to search" canonical="/help" needsSearch isForEngines>
      <div class="help">
        <h1>How to search</h1>
        <p>
          Write what you remember. Capitals, accents and kinds of apostrophes do not matter, and other forms
          of a word are found after the exact one.{' '}
          {frame.copy === undefined &&
            'A word that is nowhere in the archive is taken for one of similar spelling, and the page says so. '}
          Nothing you write is an error.
        </p>
        {QUERY_HELP.map((section) => (
          <Section section={frame.copy === undefined ? section : withoutServer(section)} />
        ))}
        <Keys isCopy={frame.copy !== undefined} />
        <Examples examples={overview.examples} />
        {origin !== null && <Embedding origin={origin} />}
      </div>
    </Layout>
  );
}

/** What a copy in files can do by itself. */
function withoutServer({ title, rows }: HelpSection): HelpSection {
  return { title, rows: rows.filter(({ needsServer }) => needsServer !== true) };
}

/** Of use with the script only, which shows it. */
function Keys({ isCopy }: { readonly isCopy: boolean }) {
  return (
    <section id="keys" hidden>
      <h2>Keys</h2>
      <p>
        <kbd>/</kbd> or <kbd>Ctrl</kbd> <kbd>K</kbd> leads to the search box.
        {!isCopy && (
          <>
            {' '}
            In the list of suggestions the arrow keys choose, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes.
            In a thread that was searched <kbd>n</kbd> leads to the next hit, <kbd>p</kbd> to the previous
            one.
          </>
        )}
      </p>
      <label class="switch">
        <input type="checkbox" /> Keys without <kbd>Ctrl</kbd>: <kbd>/</kbd>
        {!isCopy && (
          <>
            , <kbd>n</kbd>, <kbd>p</kbd>
          </>
        )}
      </label>
    </section>
  );
}

function Section({ section }: { readonly section: HelpSection }) {
  return (
    <section>
      <h2>{section.title}</h2>
      <table>
        <thead class="hidden">
          <tr>
            <th scope="col">Write</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {section.rows.map(({ forms, meaning }) => (
            <tr>
              <th scope="row">
                {forms.map((form) => (
                  <code>{form}</code>
                ))}
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
