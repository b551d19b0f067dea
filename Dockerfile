# The build needs the compiler and the development packages; the image that runs holds neither.
FROM node:22-slim AS build
WORKDIR /antler
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scraper ./scraper
COPY index ./index
COPY src ./src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-slim
LABEL org.opencontainers.image.title="Antler" \
      org.opencontainers.image.description="Search for archived blogs"
ENV NODE_ENV=production \
    ANTLER_DATA=/data \
    ANTLER_HOST=0.0.0.0 \
    ANTLER_PORT=8080
WORKDIR /antler
# npm is for building only; what is not there cannot be used by anybody who gets in.
RUN rm -rf /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx /opt/yarn* /usr/local/bin/yarn* \
    && ln -s /antler/dist/src/main.js /usr/local/bin/antler \
    && mkdir /data && chown node:node /data
# Owned by root: the program cannot change itself, and the root file system may be read-only; /data and /tmp are written.
COPY --from=build /antler/package.json ./
COPY --from=build /antler/node_modules ./node_modules
COPY --from=build --chmod=755 /antler/dist ./dist
COPY src/pages ./src/pages
COPY src/browser ./src/browser
COPY src/sample-archive ./src/sample-archive
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Alive, not ready: without a snapshot it waits for one.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.ANTLER_PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Another command replaces the last line: `docker run -v data:/data -v ./mirror:/mirror:ro IMAGE build /mirror`.
ENTRYPOINT ["antler"]
CMD ["serve"]
