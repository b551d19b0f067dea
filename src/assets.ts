// The files that pages load: the stylesheet and the icon, read once from the package, with addresses that change with them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
}

/** Reads the files. @throws CommandError `missing-part` when the installation lacks one */
export function readAssets(): Assets {
  return {
    stylesheet: readAsset('antler.css', 'text/css; charset=utf-8'),
    icon: readAsset('antler.svg', 'image/svg+xml'),
  };
}

function readAsset(name: string, contentType: string): Asset {
  const text = readPackageFile(join('src', 'pages', name));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { route: `/${name}`, path: `/${name}?v=${hash}`, hash, contentType, text };
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
