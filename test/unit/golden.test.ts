// Compares what extraction gives for every golden page with its reviewed result.
import * as assert from 'uvu/assert';
import { expectedOf, extractCase, goldenCases } from '../support/golden.ts';
import { suite } from '../support/suite.ts';

const test = suite('golden pages');

test('every case has an expected result', () => {
  assert.ok(goldenCases().length > 0);
  for (const golden of goldenCases())
    assert.ok(expectedOf(golden) !== null, `${golden.name} was never written`);
});

for (const golden of goldenCases()) {
  test(`${golden.name} gives what it gave when it was reviewed`, () => {
    assert.equal(JSON.parse(JSON.stringify(extractCase(golden))), expectedOf(golden));
  });
}

test.run();
