// The sample archive served by the real program, and a real Chromium to look at it, for all tests of a file.
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type ServedSample, serveSample } from './served-sample.ts';
import type { TestSuite } from './suite.ts';

/** There while tests run. */
export interface SampleInBrowser {
  /** `http://127.0.0.1:PORT` */
  address(): string;
  /** Close it with the test that opened it. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** Starts both before the first test of the suite, ends both after the last. */
export function sampleInBrowser(test: TestSuite): SampleInBrowser {
  let served: ServedSample | null = null;
  let browser: Browser | null = null;
  test.before(async () => {
    served = await serveSample();
    browser = await launchBrowser();
  });
  test.after(async () => {
    await browser?.close();
    await served?.program.stop();
  });
  return {
    address: () => {
      if (served === null) throw new Error('the sample is not served yet');
      return served.address;
    },
    newContext: async (options) => {
      if (browser === null) throw new Error('no browser');
      return browser.newContext(options);
    },
  };
}
