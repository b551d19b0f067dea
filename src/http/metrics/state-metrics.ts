// What is measured at the moment of asking: the served snapshot, the queue, the process.
import type { Manifest } from '../../../index/snapshot/model.ts';
import type { AdminDesk, TaskTally } from '../../admin/desk.ts';
import type { LiveState } from '../../live-snapshot.ts';
import type { SearchLoad } from '../../search-threads/model.ts';
import type { ClientPolicy } from '../clients/know-clients.ts';
import type { MetricFamily, Sample } from './exposition.ts';

/** Of the snapshot; without one only that there is none. */
export function snapshotMetrics(manifest: Manifest | null, now: Date): readonly MetricFamily[] {
  const ready = gauge('antler_ready', 'Whether a snapshot is served.', [
    { value: manifest === null ? 0 : 1 },
  ]);
  if (manifest === null) return [ready];
  const { builtAt, counts, files } = manifest;
  const builtSeconds = Date.parse(builtAt) / 1_000;
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  const holds = Object.entries(counts).map(([of, value]): Sample => ({ labels: { of }, value }));
  return [
    ready,
    gauge('antler_snapshot_built_timestamp_seconds', 'When the snapshot was built.', [
      { value: builtSeconds },
    ]),
    gauge('antler_snapshot_age_seconds', 'Time since the snapshot was built.', [
      { value: Math.max(0, now.getTime() / 1_000 - builtSeconds) },
    ]),
    gauge('antler_snapshot_bytes', 'Size of the snapshot on disk.', [{ value: bytes }]),
    gauge('antler_snapshot_holds', 'What the snapshot holds.', holds),
  ];
}

/** Whether something newer is refused: a snapshot that does not open, a keeper's file with mistakes. */
export function refusalMetrics({ lastError }: Pick<LiveState, 'lastError'>): readonly MetricFamily[] {
  return [
    gauge('antler_refused', "Whether a newer snapshot or a keeper's file is refused.", [
      { value: lastError === null ? 0 : 1 },
    ]),
  ];
}

/** Of those who search. */
export function loadMetrics({ threads, running, waiting }: SearchLoad): readonly MetricFamily[] {
  return [
    gauge('antler_search_threads', 'Search threads.', [{ value: threads }]),
    gauge('antler_questions_running', 'Questions that threads have.', [{ value: running }]),
    gauge('antler_questions_waiting', 'Questions that wait for a thread.', [{ value: waiting }]),
  ];
}

/** Of what the keeper asked for over HTTP. */
export function taskMetrics({
  tasks,
  tallies,
}: Pick<AdminDesk, 'tasks' | 'tallies'>): readonly MetricFamily[] {
  const { running, waiting } = tasks.load();
  const kinds = [...tallies];
  const byKind = (value: (tally: TaskTally) => number): readonly Sample[] =>
    kinds.map(([kind, tally]) => ({ labels: { kind }, value: value(tally) }));
  const ended = kinds.flatMap(([kind, { succeeded, failed }]): readonly Sample[] => [
    { labels: { kind, state: 'succeeded' }, value: succeeded },
    { labels: { kind, state: 'failed' }, value: failed },
  ]);
  return [
    { name: 'antler_tasks_total', help: 'Tasks that ended.', type: 'counter', samples: ended },
    gauge('antler_tasks_running', 'Tasks at work.', [{ value: running }]),
    gauge('antler_tasks_waiting', 'Tasks that wait.', [{ value: waiting }]),
    gauge(
      'antler_task_seconds',
      'What the last task of a kind took.',
      byKind(({ seconds }) => seconds),
    ),
    gauge(
      'antler_task_success_timestamp_seconds',
      'When a task of a kind succeeded last; 0: never.',
      byKind(({ lastSuccessAt }) => lastSuccessAt),
    ),
  ];
}

/** Of clients that are counted. */
export function clientMetrics({ limiter }: ClientPolicy): readonly MetricFamily[] {
  return [
    gauge('antler_clients', 'Clients that the rate limit remembers.', [{ value: limiter.clients }]),
    gauge('antler_rate_limit', 'Requests a minute that a client may send; 0: any number.', [
      { value: limiter.perMinute },
    ]),
  ];
}

/** Of this process, by the names that Prometheus has for it. */
export function processMetrics(): readonly MetricFamily[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time of all threads.',
      type: 'counter',
      samples: [{ value: (user + system) / 1_000_000 }],
    },
    gauge('process_resident_memory_bytes', 'Memory of all threads.', [{ value: rss }]),
    gauge('process_start_time_seconds', 'When the process began.', [
      { value: Math.round(Date.now() / 1_000 - process.uptime()) },
    ]),
    gauge('nodejs_heap_used_bytes', 'JavaScript heap of the thread that serves.', [{ value: heapUsed }]),
    gauge('nodejs_external_bytes', 'Memory outside of the heap that JavaScript holds.', [
      { value: external },
    ]),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): MetricFamily {
  return { name, help, type: 'gauge', samples };
}
