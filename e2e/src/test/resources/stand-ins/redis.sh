#!/bin/sh
# redis-server doesn't stay root; any other command is run as it is.
set -eu
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  chown -R redis:redis /data
  exec setpriv --reuid redis --regid redis --clear-groups "$@"
fi
exec "$@"
