// What goes wrong between us and a cluster: it cannot be reached, is too slow or overloaded, or refuses what is asked.
import { IndexError } from '../../errors.ts';

/** `engine-unavailable`: asked again later it may answer. `engine-refused`: it will refuse the same again. */
export class ClusterError extends IndexError {
  /** Of its answer; null when it gave none. */
  readonly status: number | null;

  constructor(
    code: 'engine-unavailable' | 'engine-refused',
    message: string,
    options: { readonly hint: string; readonly status?: number | null; readonly cause?: unknown },
  ) {
    super(code, message, options);
    this.status = options.status ?? null;
  }
}

const REFUSED_HINT = 'See the log of the cluster; antler rebuild builds the index anew.';
const HINTS: Readonly<Record<number, string>> = {
  401: 'Check --opensearch-user and the password, or the API key.',
  403: 'Let this user read, write and create indices that begin with --opensearch-prefix.',
  404: 'The index is gone from the cluster: antler rebuild --engine opensearch builds it anew, antler rollback goes back.',
};

/** It answered, and said no. */
export function refused(what: string, status: number, reason: string, cause?: unknown): ClusterError {
  return new ClusterError(
    'engine-refused',
    `The cluster refused ${what} (${status}): ${asSentence(reason)}`,
    {
      hint: HINTS[status] ?? REFUSED_HINT,
      status,
      cause,
    },
  );
}

/** It did not answer, or said that it cannot now. */
export function unavailable(
  what: string,
  reason: string,
  { status = null, cause }: { readonly status?: number | null; readonly cause?: unknown } = {},
): ClusterError {
  return new ClusterError('engine-unavailable', `The cluster did not answer ${what}: ${asSentence(reason)}`, {
    hint: 'Look at the health of the cluster and at --opensearch-url; it is asked again by itself.',
    status,
    cause,
  });
}

function asSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
