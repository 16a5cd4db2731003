set -eu
PGUSER=$(cat "$POSTGRES_USER_FILE")
PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
# What is printed is the result.
export PGUSER PGPASSWORD PGDATABASE=postgres PGOPTIONS='-c client_min_messages=warning'

sql() {
  psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"
}

