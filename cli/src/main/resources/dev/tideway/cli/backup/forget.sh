# Drops databases that a swap has kept. Runs in the database's pod, with their names.
for it in "$@"; do
  case $it in
    "$POSTGRES_DB"-before-*) dropdb "$it" ;;
    *) echo "$it is in use" >&2 && exit 1 ;;
  esac
done
