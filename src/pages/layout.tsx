// The frame of every page: head, header with the way home, footer.
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { SiteSettings } from '../answers/model.ts';

/** What every page needs to know of the server. */
export interface Frame {
  /** Name of the archive, shown on top of every page. */
  readonly siteName: string;
  readonly stylesheetPath: string;
  readonly iconPath: string;
  readonly scriptPath: string;
  readonly themePath: string;
  readonly site: SiteSettings;
  /** Of a copy of the archive in files, without a server behind it; else left out. */
  readonly copy?: CopyFrame;
}

/** What a page of a copy says of itself. */
export interface CopyFrame {
  /** Content security policy: no server sends one. */
  readonly policy: string;
  /** Whether its script searches: then the page says what that needs. */
  readonly searches: boolean;
  /** Posts and comments that are searched. */
  readonly documents: number;
}

/** What the frame needs of its page. */
export interface LayoutProps {
  readonly frame: Frame;
  /** Without the site's name, which is added; empty on the home page. */
  readonly title: string;
  /** The page's one path, without what only marks words or comes from elsewhere. */
  readonly canonical?: string;
  /** Path of the page's feed, or null. */
  readonly feed?: string | null;
  /** Whether the page has no search form of its own, so that the header needs one. */
  readonly needsSearch?: boolean;
  /** Whether search engines may index the page where the keeper allows it; lists of results never. */
  readonly isForEngines?: boolean;
  /** What the page says, for search engines (JSON-LD); shown where they may read it. */
  readonly structured?: object | null;
  readonly children?: Child;
}

/** A whole page around its content. */
export function Layout(props: LayoutProps) {
  const { frame, title, needsSearch, isForEngines, structured, children } = props;
  const isIndexed = frame.site.mayBeIndexed && isForEngines === true;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        {frame.copy && <meta http-equiv="Content-Security-Policy" content={frame.copy.policy} />}
        <title>{title === '' ? `Search ${frame.siteName}` : `${title} – ${frame.siteName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {!isIndexed && <meta name="robots" content="noindex" />}
        <script src={frame.themePath} />
        <link rel="stylesheet" href={frame.stylesheetPath} />
        <link rel="icon" href={frame.iconPath} type="image/svg+xml" />
        <script type="module" src={frame.scriptPath} />
        {frame.copy === undefined && <Addresses {...props} />}
        {isIndexed && structured && (
          <script type="application/ld+json">{raw(printStructured(structured))}</script>
        )}
      </head>
      <body data-documents={frame.copy?.documents} data-site={frame.copy && frame.siteName}>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          {title !== '' && (
            <a class="brand" href="/" dir="auto">
              {frame.siteName}
            </a>
          )}
          {needsSearch === true && <QuickSearch />}
          <nav aria-label="Site">
            <a href="/help">How to search</a> <a href="/people">People</a>{' '}
            {frame.copy === undefined && <a href="/on-this-day">On this day</a>}
          </nav>
        </header>
        {frame.copy?.searches === true && <NeedsScript />}
        <main id="main">{children}</main>
        <footer class="bottom">
          {frame.copy === undefined ? (
            <p>
              An archive, kept readable: <a href="/about">what is in it</a>,{' '}
              <a href="/resolve">old addresses</a>. Searched with Antler; programs may use the{' '}
              <a href="/docs">API</a>.
            </p>
          ) : (
            <p>
              A copy of an archive, kept readable: <a href="/about">what is in it and what is left out</a>.
              Searched with Antler, in your browser.
            </p>
          )}
          <ThemeChoice />
        </footer>
      </body>
    </html>
  );
}

/** Where else the page's content is to be had. */
function Addresses({ frame, title, canonical, feed }: LayoutProps) {
  return (
    <>
      <link
        rel="search"
        href="/opensearch.xml"
        type="application/opensearchdescription+xml"
        title={frame.siteName}
      />
      {canonical && <link rel="canonical" href={`${frame.site.publicUrl ?? ''}${canonical}`} />}
      {feed && <link rel="alternate" href={feed} type="application/atom+xml" title={title} />}
    </>
  );
}

/** Taken away by the script, which does not run where one of these is so. */
function NeedsScript() {
  return (
    <div class="notice needs-script" id="needs-script">
      <p>
        Searching here needs JavaScript, in a browser of 2023 or later, and a web server: opened as a file of
        your disk (<code>file://</code>), this page cannot read its index. All threads can be read without.
      </p>
    </div>
  );
}

/** No letter of it can end the element or begin another. */
function printStructured(structured: object): string {
  return JSON.stringify(structured).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const THEMES = [
  { value: 'auto', label: 'auto' },
  { value: 'light', label: 'light' },
  { value: 'dark', label: 'dark' },
];

/** Of use with the script only, which shows it. */
function ThemeChoice() {
  return (
    <fieldset class="theme" id="theme" hidden>
      <legend>Colours</legend>
      {THEMES.map(({ value, label }) => (
        <label>
          <input type="radio" name="theme" value={value} /> {label}
        </label>
      ))}
    </fieldset>
  );
}

function QuickSearch() {
  return (
    <search>
      <form class="quick" method="get" action="/search">
        <label for="q">Search</label>
        <input type="search" id="q" name="q" enterkeyhint="search" autocomplete="off" dir="auto" />
        <button type="submit">Go</button>
      </form>
    </search>
  );
}
