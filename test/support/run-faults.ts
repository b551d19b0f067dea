// `npm run test:faults`: two hundred kills, and every file operation of publishing failing once. Takes a while.
import { runKills } from './kill-runs.ts';
import { runTestFile } from './test-file.ts';

const [kills = 200, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const tell = (line: string) => process.stdout.write(`${line}\n`);

tell(`${kills} kills, seed ${seed}`);
const summary = await runKills({ kills, seed, tell });
tell(`all whole: ${JSON.stringify(summary)}`);
process.env.ANTLER_TEST_FAULTS = 'all';
const { result, output } = await runTestFile(
  'test/property/publishing-faults.test.ts',
  process.cwd(),
  1_800_000,
);
tell(output.trim());
tell(`${result.passed} passed, ${result.failed} failed`);
process.exit(result.failed === 0 ? 0 : 1);
