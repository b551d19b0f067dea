// How much the log tells of each request. Data only: settings and server both have it.

export const REQUEST_LOGS = ['none', 'routes', 'full'] as const;
/** `routes`: patterns, never what somebody asked for. `full`: what was asked, and by which address. */
export type RequestLog = (typeof REQUEST_LOGS)[number];
