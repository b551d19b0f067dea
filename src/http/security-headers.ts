// Headers of every answer: what a browser must not do with it.
import { secureHeaders } from 'hono/secure-headers';

/**
 * The policy of every answer. Pages have no script, load only our stylesheet and icon, and send forms to us.
 * Not sent: `Cross-Origin-Resource-Policy` and `X-Frame-Options`, which would shut out a search box on other
 * sites (`frame-ancestors` guards the pages), and HSTS, which belongs to whoever ends TLS.
 */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  crossOriginResourcePolicy: false,
  xFrameOptions: false,
  strictTransportSecurity: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
});
