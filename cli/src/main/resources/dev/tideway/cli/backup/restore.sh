# Restores a dump into a database beside the one in use. Runs in the database's pod, with the dump's name, or - for
# standard input.
dump=$1
restored=$POSTGRES_DB-restored

drop_half() {
  dropdb --if-exists "$restored"
}

if [ "$dump" != - ]; then
  dump=/backups/$dump
  pg_restore --list "$dump" > /dev/null
fi
# A volume that is full stops the database in use.
free=$(df -Pk "$PGDATA" | tail -n 1 | tr -s ' ' | cut -d ' ' -f 4)
size=$(sql --command="select pg_database_size('$POSTGRES_DB') / 1024")
if [ "$free" -lt "$size" ]; then
  echo "the database's volume has $free kB free, and another database takes about $size kB" >&2
  exit 1
fi

trap drop_half EXIT
drop_half
createdb --template=template0 "$restored"
if [ "$dump" = - ]; then
  pg_restore --exit-on-error --no-owner --dbname="$restored"
else
  pg_restore --exit-on-error --no-owner --dbname="$restored" "$dump"
fi
trap - EXIT
echo "$restored"
