// Errors of the API as problem details (RFC 9457). Says nothing about the inside of the program.
import type { Context } from 'hono';
import { type ParameterError, type ParameterMistake, parameterError } from './parameters.ts';
import { respond } from './respond.ts';

/** Problem details without their type, which is always `about:blank`. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  /** One sentence: what happened, to what, and what to do. */
  readonly detail: string;
  readonly errors?: readonly ParameterError[];
}

/** Answers with a problem. */
export function sendProblem(
  c: Context,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return respond(c, JSON.stringify({ type: 'about:blank', ...problem }), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

/** 400 with every bad parameter at once. */
export function badParameters(c: Context, mistakes: readonly ParameterMistake[]): Response {
  return sendProblem(c, {
    status: 400,
    title: 'Bad parameter',
    detail: mistakes.map(mistakeSentence).join(' '),
    errors: mistakes.map(parameterError),
  });
}

/** One sentence about a mistake, for people. */
export function mistakeSentence(mistake: ParameterMistake): string {
  const { kind, parameter, value, allowed } = mistake;
  switch (kind) {
    case 'unknown':
      return `There is no parameter "${parameter}".`;
    case 'repeated':
      return `"${parameter}" may be given only once.`;
    case 'bad':
      return `"${value}" is no value for "${parameter}"; allowed: ${allowed.join(', ')}.`;
    default:
      return kind satisfies never;
  }
}

/** 404 for a thing that is not in the served archive. */
export function notFoundProblem(c: Context, what: string): Response {
  return sendProblem(c, {
    status: 404,
    title: 'Not found',
    detail: `There is no such ${what} in this archive.`,
  });
}
