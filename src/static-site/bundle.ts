// Makes the script of static sites, when the program is built: the modules of the search itself, joined for browsers, and
// one file a language with its stemmer and small words. Run by `npm run build`; what it writes is part of the program.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild';
import { LANGUAGES } from '../../index/analysis/stem.ts';
import { STOP_WORD_LISTS } from '../../index/analysis/stop-word-lists.ts';
import { packageRoot } from '../package-root.ts';
import { BUNDLE_FOLDER, LANGUAGE_FILE, SCRIPT_FILE } from './bundle-files.ts';

const SOURCES = join(packageRoot(), 'src/static-site/browser');
const STEMMERS = createRequire(import.meta.url).resolve('snowball-stemmers');
/** Of the package's stemmers, each of which is a class of its own. */
const STEMMER_CLASS =
  / {4}var (\w+)Stemmer = function \(_SnowballStemmer\d*\) \{\n[\s\S]*?\n {4}\}\(SnowballStemmer\);\n/g;

const SHARED: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  banner: {
    js: '/* Antler. With stemmers of snowball-stemmers, ISC licence, Oleg Mazko, after Snowball. */',
  },
  write: false,
};

await rm(BUNDLE_FOLDER, { recursive: true, force: true });
await mkdir(join(BUNDLE_FOLDER, 'languages'), { recursive: true });
await writeFile(join(BUNDLE_FOLDER, SCRIPT_FILE), await makeScript());
for (const language of LANGUAGES) {
  await writeFile(join(BUNDLE_FOLDER, 'languages', `${language}.js`), await makeLanguage(language));
}

async function makeScript(): Promise<Uint8Array> {
  return onlyFile(
    await build({
      ...SHARED,
      entryPoints: [join(SOURCES, 'main.tsx')],
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
      inject: [join(SOURCES, 'buffer.ts')],
      plugins: [forBrowsers()],
    }),
  );
}

/** What a browser does not have, or what belongs to a language. */
function forBrowsers(): Plugin {
  const ownLanguage = { path: `./${LANGUAGE_FILE}`, external: true };
  return {
    name: 'for-browsers',
    setup({ onResolve }) {
      onResolve({ filter: /^snowball-stemmers$|\/stop-word-lists\.ts$/ }, () => ownLanguage);
      onResolve({ filter: /^hono\/jsx\/jsx-runtime$/ }, () => ({ path: join(SOURCES, 'jsx-runtime.ts') }));
      onResolve({ filter: /\/search-cursor\.ts$/ }, () => ({ path: join(SOURCES, 'search-cursor.ts') }));
      onResolve({ filter: /^node:/ }, () => ({ path: join(SOURCES, 'node.ts'), sideEffects: false }));
    },
  };
}

async function makeLanguage(language: string): Promise<Uint8Array> {
  const lists = { [language]: STOP_WORD_LISTS[language] ?? '' };
  return onlyFile(
    await build({
      ...SHARED,
      stdin: {
        contents: `import * as stemmers from 'snowball-stemmers';
          export default stemmers;
          export const STOP_WORD_LISTS = ${JSON.stringify(lists)};`,
        resolveDir: packageRoot(),
      },
      plugins: [oneStemmer(language)],
    }),
  );
}

/** The package without the stemmers of other languages. */
function oneStemmer(language: string): Plugin {
  return {
    name: 'one-stemmer',
    setup({ onLoad }) {
      onLoad({ filter: /snowball-stemmers\.js$/ }, async ({ path }) => {
        const all = await readFile(path, 'utf8');
        const removed: string[] = [];
        const cut = all.replace(STEMMER_CLASS, (text, own: string) => {
          if (own === language) return text;
          removed.push(own);
          return '';
        });
        const expected = LANGUAGES.length - (language === 'none' ? 1 : 2);
        if (removed.length !== expected) throw new Error(`${STEMMERS} is not built as it was`);
        return {
          contents: cut.replace(/^ {12}(\w+): (\w+)Stemmer,?$/gm, (line, own) =>
            own === language ? line : '',
          ),
        };
      });
    },
  };
}

function onlyFile({ outputFiles = [] }: BuildResult): Uint8Array {
  const [file, ...others] = outputFiles;
  if (file === undefined || others.length > 0) throw new Error('the bundle is not one file');
  return file.contents;
}
