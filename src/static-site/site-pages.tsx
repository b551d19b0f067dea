// The pages of a static site, made of the server's own views: home, help, about, people, threads.
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { PageFiles } from '../answers/model.ts';
import type { Overview } from '../answers/overview.ts';
import { listPeople } from '../answers/people.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { AboutPage } from '../pages/about-page.tsx';
import { HelpPage } from '../pages/help-page.tsx';
import { HomePage } from '../pages/home-page.tsx';
import type { Frame } from '../pages/layout.tsx';
import { NO_MARKS } from '../pages/marker.ts';
import { PeoplePage } from '../pages/people-page.tsx';
import { renderView } from '../pages/render-view.ts';
import { threadPage } from '../pages/thread-page.tsx';
import { NOTHING_ASKED, viewThread } from '../pages/thread-view.ts';
import { type SiteRoot, threadFile, withSiteLinks } from './site-links.ts';

/** Nothing is loaded but from the site itself, and nothing runs but its script. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";
/** A page of more names would be too long. */
const MAX_PEOPLE = 2_000;

/** What pages are made of. */
export interface SitePagesOptions {
  readonly overview: Overview;
  /** Files that pages load, by their paths below the folder of the site. */
  readonly files: PageFiles;
  /** The script of the page that searches, likewise. */
  readonly searchScriptPath: string;
}

/** Makes pages as text. */
export class SitePages {
  readonly #options: SitePagesOptions;

  constructor(options: SitePagesOptions) {
    this.#options = options;
  }

  /** The pages that a site has once, by file. */
  fixed(snapshot: Snapshot): Readonly<Record<string, string>> {
    const { overview } = this.#options;
    const { manifest, directory } = snapshot;
    const frame = this.#frame('', false);
    const asked = { q: null, sort: 'written', limit: MAX_PEOPLE, offset: 0 } as const;
    const today = { day: '01-01', hits: [] };
    const home = <HomePage frame={this.#frame('', true)} overview={overview} today={today} />;
    return {
      'index.html': page(renderView(home), ''),
      'help.html': page(renderView(<HelpPage frame={frame} overview={overview} origin={null} />), ''),
      'about.html': page(
        renderView(<AboutPage frame={frame} manifest={manifest} facts={directory.facts} />),
        '',
      ),
      'people.html': page(
        renderView(
          <PeoplePage frame={frame} asked={asked} answer={listPeople(snapshot, asked)} mistakes={[]} />,
        ),
        '',
      ),
    };
  }

  /** The pages of a thread by file, one after the other; they lie one folder deeper. */
  *thread(thread: WholeThread): Generator<readonly [file: string, html: string]> {
    const frame = this.#frame('../', false);
    for (let [page, count] = [1, 1]; page <= count; page++) {
      const view = viewThread(thread, { ...NOTHING_ASKED, isCopy: true, page }, { hits: [], relaxed: null });
      const pieces = threadPage({ frame, thread, view, isArchived: false, marker: NO_MARKS, origin: null });
      yield [threadFile(thread.info.id, page), withSiteLinks([...pieces].join(''), '../')];
      count = view.pages.count;
    }
  }

  #frame(root: SiteRoot, searches: boolean): Frame {
    const { overview, files, searchScriptPath } = this.#options;
    return {
      siteName: overview.siteName,
      stylesheetPath: `${root}${files.stylesheetPath}`,
      iconPath: `${root}${files.iconPath}`,
      scriptPath: `${root}${searches ? searchScriptPath : files.scriptPath}`,
      themePath: `${root}${files.themePath}`,
      site: files.site,
      copy: { policy: POLICY, searches, documents: overview.manifest.counts.documents },
    };
  }
}

function page(html: string, root: SiteRoot): string {
  return `<!DOCTYPE html>\n${withSiteLinks(html, root)}`;
}
