# syntax=docker/dockerfile:1

FROM node:26-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY controller controller
COPY schemas schemas
COPY scripts/build.mjs scripts/build.mjs
# esbuild's binary comes with an optional dependency of its own; nothing else needs an install script.
RUN node scripts/build.mjs

FROM node:26-slim
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="watchkeeper" \
      org.opencontainers.image.description="A Kubernetes-style controller that keeps AWS monitoring the way a git repository says it should be" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=root:root /build/dist ./
# Kubernetes can tell only from a number that it isn't root; 1000 is the image's user `node`.
USER 1000:1000
VOLUME ["/specs"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["node", "/app/healthcheck.js"]
ENTRYPOINT ["node", "/app/watchkeeper.js"]
CMD ["run", "/specs", "--listen", "0.0.0.0:8080"]
