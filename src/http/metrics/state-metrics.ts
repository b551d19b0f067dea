// What is measured at the moment of asking: the served snapshot, the queue, the process.
import type { Manifest } from '../../../index/snapshot/model.ts';
import type { SearchLoad } from '../../search-threads/model.ts';
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

/** Of those who search. */
export function loadMetrics({ threads, running, waiting }: SearchLoad): readonly MetricFamily[] {
  return [
    gauge('antler_search_threads', 'Search threads.', [{ value: threads }]),
    gauge('antler_questions_running', 'Questions that threads have.', [{ value: running }]),
    gauge('antler_questions_waiting', 'Questions that wait for a thread.', [{ value: waiting }]),
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
