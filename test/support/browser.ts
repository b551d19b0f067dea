// A real Chromium for the browser tests, out of the registry package alone: no system package and no download is needed.
// The package unpacks the libraries it brings only where it takes itself to be on Lambda, so we say so while it unpacks.

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { checkoutPath } from './shared.ts';

const LAMBDA = 'AWS_Lambda_nodejs20.x';
const UNPACKED = ['chromium', 'fonts', 'al2023'];
/** `npm ci` empties this folder, so a new version of the package is always unpacked again. */
const cacheFolder = join(checkoutPath, 'node_modules/.cache');

/** Starts a headless browser that reaches loopback addresses only. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackBrowser();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: [
      '--no-sandbox', // containers and continuous integration run as root
      '--no-zygote',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
    env: {
      ...definedOnly(process.env),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  });
}

/** The folder with browser, fonts and libraries; unpacked once. Two processes may do it at the same time. */
async function unpackBrowser(): Promise<string> {
  const folder = join(cacheFolder, 'antler-chromium');
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder, { recursive: true });
  const building = mkdtempSync(join(cacheFolder, 'antler-chromium-building-'));
  await withEnvironment({ TMPDIR: building, AWS_EXECUTION_ENV: LAMBDA, LD_LIBRARY_PATH: '' }, async () => {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  });
  const missing = UNPACKED.filter((name) => !existsSync(join(building, name)));
  if (missing.length > 0) throw new Error(`the browser package did not unpack ${missing.join(', ')}`);
  writeFileSync(join(building, 'fonts/fonts.conf'), fontsAt(folder));
  try {
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package's own settings look for its fonts in places of Lambda; a browser that finds none crashes. */
function fontsAt(folder: string): string {
  return `<?xml version="1.0"?>
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

/** Runs `work` with other environment variables and puts the old ones back. */
async function withEnvironment(
  values: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, values);
  try {
    await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function definedOnly(values: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
