// Where the script of static sites lies in the installed program, and what its files are called in a site.
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** Made by `npm run build`. */
export const BUNDLE_FOLDER = join(packageRoot(), 'dist/static-site');

/** The script, and beside it what belongs to the archive's language. */
export const SCRIPT_FILE = 'search.js';
export const LANGUAGE_FILE = 'language.js';
