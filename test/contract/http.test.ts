// Holds a server over the contract's fixture against the public contract, by the black-box checker that lies beside the
// checkout.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { startServer } from '../../src/http/serve.ts';
import { readThreads, serveThreads } from '../support/served-archive.ts';
import { sharedTest } from '../support/shared.ts';
import { suite } from '../support/suite.ts';

const test = suite('the public contract');

const reportSchema = z.object({
  results: z.array(z.object({ name: z.string(), ok: z.boolean(), reason: z.string() })).min(1),
});

sharedTest(
  test,
  'every check passes',
  'tools',
  async (tools) => {
    const served = await serveThreads(await readThreads(join(tools, 'fixtures/contract.jsonl')));
    const server = await startServer(served.app, { port: 0, host: '127.0.0.1' });
    try {
      const { results } = await check(join(tools, 'check-http.mjs'), server.url);
      const failed = results.filter(({ ok }) => !ok);
      assert.equal(
        failed.map(({ name, reason }) => `${name}: ${reason}`),
        [],
      );
    } finally {
      await server.close(1_000);
      await served.close();
    }
  },
  { timeoutMs: 120_000 },
);

/** Runs the checker as a process of its own: it knows the server only by its address. */
async function check(program: string, url: string): Promise<z.infer<typeof reportSchema>> {
  const child = spawn(process.execPath, [program, '--server', url, '--json', '--strict'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) printed += chunk;
  return reportSchema.parse(JSON.parse(printed));
}

test.run();
