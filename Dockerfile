FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY cypher cypher
COPY graph_service graph_service
COPY loaders loaders
COPY api api
COPY web web
COPY guanlian guanlian
COPY policies policies
RUN python -m venv /opt/guanlian && /opt/guanlian/bin/pip install --no-cache-dir '.[postgresql]'

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data guanlian && mkdir -p /data /keys /kernels && chown guanlian /data /keys /kernels
COPY --from=build /opt/guanlian /opt/guanlian
ENV PATH=/opt/guanlian/bin:$PATH GUANLIAN_DATA_DIR=/data GUANLIAN_ID_KEY_FILE=/keys/id-key.json \
    GUANLIAN_ATTESTATION_KEY_FILE=/keys/attestation-keys.json PYTHONUNBUFFERED=1
USER guanlian
# What search and screening compile at their first use, made here: no first question pays for it.
ENV NUMBA_CACHE_DIR=/kernels
RUN python -m graph_service.search.warm
VOLUME ["/data", "/keys"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
ENTRYPOINT ["guanlian"]
CMD ["serve"]
