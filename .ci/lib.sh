# shellcheck shell=bash
# Sourced by the scripts of the pipelines.

# shellcheck disable=SC2034 # for those who source this
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# What is wrong, and what to do.
die() {
  printf 'error: %s\nwhat to do: %s\n' "$1" "$2" >&2
  exit 1
}

say() { printf '… %s\n' "$*" >&2; }

# need NAME…: variables that the script can't do without.
need() {
  local name
  for name in "$@"; do
    [ -n "${!name:-}" ] || die "$name is not set" "set it; docs/guide/pipelines.md says to what"
  done
}

# A tag can be moved after it was scanned and signed; a digest can't.
need_digest() {
  [[ $1 =~ ^[^@[:space:]]+@sha256:[0-9a-f]{64}$ ]] ||
    die "$1 is no image by its digest" "write REPOSITORY@sha256:…, as .ci/image prints it"
}

# signing FOLDER: sets signing to cosign's options. With a key of our own, nothing goes to a public log; a file in the
# folder says so.
signing() {
  signing=(--yes)
  if [ -n "${COSIGN_KEY:-}" ]; then
    cosign signing-config create --out "$1/no-log.config"
    signing+=(--key "$COSIGN_KEY" --signing-config "$1/no-log.config")
  fi
}
