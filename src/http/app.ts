// The web server's app: checks around all routes, then the routes, then what answers when nothing did.
import { Hono } from 'hono';
import { type Assets, readAssets } from '../assets.ts';
import { ADMIN_ROUTES, addAdminRoutes } from './admin/admin-routes.ts';
import { addDescriptionRoute, createDescription } from './api-description.ts';
import { addDocumentRoute, DOCUMENT_ROUTE } from './api-documents.ts';
import { addPeopleRoutes, PEOPLE_ROUTES } from './api-people.ts';
import { addResolveRoute, RESOLVE_ROUTE } from './api-resolve.ts';
import { addSearchRoute, SEARCH_ROUTE } from './api-search.ts';
import { addHealthRoutes, addStatsRoute, STATS_ROUTES } from './api-stats.ts';
import { addSuggestRoute, SUGGEST_ROUTE } from './api-suggest.ts';
import { addThreadRoute, THREAD_ROUTE } from './api-threads.ts';
import { addArchiveRoutes, DAY_FEED_ROUTE } from './archive-routes.ts';
import { addArchivedPages } from './archived-page-routes.tsx';
import { addAssetRoutes } from './asset-routes.ts';
import { knowClients, knowOrigin } from './clients/know-clients.ts';
import type { AppDependencies } from './dependencies.ts';
import { addDocsRoute } from './docs/docs-route.tsx';
import { createFallbacks, type Fallbacks } from './fallbacks.ts';
import { addFeedRoutes, FEED_ROUTE } from './feed-routes.ts';
import { logRequests } from './log-requests.ts';
import { answerOtherMethods } from './methods.ts';
import { addMetricsRoute, METRICS_ROUTE } from './metrics/metrics-route.ts';
import { ServerMetrics } from './metrics/server-metrics.ts';
import { addPageRoutes } from './page-routes.ts';
import { limitUrlLength, refuseBrokenEscapes } from './request-checks.ts';
import { addResolvePage } from './resolve-routes.ts';

const API_ROUTES = [
  SEARCH_ROUTE,
  SUGGEST_ROUTE,
  DOCUMENT_ROUTE,
  THREAD_ROUTE,
  ...PEOPLE_ROUTES,
  RESOLVE_ROUTE,
  ...STATS_ROUTES,
  METRICS_ROUTE,
  FEED_ROUTE,
  DAY_FEED_ROUTE,
];

/** What an app may be given ready-made. */
export interface AppParts {
  readonly assets: Assets;
  /** The description of the API, as JSON. */
  readonly description: string;
}

/** The description of the API. Cost: about a tenth of a second, so that it is better made before requests come. */
export function describeServer(version: string, { hasAdmin = false } = {}): string {
  return createDescription(version, [...API_ROUTES, ...(hasAdmin ? ADMIN_ROUTES : [])]);
}

/** The app; give its `fetch` to a server. @throws CommandError when a file of the installation is missing */
export function createApp(dependencies: AppDependencies, parts: Partial<AppParts> = {}): Hono {
  const app = new Hono();
  const { assets = readAssets() } = parts;
  let { description } = parts;
  const fallbacks = createFallbacks(dependencies, assets);
  app.onError(fallbacks.onError);
  app.notFound(fallbacks.onNotFound);
  const metrics = new ServerMetrics();
  app.use(metrics.observe);
  const { publicUrl } = assets.pageFiles.site;
  if (publicUrl !== null) app.use(knowOrigin(publicUrl));
  addChecks(app, dependencies, fallbacks);
  addSearchRoute(app, dependencies);
  addSuggestRoute(app, dependencies);
  addDocumentRoute(app, dependencies);
  addThreadRoute(app, dependencies);
  addPeopleRoutes(app, dependencies);
  addResolveRoute(app, dependencies);
  addStatsRoute(app, dependencies);
  addHealthRoutes(app, dependencies);
  addMetricsRoute(app, dependencies, metrics);
  const describe = () => {
    description ??= describeServer(dependencies.version, { hasAdmin: dependencies.admin !== undefined });
    return description;
  };
  addDescriptionRoute(app, describe);
  addDocsRoute(app, dependencies, { assets, json: describe });
  addFeedRoutes(app, dependencies);
  addPageRoutes(app, dependencies, assets);
  addArchiveRoutes(app, dependencies, assets);
  addArchivedPages(app, dependencies, assets);
  addResolvePage(app, dependencies, assets);
  addAssetRoutes(app, assets);
  if (dependencies.admin !== undefined) addAdminRoutes(app, dependencies.admin);
  return app;
}

/** What every request passes on its way in, outermost first. */
function addChecks(app: Hono, { clients, requestLog }: AppDependencies, fallbacks: Fallbacks): void {
  if (requestLog !== undefined) app.use(logRequests(requestLog));
  if (clients !== undefined) app.use(knowClients(clients, fallbacks.onTooMany));
  app.use(limitUrlLength);
  for (const path of ['/api/*', '/search.atom', '/on-this-day.atom']) app.use(path, refuseBrokenEscapes);
  app.use(answerOtherMethods(app, fallbacks));
}
