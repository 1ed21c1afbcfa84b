# The image carries Node's newest long-term line; the code asks for 20.19 or later.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY domain/package.json domain/
COPY server/package.json server/
COPY client/package.json client/
COPY tests/package.json tests/
RUN npm ci --omit=dev --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY bin bin
COPY docker docker
COPY migrations migrations
COPY seed seed
COPY domain domain
COPY server server
COPY client client
RUN node docker/build-client.mjs && rm -rf client/src

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 SOMMIER_DATA=/data
RUN mkdir /data && chown node:node /data
COPY --from=build /app /app
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=5 CMD ["node", "docker/health.mjs"]
CMD ["docker/start.sh"]
