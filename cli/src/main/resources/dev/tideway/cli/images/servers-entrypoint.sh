#!/bin/sh
# What the first start of PostgreSQL's official image does, as far as the chart relies on it: an empty PGDATA gets a
# cluster with POSTGRES_DB, and the user and password of two files. Any other command is run as it is.
set -eu
if [ "$1" = postgres ] && [ ! -e "$PGDATA" ]; then
  # A start that is ended half-way leaves nothing that the next one takes for whole.
  half=$PGDATA.half
  rm -rf "$half"
  initdb --pgdata="$half" --username="$(cat "$POSTGRES_USER_FILE")" --pwfile="$POSTGRES_PASSWORD_FILE" \
    --encoding=UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256
  echo 'host all all all scram-sha-256' >> "$half/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$half/postgresql.conf"
  echo "CREATE DATABASE \"$POSTGRES_DB\"" | postgres --single -D "$half" postgres
  mv "$half" "$PGDATA"
fi
if [ "$1" = postgres ]; then
  there=$(cat "$PGDATA/PG_VERSION")
  case "$(postgres --version)" in
    *" $there"[.\ ]*) ;;
    *)
      echo "the volume was made by PostgreSQL $there, and this is $(postgres --version): dump it with that one," \
        "or delete the volume" >&2
      exit 1
      ;;
  esac
fi
exec "$@"
