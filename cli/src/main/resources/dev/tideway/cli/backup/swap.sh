# Gives a database the name that the app knows. The one that had it is kept under a name with the time, which is
# printed. Runs in the database's pod, with the database's name.
from=$1

# What the app has cached is of another database. It believes what was cached under its table's number alone, so that
# gets one which no cache has had: docs/decisions/2026-11-25-app-cache.md
sql --dbname="$from" <<'END'
do $$ begin
  if to_regclass('cache_trust') is not null then
    update cache_trust set epoch = greatest(epoch + 1, extract(epoch from clock_timestamp())::bigint), redis = null,
      closed_until = clock_timestamp() + interval '1 s';
  end if;
end $$
END

# Renaming takes a database without connections. It keeps new ones waiting, but one may have come after those before
# were ended, or one may have been kept in this very second: then once more.
swap() {
  sql <<END
select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '$POSTGRES_DB' \g /dev/null
begin;
alter database "$POSTGRES_DB" rename to "$before";
alter database "$from" rename to "$POSTGRES_DB";
commit;
END
}
for try in 1 2 3 4 5; do
  before=$POSTGRES_DB-before-$(date -u +%Y-%m-%dT%H-%M-%SZ)
  if why=$(swap 2>&1); then
    echo "$before"
    exit 0
  fi
  sleep 1
done
echo "$why" >&2
exit 1
