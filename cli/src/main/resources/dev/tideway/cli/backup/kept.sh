# Prints size and name of each database that a swap has kept, the newest first. Runs in the database's pod.
sql --field-separator=' ' --command="select pg_database_size(datname), datname from pg_database
  where datname like '$POSTGRES_DB-before-%' order by datname desc"
