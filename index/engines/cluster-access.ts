// How an OpenSearch cluster is reached, and how our indices are to lie in it. Plain data for any thread; types only.

/** Settings of the keeper. */
export interface ClusterAccess {
  /** Web addresses of one node or more, without a path. */
  readonly addresses: readonly string[];
  /** Either of the two, or nothing. */
  readonly user: { readonly name: string; readonly password: string } | null;
  readonly apiKey: string | null;
  /** Certificates in PEM of who signed that of the cluster; null: those the system trusts. */
  readonly authority: string | null;
  /** What one search may take, tries and all. */
  readonly timeoutMs: number;
  /** Names of indices begin so; the alias of the published one is called so. Lower case. */
  readonly prefix: string;
  /** Parts an index is cut into; null: by its size. */
  readonly shards: number | null;
  /** Copies of each part beside the first; null: one where the cluster has several nodes for data. */
  readonly replicas: number | null;
}
