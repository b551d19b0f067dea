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
ENV NODE_ENV=production \
    ANTLER_DATA=/data
WORKDIR /antler
COPY --from=build /antler/package.json ./
COPY --from=build /antler/node_modules ./node_modules
COPY --from=build /antler/dist ./dist
COPY src/pages ./src/pages
COPY src/sample-archive ./src/sample-archive
RUN ln -s /antler/dist/src/main.js /usr/local/bin/antler \
    && chmod +x /antler/dist/src/main.js \
    && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Another command replaces the last line: `docker run -v data:/data -v ./mirror:/mirror:ro IMAGE build /mirror`.
ENTRYPOINT ["antler"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
