// The rules about the project's documents: they exist, stay short, and their local links lead somewhere.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'docs/cluster.md'];
const MAX_ARCHITECTURE_LINES = 300;

/** One line per problem with the documents of the checkout at `root`; empty when all is well. */
export function findDocumentProblems(root: string): string[] {
  return DOCUMENTS.flatMap((name) => {
    const path = join(root, name);
    if (!existsSync(path)) return [`${name}: missing`];
    const text = readFileSync(path, 'utf8');
    return [...findContentProblems(name, text), ...findDeadLinks(path, name, text)];
  });
}

function findContentProblems(name: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length;
  if (name === 'ARCHITECTURE.md' && lines > MAX_ARCHITECTURE_LINES) {
    return [`${name}: ${lines} lines, at most ${MAX_ARCHITECTURE_LINES} are wanted`];
  }
  if (name === 'CHANGELOG.md' && !/^##? .*unreleased/im.test(text))
    return [`${name}: has no "Unreleased" part`];
  if (name === 'README.md' && !text.includes('npm ci')) return [`${name}: does not say how to start`];
  return [];
}

function findDeadLinks(path: string, name: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)/g)].map(([, target]) => target ?? '');
  const dead = targets.filter((target) => !existsSync(join(dirname(path), target)));
  return dead.map((target) => `${name}: the link to ${target} leads nowhere`);
}
