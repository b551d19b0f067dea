// The files that pages load: stylesheet, icon and script, read once from the package, with addresses that change with them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageFiles, SiteSettings } from './answers/model.ts';
import { CommandError } from './errors.ts';
import { packageRoot } from './package-root.ts';

/** One file. */
export interface Asset {
  /** Where it is served, without the query string. */
  readonly route: string;
  /** Address with a query string that names this content, so that caches may keep it for ever. */
  readonly path: string;
  /** First letters of the content's SHA-256. */
  readonly hash: string;
  readonly contentType: string;
  readonly text: string;
}

/** All files that pages load. */
export interface Assets {
  readonly stylesheet: Asset;
  readonly icon: Asset;
  readonly script: Asset;
  /** Runs before a page is drawn. */
  readonly themeScript: Asset;
  /** The box for other sites. */
  readonly siteScript: Asset;
  /** Addresses of them all, as pages name them. */
  readonly pageFiles: PageFiles;
  /** Changes when a page that names them does. */
  readonly hash: string;
}

/** As servers are unless their keepers say otherwise. */
export const USUAL_SITE: SiteSettings = {
  publicUrl: null,
  mayBeIndexed: false,
  contact: null,
  archive: 'on',
};

/** Reads the files. @throws CommandError `missing-part` when the installation lacks one */
export function readAssets(site: SiteSettings = USUAL_SITE): Assets {
  const stylesheet = makeAsset('antler.css', 'text/css; charset=utf-8', readPageFile('antler.css'));
  const icon = makeAsset('antler.svg', 'image/svg+xml', readPageFile('antler.svg'));
  const script = makeAsset('antler.js', SCRIPT_TYPE, joinScripts(SCRIPT_PARTS));
  const themeScript = makeAsset('antler-theme.js', SCRIPT_TYPE, joinScripts(['theme-now.js']));
  const siteScript = makeAsset('antler-search.js', SCRIPT_TYPE, joinScripts(SITE_SCRIPT_PARTS));
  return {
    stylesheet,
    icon,
    script,
    themeScript,
    siteScript,
    pageFiles: {
      stylesheetPath: stylesheet.path,
      iconPath: icon.path,
      scriptPath: script.path,
      themePath: themeScript.path,
      site,
    },
    hash: [stylesheet.hash, icon.hash, script.hash, themeScript.hash, JSON.stringify(site)].join(),
  };
}

const SCRIPT_TYPE = 'text/javascript; charset=utf-8';

/** A part stands behind those that it imports. */
const SCRIPT_PARTS = [
  ...['suggestions.js', 'shortcuts.js', 'thread.js', 'theme.js', 'time-range.js'],
  'antler.js',
];
const SITE_SCRIPT_PARTS = ['suggestions.js', 'antler-search.js'];

/** One script out of its parts: imports between them fall away, and no name of theirs becomes a global one. */
function joinScripts(names: readonly string[]): string {
  const parts = names.map((name) =>
    readPackageFile(join('src', 'browser', name))
      .replace(/^import .* from '\.\/.*';\n/gm, '')
      .replace(/^export /gm, ''),
  );
  return `(() => {\n'use strict';\n${parts.join('\n')}})();\n`;
}

function makeAsset(name: string, contentType: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { route: `/${name}`, path: `/${name}?v=${hash}`, hash, contentType, text };
}

function readPageFile(name: string): string {
  return readPackageFile(join('src', 'pages', name));
}

function readPackageFile(relativePath: string): string {
  try {
    return readFileSync(join(packageRoot(), relativePath), 'utf8');
  } catch (cause) {
    throw new CommandError('missing-part', `The file ${relativePath} of antler cannot be read.`, {
      hint: 'Install the program again.',
      cause,
    });
  }
}
