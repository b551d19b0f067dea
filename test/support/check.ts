// The project's own part of `npm run check`: architecture, file rules, documents. Types and lint are other tools' work.

import { RULES } from './architecture.ts';
import { findDocumentProblems } from './documents.ts';
import { checkoutPath } from './shared.ts';
import { PRODUCT_ROOMS, readSourceFiles } from './source-files.ts';

const files = readSourceFiles(checkoutPath, [...PRODUCT_ROOMS, 'test']);
const groups = [
  ...RULES.map((rule) => ({ sentence: rule.sentence, problems: rule.find(files) })),
  { sentence: 'the documents are there and whole', problems: findDocumentProblems(checkoutPath) },
];
for (const { sentence, problems } of groups) {
  if (problems.length === 0) continue;
  process.stdout.write(`Broken: ${sentence}\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
}
const count = groups.reduce((total, { problems }) => total + problems.length, 0);
process.stdout.write(`${files.length} files checked, ${count} problems\n`);
process.exitCode = count === 0 ? 0 : 1;
