#!/bin/sh
# The secrets of docker-compose.yml, made by chance where they are not there yet: in one folder what the database reads, in the other what the server reads.
# Nothing that stands there is changed: a password of your own, or a vault's, is put there before the first start. The tests run this same file without Docker.
set -eu
db="${1:-/run/secrets/db}"
app="${2:-/run/secrets/app}"

# keep FILE: standard input becomes the file, whole or not at all, read by whoever has the volume.
keep() {
  cat > "$1.making"
  chmod 0444 "$1.making"
  mv "$1.making" "$1"
}
[ -s "$db/postgres_password" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' | keep "$db/postgres_password"
[ -s "$app/database_url" ] || printf 'postgres://sommier:%s@db:5432/sommier' "$(cat "$db/postgres_password")" | keep "$app/database_url"
[ -s "$app/sommier_key" ] || head -c 32 /dev/urandom | base64 | keep "$app/sommier_key"
