# Restores a dump into a database beside the one in use, and only when that is whole gives it the name that the app
# knows. The one before keeps its data under another name. Runs in the database's pod:  sh -s DUMP
set -eu
dump=$1
before=$POSTGRES_DB-before-restore
restored=$POSTGRES_DB-restored
PGUSER=$(cat "$POSTGRES_USER_FILE")
PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
# What is printed is the result.
export PGUSER PGPASSWORD PGDATABASE=postgres PGOPTIONS='-c client_min_messages=warning'

sql() {
  psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"
}

pg_restore --list "/backups/$dump" > /dev/null
dropdb --if-exists "$restored"
createdb --template=template0 "$restored"
pg_restore --exit-on-error --no-owner --dbname="$restored" "/backups/$dump"
dropdb --if-exists --force "$before"

# Renaming takes a database without connections. It keeps new ones waiting, but one may have come after those before
# were ended: then once more.
swap() {
  sql <<END
select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '$POSTGRES_DB' \g /dev/null
begin;
alter database "$POSTGRES_DB" rename to "$before";
alter database "$restored" rename to "$POSTGRES_DB";
commit;
END
}
for try in 1 2 3 4 5; do
  if why=$(swap 2>&1); then
    echo "$before"
    exit 0
  fi
done
echo "$why" >&2
exit 1
