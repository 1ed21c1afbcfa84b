#!/bin/sh
# The container's start: wait for the database, bring its schema up to date, then become the server. The tests run this same file without Docker.
set -eu
cd "$(dirname "$0")/.."
: "${DATABASE_URL:-${DATABASE_URL_FILE:?DATABASE_URL, or the file DATABASE_URL_FILE, must name a PostgreSQL database with PostGIS}}"

tries=0
limit="${SOMMIER_WAIT:-60}"
until said="$(node bin/sommier.mjs migrate 2>&1 >/dev/null)"; do
  tries=$((tries + 1))
  if [ "$tries" -ge "$limit" ]; then
    echo "The database did not take the schema after $tries tries. Its last words:" >&2
    echo "$said" >&2
    exit 1
  fi
  if [ "$tries" -eq 1 ]; then echo "Waiting for the database…" >&2; fi
  sleep 1
done
exec node bin/sommier.mjs serve
